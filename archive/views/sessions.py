"""Browsing by body and session."""

from typing import NamedTuple

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Body, Paragraph, Resolution, Session
from archive.statements import AnyOf, Statement
from archive.views.paging import page_of, sliced

PER_PAGE = 100


class Size(NamedTuple):
    """How many paragraphs a resolution has, without headings."""

    resolution: int
    paragraphs: int


SIZES = Statement(
    Size,
    lambda: (
        Paragraph.objects.filter(resolution=AnyOf("resolutions"))
        .exclude(kind=Paragraph.Kind.HEADING)
        .order_by()
        .values("resolution")
        .annotate(times=Count("pk"))
        .values_list("resolution", "times")
    ),
)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All bodies with their sessions and how many resolutions each has."""
    published = Count("resolutions", filter=Q(resolutions__status=Resolution.Status.PUBLISHED))
    counted = Session.objects.annotate(resolution_count=published).filter(resolution_count__gt=0).order_by("-sort_key")
    bodies = Body.objects.prefetch_related(Prefetch("sessions", counted, to_attr="counted"))
    return render(request, "pages/sessions.html", {"section": "sessions", "bodies": bodies})


@require_safe
def session(request: HttpRequest, body: str, code: str) -> HttpResponse:
    """The resolutions of one session in the order of their numbers."""
    found = Session.objects.select_related("body").filter(body__code=body, code=code).first()
    if found is None:
        raise Http404("The archive has no resolution of such a session.")
    resolutions = Resolution.objects.published().filter(session=found).order_by("number", "part")
    page = page_of(request, resolutions.count(), PER_PAGE)
    shown = sliced(resolutions.values("pk", "path", "symbol", "title", "adopted_on", "vote_method"), page)
    sizes = dict(SIZES.rows(resolutions=[one["pk"] for one in shown]))  # of those on this page alone
    siblings = {one.code: one for one in Session.objects.filter(body=found.body).order_by("sort_key")}
    codes = list(siblings)
    at = codes.index(found.code)
    context = {
        "section": "sessions",
        "session": found,
        "resolutions": [one | {"paragraph_count": sizes.get(one["pk"], 0)} for one in shown],
        "page": page,
        "previous": siblings[codes[at - 1]] if at else None,
        "next": siblings[codes[at + 1]] if at + 1 < len(codes) else None,
    }
    return render(request, "pages/session.html", context)
