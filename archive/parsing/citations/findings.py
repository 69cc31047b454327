"""What the finders hand to one another: words that cite, before a footnote is joined to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["resolution", "decision", "document", "instrument", "defined", "words"]


@dataclass(frozen=True, slots=True)
class Found:
    """Words text[start:end] that cite something.

    `kind` says by what they were found: a number, a symbol, a name of the authority file, a
    name defined nearby ("the Convention"), or only the words at a footnote mark.
    """

    start: int
    end: int
    kind: Kind
    symbol: str | None = None
    instrument: str | None = None
    date: date | None = None
    footnote: str | None = None


class Spans:
    """Places in a text, as start and end; asking one place costs as little however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Whether a place has a character in common with one of them."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
