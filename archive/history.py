"""What readers saw on an earlier day, and what changed since: read from the history that the database keeps."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any, TypeVar

from archive.models import Change, Footnote, Paragraph, Resolution

Row = TypeVar("Row", Paragraph, Footnote)


@dataclass(frozen=True, slots=True)
class Shown:
    """A resolution as it stood at the end of a day (UTC): copies of its rows, never to be saved.

    Its status tells whether readers saw it, or that it was withdrawn.
    """

    on: date
    resolution: Resolution
    paragraphs: list[Paragraph]
    footnotes: list[Footnote]
    is_current: bool
    """Whether nothing has changed since."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Changes made together: by the same hand, for one reason, at one moment."""

    at: datetime
    by: str
    reason: str
    changes: list[Change]


def as_shown(resolution: Resolution, day: date) -> Shown | None:
    """The resolution as it stood at the end of `day`; None where the archive did not show it yet.

    A day to come is today. Four queries at most.
    """
    end = datetime.combine(day + timedelta(days=1), time.min, UTC)
    if resolution.loaded_at >= end:
        return None
    later = list(Change.objects.filter(resolution=resolution, changed_at__gte=end).order_by("changed_at", "id"))
    first: dict[tuple[str, int], Change] = {}
    for change in later:
        first.setdefault((change.of, change.row), change)
    before = _undone(resolution, first.get((Change.Of.RESOLUTION, resolution.pk)))
    if before.status == Resolution.Status.DRAFT:
        return None
    paragraphs = Paragraph.objects.filter(resolution=resolution).defer("search_vector")
    return Shown(
        on=day,
        resolution=before,
        paragraphs=_rows_at(Paragraph, Change.Of.PARAGRAPH, paragraphs, before, first, end),
        footnotes=_rows_at(
            Footnote, Change.Of.FOOTNOTE, Footnote.objects.filter(resolution=resolution), before, first, end
        ),
        is_current=not later,
    )


def revisions(resolution: Resolution) -> list[Revision]:
    """Every change of a published record, the latest first, grouped as they were made. One query."""
    changes = Change.objects.filter(resolution=resolution).order_by("-changed_at", "changed_by", "reason", "id")
    grouped = groupby(changes, key=lambda change: (change.changed_at, change.changed_by, change.reason))
    return [Revision(at, by, reason, list(group)) for (at, by, reason), group in grouped]


def _rows_at(
    model: type[Row],
    of: Change.Of,
    standing: Iterable[Row],
    resolution: Resolution,
    first: dict[tuple[str, int], Change],
    end: datetime,
) -> list[Row]:
    """The rows that stood at the end of a day: those that stand, with later changes undone, and those deleted since."""
    rows = {row.pk: row for row in standing}
    deleted = [change.row for change in first.values() if change.of == of and change.row not in rows]
    rows |= {pk: model(pk=pk, resolution=resolution) for pk in deleted}
    then = [_undone(row, first.get((of, pk))) for pk, row in rows.items()]
    return sorted((row for row in then if row.added_at < end), key=lambda row: row.position)


AnyRow = TypeVar("AnyRow", Resolution, Paragraph, Footnote)


def _undone(row: AnyRow, change: Change | None) -> AnyRow:
    """A copy of a row with what a change replaced."""
    then = copy.copy(row)
    for name, value in (change.before if change else {}).items():
        setattr(then, name, _from_json(name, value))
    return then


def _from_json(name: str, value: Any) -> Any:
    if name == "adopted_on" and value:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "added_at" else value
