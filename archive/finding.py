"""Run a search: one page of paragraphs, how many there are, and the facets with their counts.

The counts of all facets, the years of the timeline and the total come from one statement: the
matches are read once, and a facet's own choice is left out of its own counts, so that a reader
sees what ticking one more box would add.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from archive.filters import FACETS, Choice, Order
from archive.models import Citation, Paragraph
from archive.rendering import LISTED, Listed, Passage, Span, give_topics, passages
from archive.search import Query, headline, match_spans, phrase, to_mark
from archive.statements import AnyOf, Statement, Written
from archive.tallies import tallies

PER_PAGE = 20
GROUPS_PER_PAGE = 10
DEEPEST = 10_000
"""Matches that can be paged through; whoever wants more narrows the search or downloads it."""
RANKED = 5_000
"""Matches ranked exactly; of more than that, the newest so many are ranked, and the page says so."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what the address carries, what a reader sees, how many paragraphs."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(slots=True)
class Group:
    """A resolution with its best paragraphs, and how many of its paragraphs match."""

    results: list[Passage]
    count: int


@dataclass(slots=True)
class Found:
    """What a search found. `count` is exact."""

    count: int
    facets: dict[str, list[FacetValue]]
    years: list[tuple[int, int]]
    results: list[Passage] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    group_count: int = 0
    ranked_newest_only: bool = False


def matching(query: Query) -> QuerySet[Paragraph]:
    """The published paragraphs that the words and symbols of a query find."""
    found = Paragraph.objects.published()
    if query.words is not None:
        found = found.filter(search_vector=query.words)
    for symbol in query.symbols:
        named = Paragraph.objects.filter(search_vector=phrase(symbol.short)).values("pk")
        cited = Citation.objects.filter(cited_symbol=str(symbol)).exclude(state=Citation.State.REJECTED)
        found = found.filter(pk__in=named.union(cited.order_by().values("paragraph_id")))
    return found


def chosen(query: Query, choice: Choice) -> QuerySet[Paragraph]:
    """The paragraphs that a query and a choice of facets find, in no order."""
    return matching(query).filter(choice.condition())


def ordered(found: QuerySet[Paragraph], query: Query, order: Order, count: int) -> QuerySet[Paragraph]:
    """The paragraphs in the order asked for; `count` tells whether all of them can be ranked."""
    newest = (F("adopted_on").desc(nulls_last=True), "-resolution_id", "position")
    condition = query.everything
    if order == "oldest":
        return found.order_by(F("adopted_on").asc(nulls_last=True), "resolution_id", "position")
    if order == "newest" or condition is None:
        return found.order_by(*newest)
    if count > RANKED:
        found = Paragraph.objects.filter(pk__in=found.order_by(*newest).values("pk")[:RANKED])
    rank = SearchRank(F("search_vector"), condition, normalization=Value(1), cover_density=True)
    return found.annotate(rank=rank).order_by("-rank", *newest)


def find(
    query: Query,
    choice: Choice,
    *,
    order: Order = "relevance",
    page: int = 1,
    size: int = PER_PAGE,
    grouped: bool = False,
) -> Found:
    """One page of a search, `size` paragraphs long, or ten resolutions where `grouped`."""
    matches = matching(query)
    found = _counted(matches, choice)
    if not found.count:
        return found
    paragraphs = matches.filter(choice.condition())
    found.ranked_newest_only = order == "relevance" and found.count > RANKED and query.everything is not None
    if grouped:
        _grouped(found, ordered(paragraphs, query, order, found.count), query, order, page)
    else:
        first = (page - 1) * size
        found.results = _shown(ordered(paragraphs, query, order, found.count)[first : first + size], query)
    return found


