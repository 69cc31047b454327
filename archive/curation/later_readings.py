"""A new reading laid over the rows that stand.

A paragraph that goes on (see `matching`) keeps its row, and with it the topics and citations that librarians
decided on; a label that ends is remembered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.curation.citing import lay_citations
from archive.curation.copying import copy_rows, reserve_ids
from archive.curation.corrections import with_corrections
from archive.curation.matching import Words, match
from archive.curation.rows import (
    FOOTNOTE_COLUMNS,
    LAID_FIELDS,
    MARK_COLUMNS,
    PARAGRAPH_COLUMNS,
    PROBLEM_COLUMNS,
    Ids,
    Row,
    footnote_rows,
    footnote_values,
    ids_by_mark,
    laid_values,
    mark_rows,
    paragraph_rows,
    problem_rows,
)
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

LABEL = LAID_FIELDS.index("label")
OF_OTHER_SOURCES = ("other-source", "sources-differ")
"""Problems that are not of the reading itself: they stay when it is read again."""


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


def write_later_reading(*, resolution: Resolution, parsed: ParsedResolution, by: str, reason: str) -> Difference:
    """Lay a new reading over the standing one; `by` and `reason` go with permalinks that end."""
    standing = list(Paragraph.objects.filter(resolution=resolution).defer("search_vector").order_by("position"))
    pairs = match(
        earlier=[Words(row.label, row.text) for row in standing],
        later=[Words(paragraph.label, paragraph.text) for paragraph in parsed.paragraphs],
    )
    continued = [None if index is None else standing[index] for index in pairs]
    parsed = with_corrections(resolution=resolution, parsed=parsed, standing=continued)
    fresh = iter(reserve_ids(model=Paragraph, count=pairs.count(None)))
    ids = [next(fresh) if row is None else row.pk for row in continued]
    label_ids = {paragraph.label: id_ for paragraph, id_ in zip(parsed.paragraphs, ids, strict=True)}
    values = dict(zip(ids, laid_values(parsed, label_ids), strict=True))
    gone = [row for row in standing if row.pk not in values]

    ended = [FormerPermalink(label=row.label, last_text=row.text) for row in gone]
    ended += [
        FormerPermalink(label=row.label, last_text=row.text, target=values[row.pk][LABEL])
        for row in standing
        if row.pk in values and values[row.pk][LABEL] != row.label
    ]
    changed = [row for row in standing if row.pk in values and _lay_over(row, values[row.pk])]
    Paragraph.objects.bulk_update(changed, [name.removesuffix("_id") for name in LAID_FIELDS])
    kept = {row.pk for row in standing}
    new = [(id_, value) for id_, value in values.items() if id_ not in kept]
    copy_rows(model=Paragraph, columns=PARAGRAPH_COLUMNS, rows=paragraph_rows(resolution, new))
    _end_permalinks(resolution, ended, label_ids, by, reason)

    mark_ids, footnotes_changed = _lay_footnotes(resolution, parsed)
    _lay_marks(resolution, mark_rows(parsed, label_ids, mark_ids))
    texts = {row.pk: row.text for row in standing if row.pk in values}
    lost = lay_citations(
        resolution=resolution, mentions=parsed.citations, label_ids=label_ids, mark_ids=mark_ids, texts=texts
    )
    lost += _lost_topics(gone)
    Paragraph.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _lay_problems(resolution, [*parsed.problems, *lost])
    return Difference(pairs.count(None), len(changed), len(gone), footnotes_changed)


def _lay_over(row: Paragraph, values: Row) -> bool:
    """Set the new values on a standing row; tells whether anything differs."""
    differs = False
    for name, value in zip(LAID_FIELDS, values, strict=True):
        differs = differs or getattr(row, name) != value
        setattr(row, name, value)
    return differs


def _lay_marks(resolution: Resolution, rows: Iterable[Row]) -> None:
    wanted = list(rows)
    columns = NoteMark.objects.filter(paragraph__resolution=resolution).order_by("id").values_list(*MARK_COLUMNS)
    if sorted(columns, key=str) != sorted(wanted, key=str):
        NoteMark.objects.filter(paragraph__resolution=resolution).delete()
        copy_rows(model=NoteMark, columns=MARK_COLUMNS, rows=wanted)


def _lay_problems(resolution: Resolution, problems: Iterable[ParsedProblem]) -> None:
    standing = Problem.objects.filter(resolution=resolution).exclude(code__in=OF_OTHER_SOURCES)
    wanted = list(problem_rows(resolution, problems))
    if list(standing.order_by("id").values_list(*PROBLEM_COLUMNS)) != wanted:
        standing.delete()
        copy_rows(model=Problem, columns=PROBLEM_COLUMNS, rows=wanted)


def _lay_footnotes(resolution: Resolution, parsed: ParsedResolution) -> tuple[dict[str, int], bool]:
    """Replace the footnotes, place by place, so that citations through them keep their link."""
    standing = list(Footnote.objects.filter(resolution=resolution).order_by("position"))
    values = footnote_values(parsed)
    before = [(row.position, row.mark, row.text) for row in standing]
    kept = standing[: len(values)]
    for row, (position, mark, text) in zip(kept, values, strict=False):
        row.position, row.mark, row.text = position, mark, text
    if before != values:
        Footnote.objects.filter(pk__in=[row.pk for row in standing[len(values) :]]).delete()
        Footnote.objects.bulk_update(kept, ["position", "mark", "text"])
    new_ids = reserve_ids(model=Footnote, count=len(values) - len(kept))
    new = zip(new_ids, values[len(kept) :], strict=True)
    copy_rows(model=Footnote, columns=FOOTNOTE_COLUMNS, rows=footnote_rows(resolution, new))
    return ids_by_mark(parsed, [row.pk for row in kept] + new_ids), before != values


def _end_permalinks(resolution: Resolution, ended: list[FormerPermalink], label_ids: Ids, by: str, reason: str) -> None:
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
        update_fields=["target", "last_text", "reason", "changed_by", "changed_at"],
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
