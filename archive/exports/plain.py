"""Plain text: the words of a resolution or of a paragraph, with where they come from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from archive.exports.reference import Reference
from archive.models import Footnote, NoteMark, Paragraph

CONTENT_TYPE = "text/plain"
WIDTH = 96


def plain(
    reference: Reference,
    paragraphs: Iterable[Paragraph],
    marks: dict[int, Sequence[NoteMark]],
    footnotes: Iterable[Footnote],
) -> str:
    """The text under its reference; footnote marks stand in brackets, `marks` are by paragraph id."""
    blocks = ["\n".join([*textwrap.wrap(reference.text, WIDTH), reference.url])]
    for paragraph in paragraphs:
        text = marked(paragraph.text, marks.get(paragraph.pk, ()))
        number = f"{paragraph.number}. " if paragraph.number.isdigit() else f"{paragraph.number} ".lstrip()
        blocks.append("\n".join(textwrap.wrap(number + text, WIDTH, break_long_words=False, break_on_hyphens=False)))
    notes = [textwrap.fill(f"[{note.mark}] {note.text}", WIDTH, break_long_words=False) for note in footnotes]
    if notes:
        blocks.append("\n".join(["Footnotes", *notes]))
    return "\n\n".join(blocks) + "\n"


def marked(text: str, marks: Iterable[NoteMark]) -> str:
    """The text with its footnote marks in brackets where they stood."""
    for mark in sorted(marks, key=lambda mark: (mark.offset, mark.pk), reverse=True):
        text = f"{text[: mark.offset]}[{mark.mark}]{text[mark.offset :]}"
    return text
