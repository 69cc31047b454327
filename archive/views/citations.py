"""The citation graph: what is cited most by which body in which year, and the whole graph to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.exports import graph
from archive.models import Body, Citation, CitationConflict, Instrument, Resolution
from archive.views.paging import page_of, sliced

PER_PAGE = 50
TYPES = {"csv": "text/csv", "graphml": "application/graphml+xml"}


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument with its figures; `share` is the length of its bar, of 100."""

    instrument: Instrument
    citations: int
    paragraphs: int
    resolutions: int
    share: float


@require_safe
def citations(request: HttpRequest) -> HttpResponse:
    """The cited instruments, the most cited first: of all texts, or of one body's (?body=) and year's (?year=)."""
    bodies = list(Body.objects.all())
    code, year = request.GET.get("body", ""), request.GET.get("year", "")
    if code and code not in {body.code for body in bodies}:
        raise BadRequest(f"There is no such body; choose from {', '.join(body.code for body in bodies)}.")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadRequest("The year in the address is not a year of four digits.")
    chosen = graph.cited().filter(paragraph__body__code=code) if code else graph.cited()
    chosen = chosen.filter(paragraph__adopted_on__year=int(year)) if year else chosen
    # one walk over the citations; dearer figures are counted for the instruments of the page only
    times = dict(chosen.order_by().values_list("instrument").annotate(Count("pk")))
    page = page_of(request, len(times), PER_PAGE)
    adopted = Resolution.objects.published().filter(adopted_on__isnull=False).order_by()
    years = adopted.annotate(year=ExtractYear("adopted_on")).values_list("year", flat=True).distinct()
    context = {
        "section": "citations",
        "bodies": bodies,
        "body": code,
        "years": sorted(years, reverse=True),
        "year": year,
        "rows": _rows(chosen, times, sliced(sorted(times, key=lambda pk: (-times[pk], pk)), page)),
        "page": page,
        "citations": sum(times.values()),
        "unresolved": Citation.objects.filter(state="unresolved", paragraph__is_public=True).count(),
        "conflicts": CitationConflict.objects.filter(state="open").count(),
    }
    return render(request, "pages/citations.html", context)


def _rows(chosen: QuerySet[Citation], times: Mapping[int, int], keys: Sequence[int]) -> list[Row]:
    """The instruments of these keys, in their order, with their figures."""
    counted = (
        chosen.filter(instrument__in=keys)
        .order_by()
        .values_list("instrument")
        .annotate(Count("paragraph", distinct=True), Count("paragraph__resolution", distinct=True))
    )
    figures = {pk: (paragraphs, resolutions) for pk, paragraphs, resolutions in counted}
    instruments = Instrument.objects.select_related("resolution").in_bulk(keys)
    most = max(times.values(), default=1)
    return [Row(instruments[pk], times[pk], *figures[pk], share=round(100 * times[pk] / most, 1)) for pk in keys]


@require_safe
def whole_graph(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Every citation, as CSV or GraphML."""
    lines = graph.csv_lines(request.build_absolute_uri("/")) if kind == "csv" else graph.graphml_lines()
    response = StreamingHttpResponse(lines, content_type=f"{TYPES[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="citations.{kind}"'
    response["X-Robots-Tag"] = "noindex"
    return response
