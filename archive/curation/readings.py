"""The rows of one reading of a source: paragraphs, footnotes with their marks, citations, problems.

A first reading is written with COPY. A later one is laid over what stands: a paragraph that goes on
(see `matching`) keeps its row, and with it the topics and citations that librarians decided on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.curation.citing import lay_citations, write_citations
from archive.curation.copying import copy_rows, reserve_ids
from archive.curation.matching import Words, match
from archive.models import (
    Footnote,
    FormerPermalink,
    NoteMark,
    Paragraph,
    ParagraphTopic,
    Problem,
    Resolution,
    TagOrigin,
)
from archive.parsing.document import ParsedResolution
from archive.parsing.document import Problem as ParsedProblem

LAID_FIELDS = ("parent_id", "label", "kind", "number", "position", "verb", "text", "line_from", "line_to")
DENORMALISED = ("body_id", "session_id", "adopted_on", "is_public")
LIMITS = {"number": 80, "verb": 100, "mark": 20}

LabelIds = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What laying a new reading over the standing one did, as a reader would see it."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    footnotes: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.footnotes)

    def __str__(self) -> str:
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        told = [f"{count} {word}" for word, count in counts.items() if count]
        return ("paragraphs: " + ", ".join(told)) if told else "footnotes changed" if self.footnotes else "no change"


def write_first_reading(*, resolution: Resolution, parsed: ParsedResolution) -> None:
    """Write all rows of a resolution that has none yet."""
    ids = reserve_ids(model=Paragraph, count=len(parsed.paragraphs))
    label_ids = {paragraph.label: id_ for paragraph, id_ in zip(parsed.paragraphs, ids, strict=True)}
    _copy_paragraphs(resolution, zip(ids, _laid_values(parsed, label_ids), strict=True))
    note_ids = reserve_ids(model=Footnote, count=len(parsed.footnotes))
    _copy_footnotes(resolution, zip(note_ids, _footnote_values(parsed), strict=True))
    mark_ids = _by_mark(parsed, note_ids)
    _copy_marks(parsed, label_ids, mark_ids)
    write_citations(mentions=parsed.citations, label_ids=label_ids, mark_ids=mark_ids)
    _copy_problems(resolution, parsed.problems)


def write_later_reading(*, resolution: Resolution, parsed: ParsedResolution, by: str, reason: str) -> Difference:
    """Lay a new reading over the standing one; `by` and `reason` go with permalinks that end."""
    standing = list(Paragraph.objects.filter(resolution=resolution).defer("search_vector").order_by("position"))
    pairs = match(
        earlier=[Words(row.label, row.text) for row in standing],
        later=[Words(paragraph.label, paragraph.text) for paragraph in parsed.paragraphs],
    )
    fresh = iter(reserve_ids(model=Paragraph, count=pairs.count(None)))
    ids = [next(fresh) if index is None else standing[index].pk for index in pairs]
    label_ids = {paragraph.label: id_ for paragraph, id_ in zip(parsed.paragraphs, ids, strict=True)}
    values = dict(zip(ids, _laid_values(parsed, label_ids), strict=True))
    gone = [row for row in standing if row.pk not in values]
    problems = list(parsed.problems)

    ended = [FormerPermalink(label=row.label, last_text=row.text) for row in gone]
    ended += [
        FormerPermalink(label=row.label, last_text=row.text, target=values[row.pk]["label"])
        for row in standing
        if row.pk in values and values[row.pk]["label"] != row.label
    ]
    changed = [row for row in standing if row.pk in values and _lay_over(row, values[row.pk], problems)]
    Paragraph.objects.bulk_update(changed, [name.removesuffix("_id") for name in LAID_FIELDS])
    kept = {row.pk for row in standing}
    _copy_paragraphs(resolution, ((id_, value) for id_, value in values.items() if id_ not in kept))
    _end_permalinks(resolution, ended, label_ids, by, reason)

    mark_ids, footnotes_changed = _lay_footnotes(resolution, parsed)
    NoteMark.objects.filter(paragraph__resolution=resolution).delete()
    _copy_marks(parsed, label_ids, mark_ids)
    texts = {row.pk: row.text for row in standing if row.pk in values}
    problems += lay_citations(
        resolution=resolution, mentions=parsed.citations, label_ids=label_ids, mark_ids=mark_ids, texts=texts
    )
    problems += _lost_topics(gone)
    Paragraph.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Problem.objects.filter(resolution=resolution).delete()
    _copy_problems(resolution, problems)
    return Difference(pairs.count(None), len(changed), len(gone), footnotes_changed)


def _copy_problems(resolution: Resolution, problems: Iterable[ParsedProblem]) -> None:
    copy_rows(
        model=Problem,
        columns=("resolution_id", "code", "message", "line"),
        rows=((resolution.pk, problem.code[:40], problem.message, problem.line) for problem in problems),
    )


def _laid_values(parsed: ParsedResolution, label_ids: LabelIds) -> list[dict[str, Any]]:
    """What a reading says of each paragraph, by column; a paragraph's parent is the label above it, if that exists."""
    return [
        {
            "parent_id": label_ids.get(paragraph.label.rpartition("/")[0]),
            "label": paragraph.label,
            "kind": paragraph.kind,
            "number": paragraph.number[: LIMITS["number"]],
            "position": position,
            "verb": paragraph.verb[: LIMITS["verb"]],
            "text": paragraph.text,
            "line_from": paragraph.lines[0] if paragraph.lines else None,
            "line_to": paragraph.lines[1] if paragraph.lines else None,
        }
        for position, paragraph in enumerate(parsed.paragraphs, start=1)
    ]


