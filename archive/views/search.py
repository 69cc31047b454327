"""The search page: paragraphs that match, with facets; every state of it is an address."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import finding
from archive.filters import ORDERS, Asked, read_asked
from archive.finding import Found
from archive.models import Instrument, Resolution
from archive.permalinks import Address, read_typed, typed_address
from archive.search import QueryError, SearchTooSlow, found_in, time_limit
from archive.statements import Statement, Written
from archive.suggesting import only_common_words, suggest
from archive.views.errors import too_slow, trouble
from archive.views.facets import facet_label, facets_html
from archive.views.paging import DEEPEST_PAGE, Page, page_number
from archive.views.states import States, Way
from archive.views.timeline import timeline


class Titled(NamedTuple):
    """A resolution whose title a search finds."""

    path: str
    title: str
    symbol: str
    adopted_on: date | None


TITLED = Statement(
    Titled,
    lambda: (
        Resolution.objects.published()
        .filter(found_in("title", Written("condition")))
        .order_by("-adopted_on", "-pk")
        .values_list("path", "title", "symbol", "adopted_on")[:4]
    ),
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One page of results, or the page of the resolution whose symbol was typed."""
    try:
        wanted = read_asked(request.GET)
        typed = read_typed(request.GET.get("q", ""))
    except QueryError as error:
        return trouble(request, HTTPStatus.BAD_REQUEST, "This search cannot be read", str(error))
    meant = typed_address(typed) if typed else []
    if len(meant) == 1 and "page" not in request.GET:
        return HttpResponseRedirect(meant[0].path)
    number = page_number(request)
    context = {"section": "search", "asked": wanted, "meant": meant, "hide_search": True}
    if wanted.is_nothing:
        return render(request, "pages/search_start.html", context)
    try:
        with time_limit():
            found = finding.find(wanted.query, wanted.choice, order=wanted.order, page=number, grouped=wanted.grouped)
            context |= _beside(wanted, found, meant)
    except SearchTooSlow:
        return too_slow(request)
    size = finding.GROUPS_PER_PAGE if wanted.grouped else finding.PER_PAGE
    page = Page(number, size, found.group_count if wanted.grouped else found.count)
    if number > page.last:
        raise Http404(f"This search has {page.last} pages; there is no page {number}.")
    context |= {"found": found, "page": page, "facets": facets_html(found.facets), "deepest": DEEPEST_PAGE}
    states = States(request.GET)
    years = timeline(found.years, lambda year: states.having("year", str(year)))
    context |= {"chosen": _chosen(wanted, found, states), "timeline": years, **_ways(wanted, states)}
    return render(request, "pages/search.html", context)


def _beside(wanted: Asked, found: Found, meant: list[Address]) -> dict[str, Any]:
    """What stands above the paragraphs: resolutions whose title matches, an instrument that bears the symbol."""
    beside: dict[str, Any] = {}
    words = wanted.query.words
    narrowed = wanted.query.symbols or wanted.query.operators or any(wanted.choice.values.values())
    if words is not None and not narrowed:
        beside["titles"] = TITLED.rows(condition=words.written)
    if wanted.query.symbols and not meant:
        symbols = [str(symbol) for symbol in wanted.query.symbols]
        beside["instruments"] = list(Instrument.objects.filter(symbol__in=symbols, resolution__isnull=True))
    beside["suggestions"] = suggest(wanted, found.count)
    beside["only_common"] = found.count == 0 and only_common_words(wanted)
    return beside


def _ways(asked: Asked, states: States) -> dict[str, list[Way]]:
    """The orders of the results, and whether they are grouped, each with its address."""
    grouping = ((False, "paragraphs", None), (True, "by resolution", "1"))
    return {
        "orders": [Way(label, states.having("order", order), order == asked.order) for order, label in ORDERS.items()],
        "grouping": [Way(label, states.having("group", value), on == asked.grouped) for on, label, value in grouping],
    }


def _chosen(wanted: Asked, found: Found, states: States) -> list[dict[str, str]]:
    """Each chosen value with the address of the same search without it."""
    shown = []
    for name, values in wanted.choice.values.items():
        labels = {value.value: value.label for value in found.facets[name]}
        for value in values:
            label = f"{facet_label(name)}: {labels.get(value, value)}"
            shown.append({"label": label, "without": states.without(name, value)})
    return shown
