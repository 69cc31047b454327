"""Step 8: lines -> segments, each a paragraph, a heading or what runs on below one.

After it: every line is in a segment; numbers and letters continue their sequence, and
where the source's sign was read as another, or one is missing, a Problem says so.

A line begins a paragraph where its number or letter is the one that the sequence
demands and what stands before is finished; a preambular paragraph where it opens as
they do ("Recalling", "Deeply concerned"). A number out of sequence begins a list inside a
paragraph after a colon (an agenda, a quoted article), and is a word like any other elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from archive.parsing.text.breaks import after_short_lines, find_breaks
from archive.parsing.text.header import ENACTING
from archive.parsing.text.numbers import is_finished
from archive.parsing.text.phrases import may_open_preambular, opens_operative, opens_preambular
from archive.parsing.text.tokens import Token, letter_token, next_letter, next_roman, number_token, reads_as
from archive.parsing.text.working import CLOSE, Line, Work

Role = Literal["preambular", "text", "heading"]

# "II", "B.", "II. Calendar", "Article 9", "Part II", "Rule 6 Substitution"
_SECTION = re.compile(
    r"([IVXL]{1,6}|[A-H]|(?:Annex|Appendix|Article|Part|Chapter|Section|Rule|Regulation|Title|Objective|Guideline|"
    r"Principle) (?:[IVXL]{1,6}|\d{1,3}|[A-Z]))(?:\.?$|\.?\s+(?=[A-Z“]))"
)
_BULLET = re.compile(r"([•●▪◦–—-])\s+(?=\S)")
_HEADING_LINES = 6
_LONGEST_HEADING = 160
# how many numbers may be missing before a number is no longer believed
_GAP = 3
# lines that a quotation runs over at most
_QUOTED_LINES = 6


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
class _Sequence:
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


def _begins_paragraph(text: str) -> bool:
    """Whether a text opens as paragraphs do, those of declarations ("We, the Heads of State") among them."""
    return opens_preambular(text) or opens_operative(text) or re.match(r"We\b", text) is not None


class Segmenter:
    """Reads one run of lines: the body, or an annex."""

    def __init__(self, work: Work, lines: list[Line], path: tuple[str, ...] = ()) -> None:
        self.work = work
        self.lines = lines
        self.is_annex = bool(path)
        self.segments: list[Segment] = []
        self.at = _Sequence(path, begun=self.is_annex)
        self.outer: _Sequence | None = None
        self.quoted = False
        """Whether the lines of the draft begin with a quotation mark, as those around it do not."""
        self.groups = 0
        self.breaks = find_breaks(lines, work.form, flush=self.is_annex)
        self.shorts = after_short_lines(lines) if work.form == "layout" else self.breaks
        self.looks_certain = work.form != "plain" or all(self.breaks)
        self.index = 0
        self.fresh = True
        """Whether blanks, indentation or a short line before tell that this line begins a paragraph."""
        self.in_quotes = False
        self.finished = True
        """Whether what stands before may be the end of a paragraph."""
        self.numbers_come = any(
            token is not None and token.value == "1" for token in (number_token(line.text, 1) for line in lines)
        )

    def segment(self) -> list[Segment]:
        """All lines in segments."""
        for index, line in enumerate(self.lines):
            self.index, self.fresh, self.finished = index, self.breaks[index], self._is_finished()
            self.in_quotes = line.text.startswith("“")
            if self.outer and self.quoted and self.in_quotes:
                line = Line(line.numbers, line.text.lstrip("“ "), line.indent, line.page, line.after_blank)
            begun = (
                self._draft(line)
                or self._section(line)
                or self._number(line)
                or self._letter(line, index)
                or self._bullet(line)
                or self._heading(line, index)
                or self._preambular(line)
                or self._unnumbered(line)
            )
            if not begun:
                self.segments[-1].lines.append(line)
        return self.segments

    def _is_finished(self) -> bool:
        return not self.segments or self.segments[-1].role == "heading" or is_finished(self.segments[-1].last)

    def _open(self, role: Role, number: str, line: Line, cut: int = 0) -> bool:
        if cut:
            line = Line(line.numbers, line.text[cut:], line.indent, line.page, line.after_blank)
        self.segments.append(Segment(role, self.at.path, number, [line]))
        return True

    # --- drafts and sections ---

    def _draft(self, line: Line) -> bool:
        """ "The General Assembly," inside a resolution: the text of a draft that it recommends."""
        if self.outer or not self.segments or not self.finished:
            return False
        match = ENACTING.match(line.bare.lstrip('“"'))
        if match is None or match["rest"]:
            return False
        self.outer, self.quoted = self.at, self.in_quotes
        self.at = _Sequence((*self.at.path, "draft:1"))
        return self._open("heading", "", line)

    def _section(self, line: Line) -> bool:
        """ "II", "II. Calendar of conferences", "Article 9": a heading with a number, never a part of another."""
        match = _SECTION.match(line.text)
        if match is None or not self.finished or len(line.bare) > _LONGEST_HEADING:
            return False
        alone = match.end() == len(line.text)
        named = line.text[:1].isupper() and len(match[1]) > 4 and match[1][-1] != "I"
        if not alone and (
            (match[1] in ("I", "A") and not self._follows_heading) or not self.fresh or is_finished(line.bare)
        ):
            return False
        self.at.restarts, self.at.inner = True, 0
        number = "" if alone or named else match[1]
        self._open("heading", number, line, match.end() if number else 0)
        return True

    @property
    def _follows_heading(self) -> bool:
        return bool(self.segments) and self.segments[-1].role == "heading"

    # --- numbers ---

    def _number(self, line: Line) -> bool:
        token = number_token(line.text, self.at.operative + 1)
        if token is None:
            return False
        value, words = int(token.value), line.text[token.rest :]
        if self._is_top(value, words):
            self._top(token, value, line)
            return True
        if not self._is_inner(value):
            return False
        if value != self.at.inner + 1 or not self.at.inner:
            self.groups += 1
        self.at.inner, self.at.letter, self.at.roman = value, None, None
        self._open("text", f"{value}.", line, token.rest)
        self.segments[-1].group = self.groups
        return True

    def _is_top(self, value: int, words: str) -> bool:
        at = self.at
        operative = opens_operative(words)
        if not (self.finished or self.fresh or operative or self._heading_start()):
            return False
        outside = self.quoted and not self.in_quotes
        if self.outer and value == self.outer.operative + 1 and operative and (outside or value != at.operative + 1):
            self.at, self.outer = self.outer, None
            return True
        if value == at.operative + 1:
            return not at.inner or operative or value != at.inner + 1
        if value == 1 and at.restarts:
            return True
        return at.operative + 1 < value <= at.operative + _GAP and operative and value != at.inner + 1

    def _is_inner(self, value: int) -> bool:
        at = self.at
        if not at.begun or not self.segments or not (self.finished or self.fresh):
            return False
        if at.inner and value == at.inner + 1:
            return True
        return self.segments[-1].last.endswith(":")

    def _top(self, token: Token, value: int, line: Line) -> None:
        at = self.at
        if value > at.operative + 1:
            self.work.report("number-gap", f"paragraph {value} follows paragraph {at.operative}", line)
        if not token.certain:
            self.work.report("number-misread", f"{line.text[: token.rest].strip()} is read as {value}.", line)
        self._cut_heading()
        self.at.operative, self.at.letter, self.at.roman, self.at.inner = value, None, None, 0
        self.at.begun, self.at.restarts = True, False
        self._open("text", f"{value}.", line, token.rest)

    def _letter(self, line: Line, index: int) -> bool:
        token = letter_token(line.text)
        if token is None or not self.at.begun or not self.segments or not (self.finished or self.fresh):
            return False
        level = self._level(token, index)
        if level is None:
            return False
        at = self.at
        value = next_letter(at.letter) if level == 2 else next_roman(at.roman)
        if level == 0:
            value = token.value
        if value != token.value:
            self.work.report(
                "letter-misread", f"({token.value}) is read as ({value}), which the sequence demands", line
            )
        if level == 3:
            at.roman = value
        else:
            at.letter, at.roman = value, None
        return self._open("text", f"({value})", line, token.rest)

    def _level(self, token: Token, index: int) -> int | None:
        """2 for the next letter, 3 for the next Roman number, 0 where letters begin again, else None."""
        at = self.at
        letter, roman = next_letter(at.letter), next_roman(at.roman)
        below = at.letter is not None
        if below and token.value == roman:
            return 2 if token.value == letter and not self._roman_follows(index) else 3
        if token.value == letter:
            return 2
        if token.value == "a" and self.segments[-1].number == "" and self.segments[-1].role == "text":
            return 0
        if at.roman is not None and roman and reads_as(token.value, roman):
            return 3
        if letter and reads_as(token.value, letter):
            return 2
        return 3 if below and roman and reads_as(token.value, roman) else None

    def _roman_follows(self, index: int) -> bool:
        """After (h), (i) is a letter unless (ii) is the next sign."""
        for line in self.lines[index + 1 : index + 80]:
            token = letter_token(line.text)
            if token and token.value in ("ii", "j"):
                return token.value == "ii"
            if number_token(line.text, self.at.operative + 1):
                break
        return False

    def _bullet(self, line: Line) -> bool:
        match = _BULLET.match(line.text)
        if match is None or not self.at.begun or not self.segments or not self.finished:
            return False
        return self._open("text", match[1], line, match.end())

    # --- headings ---

    def _heading(self, line: Line, index: int) -> bool:
        """A line cut short before a line that begins something: the title of a section, or a part of it."""
        titled = self._follows_heading and self._is_bare(self.segments[-1])
        if titled and self._may_be_title(line):
            return self._open("heading", "", line)
        if not self._may_be_heading(line, index):
            return False
        apart = line.after_blank and self.work.form in ("layout", "markdown")
        if self._follows_heading and not apart:
            self.segments[-1].lines.append(line)
            return True
        in_preamble = not self.at.begun and not self.at.restarts
        self.at.restarts = self.at.restarts or not in_preamble
        return self._open("preambular" if in_preamble else "heading", "", line)

    def _may_be_title(self, line: Line) -> bool:
        """What stands below "II" or "Annex" is its title, unless it begins a paragraph."""
        text = line.bare
        return len(text) <= _LONGEST_HEADING and not _begins_paragraph(text) and not text.endswith((".", ";"))

    def _may_be_heading(self, line: Line, index: int) -> bool:
        """Whether the look of a line is that of a heading: fresh, unfinished, and the next line fresh too."""
        text = line.bare
        if not self.segments and not self.is_annex:
            return False
        after_heading = bool(self.segments) and self.segments[-1].role == "heading"
        if not (self.fresh or after_heading) or not self.finished or len(text) > _LONGEST_HEADING:
            return False
        if is_finished(text) and not (after_heading and text.endswith((":", ",", ")", "”"))):
            return False
        if not text[:1].isupper() and not after_heading and text[:1] not in "“‘":
            return False
        if index + 1 >= len(self.lines) or _begins_paragraph(text):
            return False
        following = self.lines[index + 1]
        begins = number_token(following.text, self.at.operative + 1) or letter_token(following.text)
        return bool(begins) or (self.breaks[index + 1] and not following.bare[:1].islower())

    def _is_bare(self, segment: Segment) -> bool:
        """Whether a heading is "II", "Article 9" or "Annex" alone, whose title comes next."""
        if segment.number or len(segment.lines) != 1:
            return False
        match = _SECTION.match(segment.last)
        return re.fullmatch("Annex|Appendix", segment.last, re.I) is not None or bool(
            match and match.end() == len(segment.last)
        )

    def _heading_start(self) -> int:
        """Where unfinished lines with capitals after a finished one begin: a heading, if a number follows; else 0."""
        if not self.segments or self.segments[-1].role == "heading":
            return 0
        lines = self.segments[-1].lines
        at = len(lines)
        while at > 1 and len(lines) - at < _HEADING_LINES and not is_finished(lines[at - 1].bare):
            at -= 1
        is_heading = 0 < at < len(lines) and is_finished(lines[at - 1].bare) and lines[at].text[:1].isupper()
        return at if is_heading else 0

    def _cut_heading(self) -> None:
        """Make such lines a segment of their own."""
        at = self._heading_start()
        if not at:
            return
        lines = self.segments[-1].lines
        self.segments[-1].lines = lines[:at]
        role: Role = "heading" if self.at.begun else "preambular"
        self.segments.append(Segment(role, self.at.path, "", lines[at:]))

    # --- paragraphs without a number ---

    def _preambular(self, line: Line) -> bool:
        if (self.at.begun and not self.at.restarts) or (self.is_annex and not self.outer):
            return False
        if self._opens_preambular(line.text):
            self._cut_heading()
            return self._open("preambular", "", line)
        if opens_operative(line.text) and self.finished and not self.numbers_come and not self.at.begun:
            self._cut_heading()
            self.at.begun = True
            return self._open("text", "", line)
        if not self.segments:
            return self._open("preambular", "", line)
        return False

    def _opens_preambular(self, words: str) -> bool:
        """A known opening where a paragraph may begin; any other with capitals where one must begin."""
        if not self.segments:
            return opens_preambular(words)
        if not words[:1].isupper() or (self._in_quotation() and not self.quoted):
            return False
        if opens_preambular(words):
            after_mark = self.segments[-1].lines[-1].text.endswith(CLOSE)
            ended = self.finished or after_mark
            return self.fresh or (ended and (self.shorts[self.index] or self.work.form != "layout"))
        if opens_operative(words) and not self.numbers_come:
            return False
        if not (self.fresh and self.finished):
            return False
        if opens_operative(words):
            return True
        return (self.looks_certain and not self._crosses_page()) or may_open_preambular(words)

    def _crosses_page(self) -> bool:
        """Whether a page ends just before this line: then its look says little of where a paragraph begins."""
        return self.lines[self.index].page != self.segments[-1].lines[-1].page

    def _in_quotation(self) -> bool:
        """Whether a typographic quotation of the paragraph is still open."""
        text = "".join(line.text for line in self.segments[-1].lines[-_QUOTED_LINES:])
        return text.rfind("“") > text.rfind("”")

    def _unnumbered(self, line: Line) -> bool:
        """A paragraph without a number among numbered ones, or in an annex."""
        if not self.segments:
            return self._open("heading" if self.is_annex else "preambular", "", line)
        declares = self._follows_heading and _begins_paragraph(line.text)
        if not self.at.begun or not (self.fresh or declares) or not self.finished:
            return False
        before = self.segments[-1]
        if line.text[:1].islower():
            # what runs on after (a), (b): the end of the sentence that they stand in
            if before.number.startswith("(") and before.last.endswith((";", ".")):
                return self._open("text", "", line)
            return False
        if not self.is_annex and (before.last.endswith(",") or self._crosses_page()):
            return False
        return self._open("text", "", line)
