"""Step 4, first: notes of the whole document below its closing, as converters put them ("1. See A/76/165. ↑").

After it: what follows the meeting, its date and the vote in the order 1, 2, 3 … is out of `lines` and
in `notes`, with a page that stands for any. "Annex" or a further resolution ends it.
"""

from __future__ import annotations

import re

from archive.parsing.text.furniture import RULE
from archive.parsing.text.header import NUMBERED_TITLE
from archive.parsing.text.note_blocks import MARK_ALONE, note_body
from archive.parsing.text.working import ANY_PAGE, Line, Work
from archive.parsing.text.zones import ANNEX, after_closing

_START = re.compile(r"\[?(\d{1,3})(?:\]|\.|\))?\s+(?=[^\W\d_]|[“‘\"$]|(?:19|20)\d\d [A-Z])")
_INSIDE = re.compile(r"(?<=[.)\]])\s(\d{1,3})\s(?=[A-Z]|http|(?:19|20)\d\d [A-Z])")


def lift_endnotes(work: Work) -> None:
    """Move notes below the closing out of `lines`."""
    begin = after_closing(work.lines)
    if begin is None:
        return
    lines = work.lines[begin:]
    end = next((at for at, line in enumerate(lines) if ANNEX.match(line.bare) or NUMBERED_TITLE.match(line.bare)), None)
    block = [line for line in lines[:end] if not RULE.match(line.text)]
    if work.form == "ocr" or any(MARK_ALONE.match(line.printed) for line in block):
        return  # the notes of a page
    notes = _notes(block)
    if not notes or notes[0][0] != "1":
        return
    for mark, body in notes:
        note = note_body(mark, body)
        note.page = ANY_PAGE
        work.notes.append(note)
    work.lines = work.lines[:begin] + ([] if end is None else lines[end:])


def _notes(block: list[Line]) -> list[tuple[str, list[Line]]]:
    """Marks and lines of the notes; nothing where the block does not begin with one."""
    notes: list[tuple[str, list[Line]]] = []
    for line in block:
        for piece in _pieces(line, int(notes[-1][0]) if notes else 0):
            match = _START.match(piece.text)
            if match and (not notes or int(match[1]) == int(notes[-1][0]) + 1):
                notes.append((match[1], [piece.cut(match.end())]))
            elif not notes:
                return []
            else:
                notes[-1][1].append(piece)
    return notes


def _pieces(line: Line, last: int) -> list[Line]:
    """A line, cut where the next notes begin inside it."""
    match = _START.match(line.text)
    last = int(match[1]) if match else last
    places = [0]
    for inside in _INSIDE.finditer(line.text):
        if int(inside[1]) == last + 1:
            places.append(inside.start(1))
            last += 1
    if len(places) == 1:
        return [line]
    ends = [*places[1:], len(line.text)]
    return [
        Line(line.numbers, line.text[start:stop].strip(), line.indent, line.page)
        for start, stop in zip(places, ends, strict=True)
    ]
