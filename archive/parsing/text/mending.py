"""Step 4, in OCR: misread footnotes.

After it: "Tbid." and "1bid." are "Ibid.", "4/71/353" at the start of a note is "A/71/353" ("B/CN.4/…" E/CN.4/…), and
marks follow each other where those before and after leave no choice. Each change is a Problem
that quotes what was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from archive.parsing.text.working import NoteBody, Work

_IBID = re.compile(r"^(See )?(?:[1lT\[|!]|I[1l|!]|\[I)[bh]id\b|^(See )?Thid\b")
_DOCUMENT = re.compile(r"^(See )?4/(?=[A-Z]{0,4}\.?\d{0,2}/?\w*/?\d)")
_MENDED = (
    (_IBID, "Ibid"),
    (_DOCUMENT, "A/"),
    (re.compile(r"^(See )?B/(?=CN\.|C\.\d|20\d\d|ESCAP|ECE)"), "E/"),
    (re.compile(r"^(See )?\$/(?=\d|PV|PRST|RES)"), "S/"),
)


def mend_notes(work: Work) -> None:
    """Mend what the words or the order of the notes make certain."""
    for note in work.notes:
        for pattern, right in _MENDED:
            match = pattern.match(note.text)
            if match:
                before = next((group for group in match.groups() if group), "")
                _report(work, note, match[0], before + right)
                note.text = before + right + note.text[match.end() :]
    _mend_marks(work)


def _report(work: Work, note: NoteBody, printed: str, right: str) -> None:
    work.report_at("note-misread", f"{printed or 'nothing'} in a footnote is read as {right}", note.numbers[0])


def _mend_marks(work: Work) -> None:
    """Fill marks between two that are as far apart as there are notes between them."""
    notes = [note for note in work.notes if not note.mark.startswith("*") or not note.text.startswith("Reissued")]
    anchors = _anchors(notes)
    if len(anchors) < _ENOUGH:
        return
    for (left, low), (right, high) in pairwise(anchors):
        if high - low == right - left:
            for index in range(left + 1, right):
                _set(work, notes[index], low + index - left)
    first, value = anchors[0]
    if value == first + 1:
        for index in range(first):
            _set(work, notes[index], index + 1)


def _anchors(notes: list[NoteBody]) -> list[tuple[int, int]]:
    """The longest chain of notes whose numbers are at least as far apart as the notes: those are believed."""
    tops: list[int] = []
    ends: list[int] = []
    back: dict[int, int] = {}
    for index, note in enumerate(notes):
        if not note.mark.isdigit() or int(note.mark) <= index:
            continue
        shift = int(note.mark) - index
        at = bisect_right(tops, shift)
        back[index] = ends[at - 1] if at else -1
        tops[at : at + 1], ends[at : at + 1] = [shift], [index]
    chain = []
    last = ends[-1] if ends else -1
    while last >= 0:
        chain.append((last, int(notes[last].mark)))
        last = back[last]
    return chain[::-1]


# marks read without doubt before others are told from them
_ENOUGH = 3


def _set(work: Work, note: NoteBody, value: int) -> None:
    if note.mark != str(value):
        _report(work, note, note.mark, str(value))
        note.mark = str(value)
