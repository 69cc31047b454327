"""Step 4, in OCR: misread footnotes.

After it: "Tbid." and "1bid." are "Ibid.", "4/71/353" at the start of a note is "A/71/353", and
marks follow each other where those before and after leave no choice. Each change is a Problem
that quotes what was printed.
"""

from __future__ import annotations

import re
from itertools import pairwise

from archive.parsing.text.working import NoteBody, Work

_IBID = re.compile(r"^(See )?(?:[1lT\[|!]|I[1l|!]|\[I)[bh]id\b|^(See )?Thid\b")
_DOCUMENT = re.compile(r"^(See )?4/(?=[A-Z]{0,4}\.?\d{0,2}/?\w*/?\d)")


def mend_notes(work: Work) -> None:
    """Mend what the words or the order of the notes make certain."""
    for note in work.notes:
        for pattern, right in ((_IBID, "Ibid"), (_DOCUMENT, "A/")):
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
    """Notes whose number is at least as far from the number before as the notes are apart."""
    chain: list[tuple[int, int]] = []
    for index, note in enumerate(notes):
        if not note.mark.isdigit():
            continue
        value = int(note.mark)
        if value <= index or (chain and value - chain[-1][1] < index - chain[-1][0]):
            continue
        if chain and value - chain[-1][1] > index - chain[-1][0] + _JUMP:
            continue
        chain.append((index, value))
    return chain


# marks read without doubt before others are told from them
_ENOUGH = 3
# notes that may be missing between two that were found
_JUMP = 6


def _set(work: Work, note: NoteBody, value: int) -> None:
    if note.mark != str(value):
        _report(work, note, note.mark, str(value))
        note.mark = str(value)
