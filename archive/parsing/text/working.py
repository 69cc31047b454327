"""The document under way: the lines that are not yet placed, and what has been read so far.

Every step of the pipeline takes a `Work`, moves lines out of `lines` into a field, a
note, a paragraph or a Problem, and never drops one that holds a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from archive.parsing.document import Draft, Form, ParsedFootnote, ParsedParagraph, Problem, Vote

# A footnote mark travels inside the text of a line as OPEN + mark + CLOSE, so that joining
# and cutting lines cannot lose it; offsets are counted when the paragraph is finished.
OPEN, CLOSE = "\ue000", "\ue001"
# the page of a note whose mark may stand on any
ANY_PAGE = -1
MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


@dataclass(slots=True)
class Line:
    """A line of the source, cleaned: `numbers` are the source lines it stands for, counted from 1."""

    numbers: tuple[int, ...]
    text: str
    indent: int = 0
    page: int = 0
    after_blank: bool = False
    """A blank line stands before it, and no page break."""
    after_edge: bool = False
    """A head or foot of a page stands before it."""

    @property
    def bare(self) -> str:
        """The text without footnote marks."""
        return MARK.sub("", self.text).strip() if OPEN in self.text else self.text

    @property
    def printed(self) -> str:
        """The text with its footnote marks as plain characters."""
        return " ".join(MARK.sub(r" \1 ", self.text).split()) if OPEN in self.text else self.text

    def cut(self, length: int) -> Line:
        """The line without its first characters."""
        return replace(self, text=self.text[length:])


@dataclass(slots=True)
class NoteBody:
    """A footnote body found at the foot of a page; `mark` is empty while it is not known."""

    mark: str
    text: str
    page: int
    numbers: tuple[int, ...]

    @property
    def parsed(self) -> ParsedFootnote:
        """As the parse record wants it."""
        lines = (min(self.numbers), max(self.numbers)) if self.numbers else None
        return ParsedFootnote(self.mark, self.text, lines)


@dataclass(slots=True)
class Header:
    """Fields read from the head and the foot of a resolution."""

    symbol: str | None = None
    title: str = ""
    body: str | None = None
    adopted_on: date | None = None
    meeting: str | None = None
    agenda_items: tuple[str, ...] = ()
    agenda_title: str = ""
    report: str = ""
    vote: Vote | None = None
    drafts: tuple[Draft, ...] = ()


@dataclass(slots=True)
class Work:
    """One source, or one of the resolutions in it, on its way through the pipeline."""

    source: str
    form: Form
    lines: list[Line]
    header: Header = field(default_factory=Header)
    annexes: list[list[Line]] = field(default_factory=list)
    notes: list[NoteBody] = field(default_factory=list)
    paragraphs: list[ParsedParagraph] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    header_lines: set[int] = field(default_factory=set)

    def report(self, code: str, message: str, line: Line | None = None) -> None:
        """Record a Problem where a librarian should look."""
        self.problems.append(Problem(code, message, line.numbers[0] if line else None))

    def report_at(self, code: str, message: str, number: int) -> None:
        """Record a Problem at a line of the source."""
        self.problems.append(Problem(code, message, number))

    def to_header(self, lines: Iterable[Line]) -> None:
        """Count these lines as read into header or closing fields."""
        for line in lines:
            self.header_lines.update(line.numbers)
