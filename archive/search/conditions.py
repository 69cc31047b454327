"""Conditions on the vector: a phrase, a beginning, nearness, the absence of another; all from harmless parts."""

from __future__ import annotations

import re
from typing import Any, cast

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, Expression, Func, Value
from django.db.models.sql import Query

from archive.search.texts import CONFIGURATION, QueryError

Condition = SearchQuery | CombinedSearchQuery


def phrase(text: str) -> SearchQuery:
    """The condition that the words stand side by side."""
    return SearchQuery(text.replace("/", " "), config=CONFIGURATION, search_type="phrase")


# Forms that the stemmer does not bring together.
_IRREGULAR = {"child": "children", "woman": "women", "man": "men", "person": "people", "datum": "data"}
_OTHER_FORM = _IRREGULAR | {plural: single for single, plural in _IRREGULAR.items()}


def any_form(text: str) -> Condition:
    """The condition that the words stand side by side, each irregular noun in either number."""
    variants = [""]
    for piece in re.split(r"(\W+)", text):
        other = _OTHER_FORM.get(piece.lower()) if len(variants) < 8 else None
        variants = [variant + form for variant in variants for form in (piece, *([other] if other else ()))]
    return joined([phrase(variant) for variant in variants], "||")


# Endings that the English stemmer cuts: "detenti" would not find "detention", which is kept as
# "detent"; so a prefix also looks for what it becomes with each of these.
_ENDINGS = (
    "on",
    "ons",
    "ion",
    "ions",
    "ation",
    "ng",
    "ing",
    "ings",
    "s",
    "es",
    "ed",
    "d",
    "e",
    "y",
    "ies",
    "ity",
    "al",
    "ally",
    "ment",
    "ments",
    "ous",
    "ive",
    "ly",
    "ness",
)


def prefix(text: str) -> SearchQuery | None:
    """The condition that a word begins so; words before the last (of "non-ref") must stand before it."""
    words = re.findall(r"\w+", text)
    if not words:
        return None
    *before, last = words
    # only word characters are left, so nothing of tsquery's own syntax can be written here
    ends = " | ".join([f"'{last}':*", *(f"'{last}{ending}'" for ending in _ENDINGS if len(last) > 2)])
    lead = "".join(f"'{word}' <-> " for word in before)
    return SearchQuery(f"{lead}({ends})", config=CONFIGURATION, search_type="raw")


class Without(SearchQuery):
    """The condition that another one does not hold."""

    template = "!!(%(expressions)s)"


def joined(parts: list[Condition], operator: str) -> Condition:
    """All parts under one operator, as a balanced tree so that long queries stay shallow."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = joined(parts[:middle], operator), joined(parts[middle:], operator)
    return CombinedSearchQuery(left, operator, right, CONFIGURATION)


class _Step(SearchQuery):
    """The condition that one word follows another at an exact distance."""

    template = "tsquery_phrase(%(expressions)s)"

    def __init__(self, first: Condition, second: Condition, distance: Value) -> None:
        super().__init__(Func(first, second, distance, template="%(expressions)s"))


class Near(SearchQuery):
    """The condition that two others hold at most `distance` words apart, in either order."""

    template = "%(expressions)s"

    def __init__(self, left: Condition, right: Condition, distance: int) -> None:
        both = [(left, right), (right, left)]
        steps = [(*pair, Value(step)) for step in range(1, distance + 1) for pair in both]
        near = joined([_Step(*step) for step in steps], "||")
        # asked first whether both stand there at all, PostgreSQL rejects most paragraphs without looking at places
        super().__init__(joined([left, right, near], "&&"))


class Settled(SearchQuery):
    """A condition whose SQL is written once: a search asks the same one in five places."""

    def __init__(self, condition: Condition) -> None:
        super().__init__("")
        self.condition = condition
        query = Query(None)
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        self.written = compiler.compile(condition.resolve_expression(query))
        self.set_source_expressions([])

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Settled:
        """Itself: no column stands in it."""
        return self

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """What was written."""
        return self.written


def alternatives(condition: Condition) -> int:
    """How many words a side of NEAR offers; raises QueryError for what cannot stand there."""
    if isinstance(condition, CombinedSearchQuery):
        if condition.connector == "||":
            left, right = cast("tuple[Condition, Condition]", (condition.lhs, condition.rhs))
            return alternatives(left) + alternatives(right)
    elif not isinstance(condition, Near | Without):
        return len(_ENDINGS) if condition.function == "to_tsquery" else 1
    raise QueryError(
        "Beside NEAR stand words, phrases, or alternatives in parentheses: migrants NEAR/8 (vulnerable OR risk)."
    )


def lexeme_count(condition: Condition) -> Expression:
    """How many words a condition really asks for: 0 where all of them are too common to be kept."""
    return Func(condition, function="numnode", output_field=CharField())