def _grouped(found: Found, paragraphs: QuerySet[Paragraph], query: Query, order: Order, page: int) -> None:
    by = {"newest": ("-day", "-resolution"), "oldest": ("day", "resolution")}
    measure = Max("rank") if order == "relevance" and query.everything is not None else Max("adopted_on")
    groups_found = (
        paragraphs.order_by().values("resolution").annotate(matches=Count("pk"), day=Max("adopted_on"), best=measure)
    )
    first = (page - 1) * GROUPS_PER_PAGE
    found.group_count = groups_found.count()
    best_first = groups_found.order_by(*by.get(order, ("-best", "-day", "-resolution")))
    wanted = list(best_first[first : first + GROUPS_PER_PAGE])
    places = {row["resolution"]: at for at, row in enumerate(wanted)}
    best = paragraphs.filter(resolution__in=places).annotate(
        place=Window(RowNumber(), partition_by=F("resolution"), order_by=list(paragraphs.query.order_by))  # type: ignore[arg-type]
    )
    groups = [Group([], row["matches"]) for row in wanted]
    for result in _shown(best.filter(place__lte=3), query):
        groups[places[result.paragraph.resolution]].results.append(result)
    found.groups = groups


def _shown(paragraphs: QuerySet[Paragraph], query: Query) -> list[Passage]:
    """The passages with their matches and topics: sorted as mere keys, since the rows are wide."""
    keys = list(paragraphs.values_list("pk", flat=True))
    condition = query.everything
    if condition is None:
        rows = _RESULTS.rows(paragraphs=keys)
    else:
        rows = _MARKED.rows(paragraphs=keys, condition=to_mark(condition).written)
    by_key = {row.pk: (row, matches) for row, matches in rows}
    shown = passages(by_key[key][0] for key in keys if key in by_key)  # one may have been withdrawn meanwhile
    for one in shown:
        one.matches = by_key[one.paragraph.pk][1]
    give_topics(shown)
    return shown


def _result(*columns: Any) -> tuple[Listed, list[Span]]:
    row, marked = Listed(*columns[: len(LISTED)]), columns[len(LISTED) :]
    return row, match_spans(marked[0], row.text) if marked else []


def _of_keys() -> QuerySet[Paragraph]:
    return Paragraph.objects.published().filter(pk=AnyOf("paragraphs")).order_by()


_RESULTS = Statement(_result, lambda: _of_keys().values_list(*LISTED))
_MARKED = Statement(_result, lambda: _of_keys().values_list(*LISTED, headline(Written("condition"))))


def _counted(matches: QuerySet[Paragraph], choice: Choice) -> Found:
    """The total, the facets and the years of a search."""
    values = tallied(matches.filter(*choice.fixed), ("total", *FACETS), choice.conditions)
    facets = {}
    for name, chosen_values in choice.values.items():
        shown = (
            [replace(one, chosen=one.value in chosen_values) for one in values[name]] if chosen_values else values[name]
        )
        facets[name] = shown + _without_any(name, shown, chosen_values)
    return Found(values["total"][0].count, facets, years_of(values))


def tallied(
    paragraphs: QuerySet[Paragraph], wanted: Collection[str], conditions: Mapping[str, Q] | None = None
) -> dict[str, list[FacetValue]]:
    """The tallies of paragraphs by what is `wanted`, in one statement that reads them once.

    "total" and "resolutions" have one value each. A facet with a condition narrows all tallies but its own.
    """
    columns = ["id", "body_id", "session_id", "resolution_id", "adopted_on", "kind", "verb_key"]
    for name, condition in (conditions or {}).items():
        holds = ExpressionWrapper(condition, output_field=BooleanField())
        paragraphs = paragraphs.annotate(**{f"is_{name}": holds})
        columns.append(f"is_{name}")
    sql, params = paragraphs.order_by().values_list(*columns).query.sql_with_params()
    named = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH m ({named}) AS MATERIALIZED ({sql}) {tallies(wanted, conditions or {})}", params)
        rows = sorted(cursor.fetchall(), key=itemgetter(1))
    values: dict[str, list[FacetValue]] = {name: [] for name in wanted}
    for name, _, value, label, count in rows:
        values[name].append(FacetValue(value, label, count))
    return values


def years_of(tallies: Mapping[str, Sequence[FacetValue]]) -> list[tuple[int, int]]:
    """The years of tallies with their counts, the earliest first."""
    return sorted((int(one.value), one.count) for one in tallies["year"])


def _without_any(name: str, shown: list[FacetValue], values: list[str]) -> list[FacetValue]:
    """Values that were chosen though nothing bears them: they stay in the list."""
    there = {one.value for one in shown}
    return [
        FacetValue(value, value.capitalize() if name == "kind" else value, 0, True)
        for value in values
        if value not in there
    ]
