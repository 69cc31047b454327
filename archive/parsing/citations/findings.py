"""What the finders hand to one another: words that cite, before a footnote is joined to them."""

from __future__ import annotations

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
