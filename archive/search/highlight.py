"""Where the matches stand in a text: private marks by PostgreSQL, read back as spans."""

from __future__ import annotations

import operator
import re
from typing import cast

from django.contrib.postgres.search import CombinedSearchQuery, SearchHeadline
from django.db.models import Expression

from archive.search.conditions import Condition, Settled, Without, joined
from archive.search.texts import CONFIGURATION, spaced

# Private marks around a match: no text of the archive holds them, so they survive escaping.
MATCH_STARTS, MATCH_ENDS = "\x02", "\x03"


def _wanted(condition: Condition) -> Condition | None:
    """A condition without what it leaves out: PostgreSQL would mark words of a phrase not wanted, too."""
    if isinstance(condition, Without):
        return None
    if isinstance(condition, Settled):
        wanted = _wanted(condition.condition)
        return condition if wanted is condition.condition else wanted
    if isinstance(condition, CombinedSearchQuery):
        sides = cast("tuple[Condition, Condition]", (condition.lhs, condition.rhs))
        parts = [part for part in map(_wanted, sides) if part is not None]
        if all(map(operator.is_, parts, sides)) and len(parts) == len(sides):
            return condition
        return joined(parts, condition.connector) if parts else None
    return condition


def to_mark(condition: Settled) -> Settled:
    """The condition for what is marked in a text that it finds."""
    wanted = _wanted(condition)
    return wanted if isinstance(wanted, Settled) else Settled(wanted or condition)


def headline(condition: Expression, column: str = "text") -> Expression:
    """The whole text with private marks around what the condition says `to_mark`; see `match_spans`."""
    return SearchHeadline(
        spaced(column),
        condition,
        config=CONFIGURATION,
        start_sel=MATCH_STARTS,
        stop_sel=MATCH_ENDS,
        highlight_all=True,
    )


def match_spans(marked: str, text: str) -> list[tuple[int, int]]:
    """Where in `text` the matches stand, read from its `headline`; none if the two do not agree."""
    if marked.replace(MATCH_STARTS, "").replace(MATCH_ENDS, "") != text.replace("/", " "):
        return []
    spans: list[tuple[int, int]] = []
    start = offset = 0
    for piece in re.split(f"([{MATCH_STARTS}{MATCH_ENDS}])", marked):
        if piece == MATCH_STARTS:
            start = offset
        elif piece == MATCH_ENDS:
            spans.append((start, offset))
        else:
            offset += len(piece)
    return spans
