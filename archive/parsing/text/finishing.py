"""Step 9: lines of a paragraph -> its text, marks and opening verb.

After it: a text holds words and single blanks; the offset of each footnote mark is
counted in code points of that text.
"""

from __future__ import annotations

import re

from archive.parsing.document import Kind, NoteMark, ParsedParagraph
from archive.parsing.text.footnotes import join
from archive.parsing.text.phrases import opening_verb
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
    out.append(text[at:] if length else text[at:].lstrip())
    return "".join(out).rstrip(), tuple(marks)


def finish(kind: Kind, label: str, number: str, texts: list[str], lines: tuple[int, int]) -> ParsedParagraph:
    """A paragraph of the parse record from the lines of its text."""
    text, marks = place_marks(join([part for part in texts if part]))
    verb = "" if kind == "heading" else opening_verb(text)
    return ParsedParagraph(label, kind, number, verb, text, marks, lines)
