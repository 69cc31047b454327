"""Step 8: lines -> paragraphs with labels.

After it: every line of the body and of the annexes is in a paragraph; labels are unique;
numbers and letters continue their sequence, and where the source's sign was read as
another, skipped or repeated, a Problem says so.

A line begins a paragraph where its number or letter is the one that the sequence
demands and what stands before is finished; a preambular paragraph where it opens as
they do ("Recalling", "Deeply concerned"). Numbers out of sequence (a quoted article, an
agenda inside a paragraph) stay words of the paragraph they stand in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.parsing.document import Kind, ParsedParagraph
from archive.parsing.text.breaks import find_breaks
from archive.parsing.text.finishing import finish
from archive.parsing.text.numbers import is_finished
from archive.parsing.text.phrases import may_open_preambular, opens_operative, opens_preambular
from archive.parsing.text.tokens import Token, letter_token, next_letter, next_roman, number_token, reads_as
from archive.parsing.text.working import CLOSE, Line, Work

_SECTION = re.compile(r"([IVXL]{1,6})(?:\.?$|\.?\s+(?=[A-Z“]))")
_HEADING_LINES = 5
# lines that a quotation runs over at most
_QUOTED_LINES = 6
# how many numbers may be missing before a number is no longer believed
_GAP = 3


@dataclass(slots=True)
class _Block:
    kind: Kind
    label: str
    number: str
    lines: list[Line] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.lines[-1].bare if self.lines else ""


class _Builder:
    """Reads one run of lines (the body, or an annex) into blocks."""

    def __init__(self, work: Work, lines: list[Line], prefix: str = "") -> None:
        self.work = work
        self.lines = lines
        self.prefix = prefix
        self.blocks: list[_Block] = []
        self.operative = 0
        self.letter: str | None = None
        self.roman: str | None = None
        self.section = ""
        self.labels: set[str] = set()
        self.counts: dict[str, int] = {}
        self.in_operative = False
        self.breaks = find_breaks(lines, work.form)
        self.fresh = True
        """Whether blanks, indentation or a short line before tell that this line begins a paragraph."""

    # --- what a line begins ---

    def build(self) -> list[_Block]:
        for index, line in enumerate(self.lines):
            self.fresh = self.breaks[index]
            if not (self._number(line) or self._letter(line, index) or self._heading(line) or self._unnumbered(line)):
                self._continue(line)
        return self.blocks

    @property
    def finished(self) -> bool:
        """Whether what stands before may be the end of a paragraph."""
        return not self.blocks or is_finished(self.blocks[-1].last) or self.blocks[-1].kind == "heading"

    def _number(self, line: Line) -> bool:
        token = number_token(line.text, self.operative + 1)
        if token is None:
            return False
        value = int(token.value)
        fits = self._fits(value, line.text[token.rest :])
        if not fits or not (self.finished or self.fresh or opens_operative(line.text[token.rest :])):
            return False
        if value > self.operative + 1:
            self.work.report("number-gap", f"paragraph {value} follows paragraph {self.operative}", line)
        if not token.certain:
            self.work.report("number-misread", f"{line.text[: token.rest].strip()} is read as {value}.", line)
        self._cut_heading()
        self.operative, self.letter, self.roman, self.in_operative = value, None, None, True
        self._open(self._kind("operative"), self._path(), str(value), line, token)
        return True

    def _fits(self, value: int, words: str) -> bool:
        if value == self.operative + 1:
            return True
        return self.operative + 1 < value <= self.operative + _GAP and opens_operative(words)

    def _letter(self, line: Line, index: int) -> bool:
        token = letter_token(line.text)
        if token is None or not self.in_operative or not (self.finished or self.fresh):
            return False
        level = self._level(token, index)
        if level is None:
            return False
        value = next_letter(self.letter) if level == 2 else next_roman(self.roman)
        if value != token.value:
            self.work.report(
                "letter-misread", f"({token.value}) is read as ({value}), which the sequence demands", line
            )
        if level == 2:
            self.letter, self.roman = value, None
        else:
            self.roman = value
        parts = [str(self.operative), *(f"({part})" for part in (self.letter, self.roman) if part)]
        self._open(self._kind("operative"), self._path(), " ".join(parts), line, token)
        return True

    def _level(self, token: Token, index: int) -> int | None:
        """2 for the next letter, 3 for the next Roman number, None where it is neither."""
        letter, roman = next_letter(self.letter), next_roman(self.roman)
        may_be_roman = self.letter is not None
        if token.value == letter and may_be_roman and token.value == roman:
            return 3 if self._roman_follows(index) else 2
        if may_be_roman and token.value == roman:
            return 3
        if token.value == letter:
            return 2
        if self.roman is not None and roman and reads_as(token.value, roman):
            return 3
        if letter and reads_as(token.value, letter):
            return 2
        return 3 if may_be_roman and roman and reads_as(token.value, roman) else None

    def _roman_follows(self, index: int) -> bool:
        """After (h), (i) is a letter unless (ii) is the next sign."""
        for line in self.lines[index + 1 : index + 80]:
            token = letter_token(line.text)
            if token and token.value in ("ii", "j"):
                return token.value == "ii"
            if number_token(line.text, self.operative + 1):
                break
        return False

    def _heading(self, line: Line) -> bool:
        match = _SECTION.match(line.text)
        alone = match is not None and match.end() == len(line.text)
        if match is None or not self.finished or not (alone or (self.fresh and not is_finished(line.bare))):
            return False
        if match[1] == "I" and not alone:
            return False
        self._open(self._kind("heading"), self._numbered("h"), "", line)
        return True

    def _unnumbered(self, line: Line) -> bool:
        if self.in_operative:
            return False
        if self._opens_preambular(line.text):
            self._cut_heading()
            self._open(self._kind("preambular"), self._numbered("pp"), "", line)
            return True
        if opens_operative(line.text) and self.finished and not self._numbers_come():
            self._cut_heading()
            self.operative, self.in_operative = 1, True
            self._open(self._kind("operative"), self._path(), "", line)
            return True
        return False

    def _opens_preambular(self, words: str) -> bool:
        """A known opening where a paragraph may begin; any other with capitals where one must begin."""
        if not self.blocks:
            return True
        if not words[:1].isupper() or self._in_quotation():
            return False
        if opens_preambular(words):
            after_mark = self.blocks[-1].lines[-1].text.endswith(CLOSE)
            return self.fresh or ((self.finished or after_mark) and self.work.form != "layout")
        return self.fresh and self.finished and (self.work.form != "plain" or may_open_preambular(words))

    def _in_quotation(self) -> bool:
        """Whether a typographic quotation of the paragraph is still open."""
        text = "".join(line.text for line in self.blocks[-1].lines[-_QUOTED_LINES:])
        return text.rfind("“") > text.rfind("”")

    def _numbers_come(self) -> bool:
        """Whether a paragraph 1 stands somewhere: then nothing before it is operative."""
        if "numbers" not in self.counts:
            tokens = (number_token(line.text, 1) for line in self.lines)
            self.counts["numbers"] = sum(token is not None and token.value == "1" for token in tokens)
        return self.counts["numbers"] > 0

    def _continue(self, line: Line) -> None:
        self.blocks[-1].lines.append(line)

    # --- labels ---

    def _kind(self, kind: Kind) -> Kind:
        return "annex" if self.prefix and kind != "heading" else kind

    def _path(self) -> str:
        parts = [self.section, str(self.operative), self.letter, self.roman]
        return "op/" + "/".join(part for part in parts if part)

    def _numbered(self, name: str) -> str:
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}/{self.counts[name]}"

    def _open(self, kind: Kind, label: str, number: str, line: Line, token: Token | None = None) -> None:
        label = self.prefix + label
        if token:
            line = Line(line.numbers, line.text[token.rest :], line.indent, line.page, line.after_blank)
        self.labels.add(label)
        self.blocks.append(_Block(kind, label, number, [line]))

    def _cut_heading(self) -> None:
        """Unfinished lines with capitals after a finished one, just before a number, are a heading."""
        if not self.blocks or self.blocks[-1].kind == "heading":
            return
        lines = self.blocks[-1].lines
        if is_finished(lines[-1].bare):
            return
        at = len(lines)
        while at > 1 and not is_finished(lines[at - 1].bare):
            at -= 1
        heading = lines[at:]
        if at < 1 or not heading or not is_finished(lines[at - 1].bare) or len(heading) > _HEADING_LINES:
            return
        if not heading[0].text[:1].isupper():
            return
        self.blocks[-1].lines = lines[:at]
        kind, name = self._heading_kind()
        self.blocks.append(_Block(kind, self.prefix + self._numbered(name), "", heading))

    def _heading_kind(self) -> tuple[Kind, str]:
        """The official texts count a heading inside the preamble as one of its paragraphs."""
        return ("heading", "h") if self.in_operative or self.prefix else ("preambular", "pp")


def build_paragraphs(work: Work) -> None:
    """Make the paragraphs of the body and the annexes."""
    blocks = _Builder(work, work.lines).build()
    for position, annex in enumerate(work.annexes, 1):
        prefix = "annex/" if len(work.annexes) == 1 else f"annex/{position}/"
        blocks += _Builder(work, annex, prefix).build()
    for block in blocks:
        work.paragraphs.append(_paragraph(block))
    work.lines, work.annexes = [], []


def _paragraph(block: _Block) -> ParsedParagraph:
    numbers = [number for line in block.lines for number in line.numbers]
    return finish(
        block.kind, block.label, block.number, [line.text for line in block.lines], (min(numbers), max(numbers))
    )
