"""Step 8, its state: a run of lines, the segments made of it, and how far the numbers have come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.parsing.text.breaks import after_short_lines, find_breaks
from archive.parsing.text.numbers import is_finished
from archive.parsing.text.tokens import number_token
from archive.parsing.text.working import Line, Work

Role = Literal["preambular", "text", "heading"]


@dataclass(slots=True)
class Segment:
    """A run of lines under one printed number; `path` is () or the annex or draft that it stands in."""

    role: Role
    path: tuple[str, ...]
    number: str
    lines: list[Line] = field(default_factory=list)
    group: int = 0
    """Which list inside a paragraph it belongs to; 0 for none."""

    @property
    def last(self) -> str:
        """The last line without footnote marks."""
        return self.lines[-1].bare if self.lines else ""


@dataclass(slots=True)
class Sequence:
    """How far the numbers have come: paragraph, letter, Roman number, and a list inside the paragraph."""

    path: tuple[str, ...] = ()
    operative: int = 0
    letter: str | None = None
    roman: str | None = None
    inner: int = 0
    begun: bool = False
    """Whether the operative part has begun."""
    restarts: bool = False
    """A heading stands since the last number: the numbers may begin again."""


class Run:
    """The body, or an annex, on its way into segments. Each rule asks it about the line in hand."""

    def __init__(self, work: Work, lines: list[Line], path: tuple[str, ...] = ()) -> None:
        self.work = work
        self.lines = lines
        self.is_annex = bool(path)
        self.segments: list[Segment] = []
        self.at = Sequence(path, begun=self.is_annex)
        self.outer: Sequence | None = None
        """The sequence around a draft, while its lines are read."""
        self.quoted = False
        """Whether the lines of the draft begin with a quotation mark, as those around it do not."""
        self.groups = 0
        self.breaks = find_breaks(lines, work.form, flush=self.is_annex)
        self.shorts = after_short_lines(lines) if work.form == "layout" else self.breaks
        self.looks_certain = work.form != "plain" or all(self.breaks)
        self.numbers_come = any(
            token is not None and token.value == "1" for token in (number_token(line.text, 1) for line in lines)
        )
        self.index = 0
        self.in_quotes = False
        self.fresh = True
        """Whether blanks, indentation or a short line before tell that this line begins a paragraph."""
        self.finished = True
        """Whether what stands before may be the end of a paragraph."""

    def come_to(self, index: int) -> Line:
        """Take the next line in hand."""
        line = self.lines[index]
        self.index, self.fresh = index, self.breaks[index]
        self.finished = not self.segments or self.follows_heading or is_finished(self.segments[-1].last)
        self.in_quotes = line.text.startswith(("“", '"'))
        if self.outer and self.quoted and self.in_quotes:
            return line.cut(len(line.text) - len(line.text.lstrip('“" ')))
        return line

    def open(self, role: Role, number: str, line: Line, cut: int = 0) -> bool:
        """Begin a segment with a line, without the characters of its number."""
        self.segments.append(Segment(role, self.at.path, number, [line.cut(cut) if cut else line]))
        return True

    @property
    def follows_heading(self) -> bool:
        """Whether a heading stands just before."""
        return bool(self.segments) and self.segments[-1].role == "heading"

    def crosses_page(self) -> bool:
        """Whether a page ends just before this line: then its look says little of where a paragraph begins."""
        return self.lines[self.index].page != self.segments[-1].lines[-1].page
