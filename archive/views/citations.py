"""The citation graph: what is cited most by which body in which year, and the whole graph to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.core.exceptions import BadRequest
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.exports import graph
from archive.models import Body, Citation, CitationConflict, Instrument, Resolution

SHOWN = 25
ROW, WIDTH = 28, 640
TYPES = {"csv": "text/csv", "graphml": "application/graphml+xml"}


@dataclass(frozen=True, slots=True)
class Bar:
    """An instrument with its figures, and its bar in the SVG's own units."""

    instrument: Instrument
    paragraphs: int
    resolutions: int
    y: int
    width: float


@require_safe
def citations(request: HttpRequest) -> HttpResponse:
    """The most cited instruments, of all or of one body (?body=) and year (?year=) of the citing texts."""
    bodies = list(Body.objects.all())
    code, year = request.GET.get("body", ""), request.GET.get("year", "")
    if code and code not in {body.code for body in bodies}:
        raise BadRequest(f"There is no such body; choose from {', '.join(body.code for body in bodies)}.")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadRequest("The year in the address is not a year of four digits.")
    chosen = graph.cited().filter(paragraph__body__code=code) if code else graph.cited()
    chosen = chosen.filter(paragraph__adopted_on__year=int(year)) if year else chosen
    # one walk over the citations; whatever else the page tells comes from its result or from small tables
    times = dict(chosen.order_by().values_list("instrument").annotate(Count("pk")))
    adopted = Resolution.objects.published().filter(adopted_on__isnull=False).order_by()
    years = adopted.annotate(year=ExtractYear("adopted_on")).values_list("year", flat=True).distinct()
    context = {
        "section": "citations",
        "bodies": bodies,
        "body": code,
        "years": sorted(years, reverse=True),
        "year": year,
        "bars": _bars(chosen, nlargest(SHOWN, times, key=lambda pk: (times[pk], pk))),
        "height": ROW * min(SHOWN, len(times)),
        "citations": sum(times.values()),
        "instruments": len(times),
        "unresolved": Citation.objects.filter(state="unresolved", paragraph__is_public=True).count(),
        "conflicts": CitationConflict.objects.filter(state="open").count(),
    }
    return render(request, "pages/citations.html", context)


def _bars(chosen: QuerySet[Citation], keys: Sequence[int]) -> list[Bar]:
    """The instruments of these keys, by how many paragraphs cite them."""
    counted = (
        chosen.filter(instrument__in=keys)
        .order_by()
        .values_list("instrument")
        .annotate(Count("paragraph", distinct=True), Count("paragraph__resolution", distinct=True))
    )
    instruments = Instrument.objects.select_related("resolution").in_bulk(keys)
    rows = sorted(counted, key=lambda row: (-row[1], instruments[row[0]].name))
    most = max((paragraphs for _, paragraphs, _ in rows), default=1)
    return [
        Bar(instruments[pk], paragraphs, resolutions, index * ROW, round(WIDTH * paragraphs / most, 1))
        for index, (pk, paragraphs, resolutions) in enumerate(rows)
    ]


@require_safe
def whole_graph(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Every citation, as CSV or GraphML."""
    lines = graph.csv_lines(request.build_absolute_uri("/")) if kind == "csv" else graph.graphml_lines()
    response = StreamingHttpResponse(lines, content_type=f"{TYPES[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="citations.{kind}"'
    response["X-Robots-Tag"] = "noindex"
    return response
