"""Browsing by opening verb and by year: what resolutions do, and when."""

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Paragraph, Resolution
from archive.views.timeline import timeline

MOST_VERBS = 120


@require_safe
def verbs(request: HttpRequest) -> HttpResponse:
    """The opening verbs of operative and of preambular paragraphs, the most frequent first."""
    counted = Paragraph.objects.published().exclude(verb_key="").order_by().values("kind", "verb_key")
    rows = list(counted.annotate(times=Count("pk")).order_by("-times", "verb_key")[: MOST_VERBS * 3])
    groups = [
        (kind, Paragraph.Kind(kind).label, [row for row in rows if row["kind"] == kind][:MOST_VERBS])
        for kind in ("operative", "preambular", "annex")
    ]
    return render(request, "pages/verbs.html", {"section": "verbs", "groups": [one for one in groups if one[2]]})


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The years of adoption, with resolutions and paragraphs."""

    def by_year(rows: type[Paragraph] | type[Resolution]) -> dict[int, int]:
        dated = rows.objects.published().filter(adopted_on__isnull=False).annotate(year=ExtractYear("adopted_on"))
        return dict(dated.order_by().values_list("year").annotate(Count("pk")))

    paragraphs, resolutions = by_year(Paragraph), by_year(Resolution)
    listed = [(year, resolutions[year], paragraphs.get(year, 0)) for year in sorted(resolutions, reverse=True)]
    context = {"section": "years", "years": listed, "timeline": timeline(list(paragraphs.items()))}
    return render(request, "pages/years.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the archive is, how to search and cite, where the texts come from."""
    return render(request, "pages/about.html", {"section": "about"})
