"""Browsing by body and session."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Body, Resolution, Session
from archive.views.paging import page_of, sliced

PER_PAGE = 100


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
    resolutions = resolutions.annotate(paragraph_count=Count("paragraphs", filter=~Q(paragraphs__kind="heading")))
    page = page_of(request, Resolution.objects.published().filter(session=found).count(), PER_PAGE)
    siblings = {one.code: one for one in Session.objects.filter(body=found.body).order_by("sort_key")}
    codes = list(siblings)
    at = codes.index(found.code)
    context = {
        "section": "sessions",
        "session": found,
        "resolutions": sliced(resolutions, page),
        "page": page,
        "previous": siblings[codes[at - 1]] if at else None,
        "next": siblings[codes[at + 1]] if at + 1 < len(codes) else None,
    }
    return render(request, "pages/session.html", context)
