"""The table that tells what stands in the archive of the sources just loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from django.db.models import Count, QuerySet
from rich.table import Table

from archive.curation.outcomes import Loaded
from archive.models import Citation, Footnote, Paragraph, Problem, Resolution

HEADINGS = ("Paragraphs", "Footnotes", "Citations resolved", "Problems")


def table_of(loaded: Sequence[Loaded]) -> Table:
    """One row a resolution, refused ones last, and the totals; fits 80 columns."""
    resolutions = Resolution.objects.filter(pk__in=[one.resolution_id for one in loaded]).order_by("adopted_on")
    counts = counts_of(resolutions)
    table = Table(box=None, show_footer=True, padding=(0, 1, 0, 0), header_style="bold underline")
    table.add_column("Symbol", "All", min_width=15, no_wrap=True)
    table.add_column("Title", overflow="fold")
    table.add_column("Adopted", width=10)
    for heading, total in zip(HEADINGS, cells(counts, Counter.total), strict=True):
        table.add_column(heading, total, justify="right", width=max(map(len, heading.split())))
    for one in resolutions:
        numbers = cells(counts, itemgetter(one.pk))
        table.add_row(one.symbol, one.title, str(one.adopted_on or "not known"), *numbers)
    for refused in (each for each in loaded if each.outcome == "refused"):
        table.add_row(refused.symbol or "–", f"{refused.name} was refused: {refused.reason}")
    return table


def cells(counts: dict[str, Counter[int]], take: Callable[[Counter[int]], int]) -> list[str]:
    """The numbers below HEADINGS, each taken from its counter."""
    taken = {name: take(counted) for name, counted in counts.items()}
    resolved = f"{taken['resolved']} / {taken['citations']}"
    return [str(taken["paragraphs"]), str(taken["footnotes"]), resolved, str(taken["problems"])]


def counts_of(resolutions: QuerySet[Resolution]) -> dict[str, Counter[int]]:
    """How many of each thing a resolution has, by its id."""
    citations = Citation.objects.filter(paragraph__resolution__in=resolutions).exclude(state=Citation.State.REJECTED)
    return {
        "paragraphs": count_by(Paragraph.objects.filter(resolution__in=resolutions), "resolution"),
        "footnotes": count_by(Footnote.objects.filter(resolution__in=resolutions), "resolution"),
        "citations": count_by(citations, "paragraph__resolution"),
        "resolved": count_by(citations.exclude(state=Citation.State.UNRESOLVED), "paragraph__resolution"),
        "problems": count_by(Problem.objects.filter(resolution__in=resolutions), "resolution"),
    }


def count_by(rows: QuerySet[Any], field: str) -> Counter[int]:
    """How many rows there are for each value of a field."""
    return Counter(dict(rows.order_by().values_list(field).annotate(Count("pk"))))
