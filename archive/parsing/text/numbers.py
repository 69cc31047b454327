"""Step 7: numbers back to the paragraphs they number.

After it: a paragraph's number stands at the start of its first line. Sources print
"1." alone above its paragraph (poppler), or below the first line of it ("Calls upon
States to promote / 1. / and fundamental freedoms").
"""

from __future__ import annotations

import re

from archive.parsing.text.phrases import opens_operative, opens_preambular
from archive.parsing.text.working import Line, Work

_ALONE = re.compile(r"(?:\d{1,3}\s?\.|\([a-z]{1,4}\)|\((?:[ivx]{1,5})\)|[IVXL]{1,6}\.)$")
_NUMBERED = re.compile(r"(\d{1,3})\s?\.\s")
_ENDED = re.compile(r"[;.](?: and| or)?$")
# lines of a first paragraph at most
_LONGEST = 60
_FINISHED = re.compile(r"(?:[.;:,?!”)\]]|[;,] (?:and|or))$")


def is_finished(text: str) -> bool:
    """Whether a text may end a paragraph here."""
    return _FINISHED.search(text[-8:]) is not None


class _Placing:
    """Lines on their way: those that are in place, and the numbers that wait for their paragraphs."""

    def __init__(self) -> None:
        self.out: list[Line] = []
        self.pending: list[Line] = []
        self.since = 0
        """Where in `out` the last numbered paragraph begins."""
        self.value = 0
        """Its number."""

    def text(self, line: Line, before: Line | None) -> None:
        """A line of words; `before` is the line before it in the source."""
        if self.pending and self._belongs(line, directly=before is self.pending[-1]):
            line = _joined(self.pending[0], line, self.pending[0])
            line.after_blank = True  # a number set apart begins something, whatever stands before it
            del self.pending[0]
        self.out.append(line)
        self._see(len(self.out) - 1)

    def number(self, line: Line, before: Line | None, after: Line | None) -> None:
        """A number alone on its line: of a paragraph above, or of the next."""
        if not self.pending and _is_displaced(self.out, after):
            self._join_to(len(self.out) - 1, line)
            return
        above = None if self.pending else self._unnumbered_above(line)
        if above is not None:
            self._join_to(above, line)
            return
        if self.pending and not (before is self.pending[-1] and _same_kind(before, line)):
            self.flush()
        self.pending.append(line)

    def _join_to(self, at: int, number: Line) -> None:
        self.out[at] = _joined(number, self.out[at], self.out[at])
        self._see(at)

    def _see(self, at: int) -> None:
        match = _NUMBERED.match(self.out[at].text)
        if match:
            self.since, self.value = at, int(match[1])

    def _belongs(self, line: Line, *, directly: bool) -> bool:
        """Whether the first number that waits belongs to this line.

        pdfminer prints the numbers of short paragraphs before them all ("1." / "2." / "Takes note" / "Welcomes").
        """
        if directly and self._runs_on(line):
            return False
        if directly:
            return len(self.pending) == 1 or opens_operative(line.bare) or not opens_preambular(line.bare)
        return is_finished(self.out[-1].bare) and (
            opens_operative(line.bare)
            or (self.pending[0].bare.startswith("(") and line.after_blank and line.bare[:1].isupper())
        )

    def _runs_on(self, line: Line) -> bool:
        """ "financial / 2. / resources; / Welcomes": the end of the paragraph above, printed below the next number."""
        before = self.out[-1].bare if self.out else ""
        numbers = self.pending[-1].bare[0].isdigit()
        return numbers and line.bare[:1].islower() and bool(before) and not is_finished(before)

    def _unnumbered_above(self, number: Line) -> int | None:
        """Where a paragraph without a number begins above the next number, which is then its own.

        pdfminer prints a number below its paragraph, too ("Stresses that ...; / 2. / Reiterates").
        """
        if not self.value and _value(number) == 1:
            return self._first_above()
        if not self.value or _value(number) != self.value + 1:
            return None
        for at in range(self.since + 1, len(self.out)):
            text = self.out[at].bare
            if text.startswith("("):
                return None
            if opens_operative(text) and _ENDED.search(self.out[at - 1].bare[-8:]):
                return at
        return None

    def _first_above(self) -> int | None:
        """Where paragraph 1 begins above its number: preambles end with a comma, it has ended with a semicolon."""
        if not self.out or not self.out[-1].bare.endswith(";"):
            return None
        for at in range(len(self.out) - 1, max(0, len(self.out) - _LONGEST), -1):
            if opens_operative(self.out[at].bare) and self.out[at - 1].bare.endswith(","):
                return at
        return None

    def flush(self) -> None:
        """Numbers that no paragraph was left for stay lines of their own."""
        self.out += self.pending
        self.pending = []


def put_numbers_in_place(lines: list[Line]) -> list[Line]:
    """Lines in which no number stands alone, unless no paragraph is left for it."""
    placing = _Placing()
    lines = list(lines)
    for index, line in enumerate(lines):
        if _ALONE.match(line.bare):
            _turn_round(lines, index)
        line = lines[index]
        before = lines[index - 1] if index else None
        if _ALONE.match(line.bare):
            placing.number(line, before, lines[index + 1] if index + 1 < len(lines) else None)
        else:
            placing.text(line, before)
    placing.flush()
    return placing.out


def _same_kind(number: Line, line: Line) -> bool:
    """Whether two numbers are those of paragraphs, or both letters."""
    return number.bare[0] == line.bare[0] == "(" or (number.bare[0].isdigit() and line.bare[0].isdigit())


def _value(number: Line) -> int | None:
    match = re.match(r"\d{1,3}", number.bare)
    return int(match[0]) if match else None


def _turn_round(lines: list[Line], index: int) -> None:
    """ "12. / session. / (blank) / Decides to continue": the last line of a short paragraph came before its first."""
    if index + 2 >= len(lines):
        return
    last, first = lines[index + 1], lines[index + 2]
    ends = is_finished(last.bare) and not opens_operative(last.bare)
    opens = opens_operative(first.bare) or (first.bare[:1].isupper() and last.bare[:1].islower())
    begins = first.after_blank and opens and not is_finished(first.bare)
    if ends and begins:
        lines[index + 1], lines[index + 2] = first, last


def _joined(number: Line, text: Line, place: Line) -> Line:
    numbers = tuple(sorted({*number.numbers, *text.numbers}))
    return Line(numbers, f"{number.text} {text.text}", place.indent, text.page, place.after_blank)


def _is_displaced(before: list[Line], after: Line | None) -> bool:
    """Whether a number belongs to the line before it, as that line is the first of its paragraph."""
    if not before or not opens_operative(before[-1].bare):
        return False
    if len(before) > 1 and not is_finished(before[-2].bare):
        return False
    return after is None or not opens_operative(after.bare) or not is_finished(before[-1].bare)


def place_numbers(work: Work) -> None:
    """Put the numbers of the body and of the annexes in place."""
    work.lines = put_numbers_in_place(work.lines)
    work.annexes = [put_numbers_in_place(annex) for annex in work.annexes]