def _lay_over(row: Paragraph, values: dict[str, Any], problems: list[ParsedProblem]) -> bool:
    """Set the new values on a standing row, save a librarian's words; tells whether anything differs."""
    if row.is_corrected and row.text != values["text"]:
        problems.append(
            ParsedProblem(
                "correction-kept",
                f"Paragraph {values['label']} keeps a librarian's correction; the source reads: {values['text'][:200]}",
                values["line_from"],
            )
        )
        values = values | {"text": row.text, "verb": row.verb, "number": row.number}
    differs = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return differs


def _copy_paragraphs(resolution: Resolution, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
    is_public = resolution.status == Resolution.Status.PUBLISHED
    repeated = (resolution.body_id, resolution.session_id, resolution.adopted_on, is_public)
    copy_rows(
        model=Paragraph,
        columns=("id", "resolution_id", *LAID_FIELDS, *DENORMALISED),
        rows=((id_, resolution.pk, *values.values(), *repeated) for id_, values in rows),
    )


def _footnote_values(parsed: ParsedResolution) -> list[tuple[int, str, str]]:
    return [
        (position, footnote.mark[: LIMITS["mark"]], footnote.text)
        for position, footnote in enumerate(parsed.footnotes, start=1)
    ]


def _copy_footnotes(resolution: Resolution, rows: Iterable[tuple[int, tuple[int, str, str]]]) -> None:
    copy_rows(
        model=Footnote,
        columns=("id", "resolution_id", "position", "mark", "text"),
        rows=((id_, resolution.pk, *values) for id_, values in rows),
    )


def _by_mark(parsed: ParsedResolution, ids: Sequence[int]) -> dict[str, int]:
    """The first footnote under each mark; a mark printed twice means the first body."""
    pairs = zip(parsed.footnotes, ids, strict=True)
    return {footnote.mark: id_ for footnote, id_ in reversed(list(pairs))}


def _lay_footnotes(resolution: Resolution, parsed: ParsedResolution) -> tuple[dict[str, int], bool]:
    """Replace the footnotes, place by place, so that citations through them keep their link."""
    standing = list(Footnote.objects.filter(resolution=resolution).order_by("position"))
    values = _footnote_values(parsed)
    before = [(row.position, row.mark, row.text) for row in standing]
    kept = standing[: len(values)]
    for row, (position, mark, text) in zip(kept, values, strict=False):
        row.position, row.mark, row.text = position, mark, text
    if before != values:
        Footnote.objects.filter(pk__in=[row.pk for row in standing[len(values) :]]).delete()
        Footnote.objects.bulk_update(kept, ["position", "mark", "text"])
    new_ids = reserve_ids(model=Footnote, count=len(values) - len(kept))
    _copy_footnotes(resolution, zip(new_ids, values[len(kept) :], strict=True))
    return _by_mark(parsed, [row.pk for row in kept] + new_ids), before != values


def _copy_marks(parsed: ParsedResolution, label_ids: LabelIds, mark_ids: Mapping[str, int]) -> None:
    copy_rows(
        model=NoteMark,
        columns=("paragraph_id", "footnote_id", "mark", "offset"),
        rows=(
            (label_ids[paragraph.label], mark_ids.get(note.mark), note.mark[: LIMITS["mark"]], note.offset)
            for paragraph in parsed.paragraphs
            for note in paragraph.notes
        ),
    )


def _end_permalinks(
    resolution: Resolution, ended: list[FormerPermalink], label_ids: LabelIds, by: str, reason: str
) -> None:
    """Remember published labels that no paragraph bears any more; forget those that are borne again."""
    FormerPermalink.objects.filter(resolution=resolution, label__in=label_ids).delete()
    if resolution.status == Resolution.Status.DRAFT:
        return
    for permalink in ended:
        permalink.resolution, permalink.changed_by, permalink.reason = resolution, by, reason
    FormerPermalink.objects.bulk_create(
        [permalink for permalink in ended if permalink.label not in label_ids],
        update_conflicts=True,
        unique_fields=["resolution", "label"],
        update_fields=["target", "last_text", "reason", "changed_by"],
    )


def _lost_topics(gone: Sequence[Paragraph]) -> list[ParsedProblem]:
    decided = ParagraphTopic.objects.filter(paragraph__in=gone, origin=TagOrigin.CURATOR)
    return [
        ParsedProblem(
            "decision-lost",
            f"A librarian's decision on the topic {tag.topic} ended with the paragraph {tag.paragraph.label}, "
            f"whose words the new reading does not have: {tag.paragraph.text[:120]}",
        )
        for tag in decided.select_related("topic", "paragraph")
    ]
