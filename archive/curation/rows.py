"""The rows that one reading of a source makes, in the order of their columns, ready for COPY."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.models import Resolution
from archive.parsing.document import Mention, ParsedResolution, Problem

LAID_FIELDS = ("parent_id", "label", "kind", "number", "position", "verb", "text", "line_from", "line_to")
"""Columns of a paragraph that a reading tells; a later reading is laid over them."""
PARAGRAPH_COLUMNS = ("id", "resolution_id", *LAID_FIELDS, "body_id", "session_id", "adopted_on", "is_public")
FOOTNOTE_COLUMNS = ("id", "resolution_id", "position", "mark", "text")
MARK_COLUMNS = ("paragraph_id", "footnote_id", "mark", "offset")
PROBLEM_COLUMNS = ("resolution_id", "code", "message", "line")
CITATION_COLUMNS = (
    *("paragraph_id", "start", "end", "cited_symbol", "cited_slug", "text", "cited_date", "footnote_id"),
    *("origin", "state", "decided_by", "decision_note"),
)
LONGEST = {"number": 80, "verb": 100, "mark": 20, "code": 40}
"""What the columns hold; a longer number or verb is a slip of reading, and the text has it all."""

Row = tuple[Any, ...]
Ids = Mapping[str, int]
Key = tuple[int, int, int, str, str]
"""Paragraph, start, end, symbol read, slug read: what makes two citations the same."""


def laid_values(parsed: ParsedResolution, label_ids: Ids) -> list[Row]:
    """The LAID_FIELDS of each paragraph; a paragraph's parent is the label above its own, if that exists."""
    return [
        (
            label_ids.get(paragraph.label.rpartition("/")[0]),
            paragraph.label,
            paragraph.kind,
            paragraph.number[: LONGEST["number"]],
            position,
            paragraph.verb[: LONGEST["verb"]],
            paragraph.text,
            *(paragraph.lines or (None, None)),
        )
        for position, paragraph in enumerate(parsed.paragraphs, start=1)
    ]


def paragraph_rows(resolution: Resolution, values: Iterable[tuple[int, Row]]) -> Iterator[Row]:
    """Rows of a resolution's paragraphs, from their ids and LAID_FIELDS."""
    is_public = resolution.status == Resolution.Status.PUBLISHED
    repeated = (resolution.body_id, resolution.session_id, resolution.adopted_on, is_public)
    return ((id_, resolution.pk, *laid, *repeated) for id_, laid in values)


def footnote_values(parsed: ParsedResolution) -> list[tuple[int, str, str]]:
    """Position, mark and text of each footnote."""
    return [
        (position, footnote.mark[: LONGEST["mark"]], footnote.text)
        for position, footnote in enumerate(parsed.footnotes, start=1)
    ]


def footnote_rows(resolution: Resolution, values: Iterable[tuple[int, Row]]) -> Iterator[Row]:
    """Rows of a resolution's footnotes, from their ids and values."""
    return ((id_, resolution.pk, *value) for id_, value in values)


def ids_by_mark(parsed: ParsedResolution, ids: Sequence[int]) -> dict[str, int]:
    """The first footnote under each mark; a mark printed twice means the first body."""
    pairs = list(zip(parsed.footnotes, ids, strict=True))
    return {footnote.mark: id_ for footnote, id_ in reversed(pairs)}


def mark_rows(parsed: ParsedResolution, label_ids: Ids, mark_ids: Ids) -> Iterator[Row]:
    """Rows of the places where footnote marks stood."""
    return (
        (label_ids[paragraph.label], mark_ids.get(note.mark), note.mark[: LONGEST["mark"]], note.offset)
        for paragraph in parsed.paragraphs
        for note in paragraph.notes
    )


def problem_rows(resolution: Resolution, problems: Iterable[Problem]) -> Iterator[Row]:
    """Rows of problems."""
    return ((resolution.pk, problem.code[: LONGEST["code"]], problem.message, problem.line) for problem in problems)


def keyed(mentions: Iterable[Mention], label_ids: Ids) -> dict[Key, Mention]:
    """Mentions by what makes them the same; the same words read twice as the same thing count once."""
    return {
        (label_ids[one.paragraph], one.start, one.end, one.symbol or "", one.instrument or ""): one for one in mentions
    }


def citation_rows(mentions: Mapping[Key, Mention], mark_ids: Ids) -> Iterator[Row]:
    """Rows of citations, unresolved until linking reads them."""
    for key, mention in mentions.items():
        footnote = mark_ids.get(mention.footnote) if mention.footnote else None
        yield (*key, mention.text, mention.date, footnote, mention.origin, "unresolved", "", "")
