"""Resolutions that have no rows yet get them: one COPY a table, however many resolutions."""

from collections.abc import Sequence
from itertools import islice

from archive.curation.copying import copy_rows, reserve_ids
from archive.curation.rows import (
    CITATION_COLUMNS,
    FOOTNOTE_COLUMNS,
    MARK_COLUMNS,
    PARAGRAPH_COLUMNS,
    PROBLEM_COLUMNS,
    Row,
    citation_rows,
    footnote_rows,
    footnote_values,
    ids_by_mark,
    keyed,
    laid_values,
    mark_rows,
    paragraph_rows,
    problem_rows,
)
from archive.models import Citation, Footnote, NoteMark, Paragraph, Problem, Resolution
from archive.parsing.document import ParsedResolution


def write_first_readings(*, readings: Sequence[tuple[Resolution, ParsedResolution]]) -> None:
    """Write paragraphs, footnotes, marks, citations and problems of resolutions that have none."""
    paragraph_ids = iter(reserve_ids(model=Paragraph, count=sum(len(parsed.paragraphs) for _, parsed in readings)))
    footnote_ids = iter(reserve_ids(model=Footnote, count=sum(len(parsed.footnotes) for _, parsed in readings)))
    paragraphs: list[Row] = []
    footnotes: list[Row] = []
    marks: list[Row] = []
    citations: list[Row] = []
    problems: list[Row] = []
    for resolution, parsed in readings:
        own_ids = list(islice(paragraph_ids, len(parsed.paragraphs)))
        note_ids = list(islice(footnote_ids, len(parsed.footnotes)))
        label_ids = {paragraph.label: id_ for paragraph, id_ in zip(parsed.paragraphs, own_ids, strict=True)}
        mark_ids = ids_by_mark(parsed, note_ids)
        paragraphs += paragraph_rows(resolution, zip(own_ids, laid_values(parsed, label_ids), strict=True))
        footnotes += footnote_rows(resolution, zip(note_ids, footnote_values(parsed), strict=True))
        marks += mark_rows(parsed, label_ids, mark_ids)
        citations += citation_rows(keyed(parsed.citations, label_ids), mark_ids)
        problems += problem_rows(resolution, parsed.problems)
    copy_rows(model=Paragraph, columns=PARAGRAPH_COLUMNS, rows=paragraphs)
    copy_rows(model=Footnote, columns=FOOTNOTE_COLUMNS, rows=footnotes)
    copy_rows(model=NoteMark, columns=MARK_COLUMNS, rows=marks)
    copy_rows(model=Citation, columns=CITATION_COLUMNS, rows=citations)
    copy_rows(model=Problem, columns=PROBLEM_COLUMNS, rows=problems)
