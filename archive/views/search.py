"""The search page: paragraphs that match, with facets; every state of it is an address."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from archive import finding
from archive.filters import FACETS, ORDERS, Asked, ParagraphFilters, read_asked
from archive.finding import FacetValue, Found
from archive.models import Instrument, Resolution
from archive.permalinks import Address, read_typed, typed_address
from archive.search import QueryError, SearchTooSlow, time_limit, vector
from archive.suggesting import only_common_words, suggest
from archive.views.errors import too_slow, trouble
from archive.views.paging import DEEPEST_PAGE, Page, page_number
from archive.views.timeline import timeline


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
    context = {"section": "search", "asked": wanted, "meant": meant, "hide_search": True, "orders": ORDERS}
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
    context |= {"found": found, "page": page, "facets": _facets(wanted, found), "deepest": DEEPEST_PAGE}
    context |= {"chosen": _chosen(request, wanted, found), "timeline": timeline(found.years, _of_year(request))}
    return render(request, "pages/search.html", context)


def _beside(wanted: Asked, found: Found, meant: list[Address]) -> dict[str, Any]:
    """What stands above the paragraphs: resolutions whose title matches, an instrument that bears the symbol."""
    beside: dict[str, Any] = {}
    condition = wanted.query.everything
    narrowed = wanted.query.symbols or wanted.query.operators or any(wanted.choice.values.values())
    if wanted.query.words is not None and not narrowed and condition is not None:
        named = Resolution.objects.published().annotate(words=vector("title")).filter(words=condition)
        beside["titles"] = list(named.order_by("-adopted_on").values("path", "title", "symbol", "adopted_on")[:4])
    if wanted.query.symbols and not meant:
        symbols = [str(symbol) for symbol in wanted.query.symbols]
        beside["instruments"] = list(Instrument.objects.filter(symbol__in=symbols, resolution__isnull=True))
    beside["suggestions"] = suggest(wanted, found.count)
    beside["only_common"] = found.count == 0 and only_common_words(wanted)
    return beside


def _facets(wanted: Asked, found: Found) -> list[dict[str, Any]]:
    """The facets for the page, those with something to choose only."""
    shown = []
    for name in FACETS:
        values = found.facets[name]
        if len(values) < 2 and not any(value.chosen for value in values):
            continue
        first = [value for at, value in enumerate(values) if at < 6 or value.chosen]
        rest = [value for at, value in enumerate(values) if at >= 6 and not value.chosen]
        label = ParagraphFilters.base_filters[name].label
        shown.append({"label": label, "first": _boxes(name, first), "rest": _boxes(name, rest), "more": len(rest)})
    return shown


def _of_year(request: HttpRequest) -> Callable[[int], str]:
    """The address of the same search of one year alone."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    parameters["year"] = "0000"  # what a reader typed can hold no "year=0000": its "=" is written %3D
    address = f"?{parameters.urlencode()}"
    return lambda year: address.replace("year=0000", f"year={year}")


def _boxes(name: str, values: list[FacetValue]) -> SafeString:
    """A checkbox for each value: made here, since a page has a hundred and an included template each is slow."""
    boxes = (
        f'<label class="facet"><input type="checkbox" name="{name}" value="{escape(one.value)}"'
        f"{' checked' if one.chosen else ''}><span>{escape(one.label)}</span>"
        f'<span class="count">{one.count:,}</span></label>'
        for one in values
    )
    return SafeString("\n".join(boxes))  # values and labels are escaped


def _chosen(request: HttpRequest, wanted: Asked, found: Found) -> list[dict[str, str]]:
    """Each chosen value with the address of the same search without it."""
    shown = []
    for name, values in wanted.choice.values.items():
        labels = {value.value: value.label for value in found.facets[name]}
        for value in values:
            parameters = request.GET.copy()
            parameters.setlist(name, [other for other in parameters.getlist(name) if other != value])
            parameters.pop("page", None)
            label = ParagraphFilters.base_filters[name].label
            shown.append({"label": f"{label}: {labels.get(value, value)}", "without": f"?{parameters.urlencode()}"})
    return shown
