"""Run a search: one page of paragraphs, how many there are, and the facets with their counts.

The counts of all facets, the years of the timeline and the total come from one statement: the
matches are read once, and a facet's own choice is left out of its own counts, so that a reader
sees what ticking one more box would add.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from archive.filters import FACETS, Choice, Order, choice_of
from archive.models import Citation, Paragraph
from archive.rendering import LISTED, Listed, Passage, Span, give_topics, passages
from archive.search import Operator, Query, Settled, headline, match_spans, phrase, to_mark
from archive.statements import AnyOf, Made, Statement, Written
from archive.symbols import Symbol
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
    found = _counted(query, choice)
    if not found.count:
        return found
    found.ranked_newest_only = order == "relevance" and found.count > RANKED and query.everything is not None
    if grouped:
        _grouped(found, ordered(chosen(query, choice), query, order, found.count), query, order, page)
    else:
        place = (order, found.count > RANKED, (page - 1) * size, size)
        found.results = _shown(_keys(_shape(query, choice), place).rows(words=_words(query)), query)
    return found


class _AnyWords(Settled):
    """Where the words of a search stand in a statement that is kept for all words."""

    def __init__(self) -> None:
        SearchQuery.__init__(self, "")
        self.condition = self
        self.written = "{words}", [Written("words")]
        self.set_source_expressions([])


_Shape = tuple[bool, tuple[Symbol, ...], tuple[Operator, ...], tuple[tuple[str, tuple[str, ...]], ...]]
"""A search without its words: whether it has any, its symbols, its operators, the values of its facets."""


def _shape(query: Query, choice: Choice) -> _Shape:
    values = tuple((name, tuple(chosen)) for name, chosen in choice.values.items())
    return query.words is not None, query.symbols, query.operators, values


def _words(query: Query) -> tuple[str, Sequence[Any]] | None:
    return query.words.written if query.words is not None else None


def _opened(shape: _Shape) -> tuple[Query, Choice]:
    has_words, symbols, operators, values = shape
    query = Query("", _AnyWords() if has_words else None, symbols, operators)
    return query, choice_of({name: list(chosen) for name, chosen in values}, operators)


@lru_cache(maxsize=200)
def _tallies(shape: _Shape) -> Statement[_Tally]:
    query, choice = _opened(shape)
    return _tallying(matching(query).filter(*choice.fixed), ("total", *FACETS), choice.conditions)


@lru_cache(maxsize=200)
def _keys(shape: _Shape, place: tuple[Order, bool, int, int]) -> Statement[int]:
    """The keys of the paragraphs on a page: the order, whether there are too many to rank, the first, how many."""
    query, choice = _opened(shape)
    order, are_many, first, size = place
    paragraphs = ordered(chosen(query, choice), query, order, RANKED + 1 if are_many else 0)
    return Statement(int, lambda: paragraphs.values_list("pk")[first : first + size])


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
    for result in _shown(list(best.filter(place__lte=3).values_list("pk", flat=True)), query):
        groups[places[result.paragraph.resolution]].results.append(result)
    found.groups = groups


def _shown(keys: Sequence[int], query: Query) -> list[Passage]:
    """The passages with their matches and topics: sorted as mere keys, since the rows are wide."""
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


def _counted(query: Query, choice: Choice) -> Found:
    """The total, the facets and the years of a search."""
    values = _by_facet(("total", *FACETS), _tallies(_shape(query, choice)).rows(words=_words(query)))
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
    return _by_facet(wanted, _tallying(paragraphs, wanted, conditions or {}).rows())


def _tallying(
    paragraphs: QuerySet[Paragraph], wanted: Collection[str], conditions: Mapping[str, Q]
) -> Statement[_Tally]:
    columns = ["id", "body_id", "session_id", "resolution_id", "adopted_on", "kind", "verb_key"]
    for name, condition in conditions.items():
        holds = ExpressionWrapper(condition, output_field=BooleanField())
        paragraphs = paragraphs.annotate(**{f"is_{name}": holds})
        columns.append(f"is_{name}")
    sql, parameters = paragraphs.order_by().values_list(*columns).query.sql_with_params()
    whole = f"WITH m ({', '.join(columns)}) AS MATERIALIZED ({sql}) {tallies(wanted, conditions)}"
    return Statement(_Tally, lambda: Made(whole, tuple(parameters)))


class _Tally(NamedTuple):
    """How often a value of a facet stands, and its place among the others."""

    facet: str
    place: int
    value: str
    label: str
    times: int


def _by_facet(wanted: Collection[str], rows: list[_Tally]) -> dict[str, list[FacetValue]]:
    values: dict[str, list[FacetValue]] = {name: [] for name in wanted}
    for row in sorted(rows, key=attrgetter("place")):
        values[row.facet].append(FacetValue(row.value, row.label, row.times))
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
