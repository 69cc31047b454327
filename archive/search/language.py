"""The language of the search box, which the stored queries of topics speak too.

migrant children      paragraphs with both words, in any form (child, children)
"data protection"     the words side by side
child OR minor        either; OR binds closer than a blank, so `a b OR c` is a and (b or c)
(a b) OR c            parentheses group
migrant NEAR/8 risk   at most so many words apart, in either order (NEAR alone: 10)
-refugee              without the word (also NOT refugee)
migra*                words that begin so
76/172, A/RES/76/172  a resolution's symbol, as a phrase and among the citations
year:2019-2021        an operator: body, session, year, kind, verb, topic, cites
"""

from __future__ import annotations

import re

from archive.search.conditions import Settled
from archive.search.query import Query
from archive.search.reading import Reader
from archive.search.texts import refuse_unreadable

LONGEST_QUERY = 500

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‐‑‒−", "-") | {"’": "'"})


def _cleaned(text: str) -> str:
    """One kind of quotation mark and hyphen, no control characters, runs of punctuation collapsed."""
    text = re.sub(r"[\x01-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]+", " ", text.translate(_QUOTES))
    text = re.sub("-{2,}", " ", text)
    return re.sub(r'([^\w\s"()])(?:[^\w\s"()])+', r"\1", text)


def compile_query(text: str) -> Query:
    """Read a query in the search box's language; raises QueryError with a sentence for the reader."""
    refuse_unreadable(text)
    notices = []
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notices.append(f"Only the first {LONGEST_QUERY} characters of the query were searched.")
    text = " ".join(_cleaned(text).split())
    reader = Reader(text)
    words = reader.read()
    return Query(
        text=text,
        words=Settled(words) if words is not None else None,
        symbols=tuple(dict.fromkeys(reader.symbols)),
        operators=tuple(reader.operators),
        notices=(*notices, *reader.notices),
        terms=tuple(reader.terms),
    )
