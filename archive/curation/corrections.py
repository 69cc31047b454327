"""What librarians corrected, kept when a source is read again: their words stand in the new reading."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from archive.models import Paragraph, Resolution
from archive.parsing.citations import find_mentions
from archive.parsing.document import NoteMark, ParsedParagraph, ParsedResolution, Problem


def moved_offset(before: str, after: str, offset: int) -> int:
    """Where a place between two characters of a text is after the text was changed."""
    for change in Indel.opcodes(before, after):
        if change.src_start <= offset <= change.src_end and change.tag == "equal":
            return change.dest_start + offset - change.src_start
        if change.src_start <= offset < change.src_end:
            return change.dest_start
    return len(after)


def with_corrections(
    *, resolution: Resolution, parsed: ParsedResolution, standing: Sequence[Paragraph | None]
) -> ParsedResolution:
    """The reading with librarians' words in place of the source's.

    `standing` gives for each paragraph the row that it continues. Where the source reads otherwise, a
    Problem says how; footnote marks move with the words, and citations are read in the words that stay.
    """
    kept = {
        paragraph.label: row
        for paragraph, row in zip(parsed.paragraphs, standing, strict=True)
        if row is not None and row.is_corrected and row.text != paragraph.text
    }
    if not kept:
        return parsed
    paragraphs = tuple(
        _corrected(paragraph, kept[paragraph.label]) if paragraph.label in kept else paragraph
        for paragraph in parsed.paragraphs
    )
    found = find_mentions(paragraphs, parsed.footnotes, body=resolution.body.code, symbol=resolution.symbol)
    return replace(
        parsed,
        paragraphs=paragraphs,
        citations=(
            *(mention for mention in parsed.citations if mention.paragraph not in kept),
            *(mention for mention in found if mention.paragraph in kept),
        ),
        problems=(*parsed.problems, *(_difference(one) for one in parsed.paragraphs if one.label in kept)),
    )


def _corrected(paragraph: ParsedParagraph, row: Paragraph) -> ParsedParagraph:
    notes = tuple(NoteMark(note.mark, moved_offset(paragraph.text, row.text, note.offset)) for note in paragraph.notes)
    return replace(paragraph, text=row.text, verb=row.verb, number=row.number, notes=notes)


def _difference(paragraph: ParsedParagraph) -> Problem:
    return Problem(
        "correction-kept",
        f"Paragraph {paragraph.label} keeps a librarian's correction; the source reads: {paragraph.text[:200]}",
        paragraph.lines[0] if paragraph.lines else None,
    )
