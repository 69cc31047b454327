"""Step 7: numbers back to the paragraphs they number.

After it: a paragraph's number stands at the start of its first line. Sources print
"1." alone above its paragraph (poppler), or below the first line of it ("Calls upon
States to promote / 1. / and fundamental freedoms").
"""

from __future__ import annotations

import re

from archive.parsing.text.phrases import opens_operative
from archive.parsing.text.working import Line, Work

_ALONE = re.compile(r"(?:\d{1,3}\s?\.|\([a-z]{1,4}\)|\((?:[ivx]{1,5})\)|[IVXL]{1,6}\.)$")
_FINISHED = re.compile(r"(?:[.;:,?!”)\]]|[;,] (?:and|or))$")


def is_finished(text: str) -> bool:
    """Whether a text may end a paragraph here."""
    return _FINISHED.search(text[-8:]) is not None


def put_numbers_in_place(lines: list[Line]) -> list[Line]:
    """Lines in which no number stands alone."""
    out: list[Line] = []
    pending: Line | None = None
    lines = list(lines)
    for index, line in enumerate(lines):
        if _ALONE.match(line.bare):
            _turn_round(lines, index)
        if _ALONE.match(line.bare):
            if pending is not None:
                out.append(pending)
            pending = None
            if _is_displaced(out, lines[index + 1] if index + 1 < len(lines) else None):
                out[-1] = _joined(line, out[-1], out[-1])
            else:
                pending = line
            continue
        if pending is not None:
            line = _joined(pending, line, pending)
            pending = None
        out.append(line)
    if pending is not None:
        out.append(pending)
    return out


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
