"""The text of a paragraph without the signs around its footnote marks, and where the marks stood."""

from __future__ import annotations

import re

from archive.parsing.document import NoteMark
from archive.parsing.text.working import MARK

# a mark, and the blank before it that the printer's superscript did not have
_MARK_AND_BLANK = re.compile(rf"\s*{MARK.pattern}")


def place_marks(text: str) -> tuple[str, tuple[NoteMark, ...]]:
    """The text without marks, and where they stood."""
    out: list[str] = []
    length = at = 0
    marks = []
    for match in _MARK_AND_BLANK.finditer(text):
        piece = text[at : match.start()]
        if not length:
            piece = piece.lstrip()
        out.append(piece)
        length += len(piece)
        marks.append(NoteMark(match[1], length))
        at = match.end()
        if length and text[at : at + 1].isalnum() and not text[at : at + 1].isspace():
            out.append(" ")  # "Agreement4and"
            length += 1
    out.append(text[at:] if length else text[at:].lstrip())
    return "".join(out).rstrip(), tuple(marks)
