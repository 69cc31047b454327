"""Corrections that a librarian makes by hand: recorded with who and why, and safe from later loads."""

from collections.abc import Mapping
from typing import Any

from archive.curation.conflicts import refresh_conflicts
from archive.curation.corrections import moved_offset
from archive.curation.linking import link_citations, link_resolutions
from archive.curation.reciting import reread_citations
from archive.curation.signing import signed
from archive.models import NoteMark, Paragraph, Resolution
from archive.models import Problem as ProblemRow
from archive.parsing.document import Problem

BEARING_ON_CONFLICTS = {"title", "adopted_on"}
"""What citations of a resolution are held against."""


def correct_resolution(*, resolution: Resolution, changes: Mapping[str, Any], by: str, reason: str) -> None:
    """Set fields of a resolution (title, adopted_on, meeting ...); later loads leave these fields alone."""
    with signed(by=by, reason=_given(reason)):
        for name, value in changes.items():
            setattr(resolution, name, value)
        resolution.corrected_fields = sorted({*resolution.corrected_fields, *changes})
        resolution.save(update_fields=[*changes, "corrected_fields", "updated_at"])
        link_resolutions()
        if BEARING_ON_CONFLICTS & changes.keys():
            refresh_conflicts()


def correct_paragraph(*, paragraph: Paragraph, changes: Mapping[str, str], by: str, reason: str) -> None:
    """Set the text, verb or number of a paragraph; later loads leave its words alone.

    Footnote marks move with the words around them, citations are read anew in the new words (decisions of
    librarians stay with theirs), and the topics' queries read it at the next tagging.
    """
    with signed(by=by, reason=_given(reason)):
        before = Paragraph.objects.select_for_update().only("text").get(pk=paragraph.pk).text
        for name, value in changes.items():
            setattr(paragraph, name, value)
        paragraph.is_corrected = True
        paragraph.save(update_fields=[*changes, "is_corrected"])
        if paragraph.text != before:
            _move_marks(paragraph, before)
            problems = reread_citations(paragraph=paragraph)
            _note(paragraph.resolution, problems)
            Resolution.objects.filter(pk=paragraph.resolution_id).update(tagged_at=None)
            link_citations()
            refresh_conflicts()


def _move_marks(paragraph: Paragraph, before: str) -> None:
    marks = list(paragraph.note_marks.all())
    for mark in marks:
        mark.offset = moved_offset(before, paragraph.text, mark.offset)
    NoteMark.objects.bulk_update(marks, ["offset"])


def _note(resolution: Resolution, problems: list[Problem]) -> None:
    ProblemRow.objects.bulk_create(
        [ProblemRow(resolution=resolution, code=problem.code, message=problem.message) for problem in problems]
    )


def _given(reason: str) -> str:
    if not reason.strip():
        raise ValueError("a correction needs a reason")
    return reason.strip()
