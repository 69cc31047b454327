"""Near-miss help: what else to search for when a search finds nothing, or little.

Suggestions are searches of their own; only those that find something are given, with how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Lower

from archive.filters import Asked
from archive.finding import matching
from archive.models import Body, Synonym, Word
from archive.search import QueryError, compile_query, lexeme_count

FEW = 5
"""A search that finds fewer paragraphs than this gets suggestions."""
MOST = 8
_LEAST_SIMILAR = 0.35


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search: why it is offered, its text, how many paragraphs it finds (in the whole archive)."""

    why: str
    text: str
    count: int = 0


def suggest(asked: Asked, count: int) -> list[Suggestion]:
    """Other searches for one that found `count` paragraphs: four queries at most."""
    if count >= FEW or asked.query.is_empty:
        return []
    offered: dict[str, str] = {}
    if count == 0 and (any(asked.choice.values.values()) or asked.query.operators):
        offered[_without_operators(asked)] = "Without the filters"
    offered |= dict.fromkeys(_spelled_otherwise(asked), "Did you mean")
    offered |= dict.fromkeys(_with_synonyms(asked), "Try a related word")
    if count == 0:
        offered |= dict.fromkeys(_with_less(asked), "Leave a word out")
    offered.pop(asked.query.text, None)
    return _that_find_something(dict(list(offered.items())[:MOST]), more_than=count)


def only_common_words(asked: Asked) -> bool:
    """Whether every word asked for is one of those that stand everywhere and are not kept: one query."""
    condition = asked.query.everything
    if condition is None:
        return False
    nodes = Body.objects.annotate(nodes=lexeme_count(condition)).values_list("nodes", flat=True).first()
    return nodes is not None and int(nodes) == 0


def _without_operators(asked: Asked) -> str:
    return re.sub(r'\s*-?\b(?:body|session|year|kind|verb|topic|cites):(?:"[^"]*"|\S+)', "", asked.query.text).strip()


def _replaced(asked: Asked, term: str, other: str) -> str:
    text = re.sub(rf"(?<!\w){re.escape(term)}(?!\w)", lambda _: other, asked.query.text, count=1, flags=re.IGNORECASE)
    return " ".join(text.split())


def _with_less(asked: Asked) -> Iterator[str]:
    terms = asked.query.terms
    for term in terms[:6] if len(terms) > 1 else ():
        yield _replaced(asked, term, "")


def _with_synonyms(asked: Asked) -> Iterator[str]:
    text = asked.query.text.lower()
    words = [*re.findall(r"[\w-]+", text)]
    pairs = [*words, *(f"{first} {second}" for first, second in pairwise(words))]
    lowered = Synonym.objects.annotate(lower_word=Lower("word"), lower_other=Lower("other"))
    for synonym in lowered.filter(Q(lower_word__in=pairs) | Q(lower_other__in=pairs))[:MOST]:
        for word, other in ((synonym.word, synonym.other), (synonym.other, synonym.word)):
            if word.lower() in pairs:
                yield _replaced(asked, word, f'"{other}"' if " " in other else other)


def _spelled_otherwise(asked: Asked) -> Iterator[str]:
    """The query with each word that no paragraph has in the spelling of the likest word that some have."""
    words = {
        word.lower() for term in asked.query.terms for word in re.findall(r"[A-Za-z-]{4,}", term) if "*" not in term
    }
    unknown = sorted(words - set(Word.objects.filter(text__in=words).values_list("text", flat=True)))[:4]
    if not unknown:
        return
    text, changed = asked.query.text, False
    for word in unknown:
        likest = (
            Word.objects.filter(text__trigram_similar=word)
            .annotate(likeness=TrigramSimilarity("text", word))
            .filter(likeness__gte=_LEAST_SIMILAR)
            .order_by("-likeness", "-paragraphs")
            .first()
        )
        if likest:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", likest.text, text, flags=re.IGNORECASE)
            changed = True
    if changed:
        yield text


def _that_find_something(offered: dict[str, str], *, more_than: int) -> list[Suggestion]:
    """The suggestions that find more than the search itself, counted in one statement."""
    statements: list[str] = []
    parameters: list[Any] = []
    texts: list[str] = []
    for text in offered:
        try:
            query = compile_query(text)
        except QueryError:
            continue
        if query.is_empty:
            continue
        sql, values = matching(query).order_by().values("pk")[:1000].query.sql_with_params()
        statements.append(f"(SELECT count(*) FROM ({sql}) AS found)")  # noqa: S608 - Django's own SQL
        parameters += values
        texts.append(text)
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", parameters)
        counts = cursor.fetchone() or ()
    found = [Suggestion(offered[text], text, count) for text, count in zip(texts, counts, strict=True)]
    return [one for one in found if one.count > more_than]
