"""Browsing by body and session."""

from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Body, Paragraph, Resolution, Session
from archive.statements import AnyOf, Key, Statement, instances
from archive.verdicts import spoken_date
from archive.views.paging import Page, page_of, sliced

PER_PAGE = 100


class Sibling(NamedTuple):
    """A session of the same body."""

    code: str
    name: str


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


FOUND = instances(lambda: Session.objects.filter(body__code=Key("body"), code=Key("code")), related=("body",))
SIBLINGS = Statement(
    Sibling, lambda: Session.objects.filter(body=Key("body")).order_by("sort_key").values_list("code", "name")
)


@require_safe
def session(request: HttpRequest, body: str, code: str) -> HttpResponse:
    """The resolutions of one session in the order of their numbers."""
    found = FOUND.first(body=body, code=code)
    if found is None:
        raise Http404("The archive has no resolution of such a session.")
    resolutions = Resolution.objects.published().filter(session=found).order_by("number", "part")
    page = page_of(request, resolutions.count(), PER_PAGE)
    siblings = SIBLINGS.rows(body=found.body_id)
    at = [one.code for one in siblings].index(found.code)
    context = {
        "section": "sessions",
        "session": found,
        "resolutions": _entries(resolutions, page),
        "page": page,
        "previous": siblings[at - 1] if at else None,
        "next": siblings[at + 1] if at + 1 < len(siblings) else None,
    }
    return render(request, "pages/session.html", context)


def _entries(resolutions: QuerySet[Resolution], page: Page) -> list[dict[str, Any]]:
    """What the list says of each resolution on the page, in words, whose paragraphs alone are counted."""
    shown = sliced(resolutions.values("pk", "path", "symbol", "title", "adopted_on", "vote_method"), page)
    sizes = dict(SIZES.rows(resolutions=[one["pk"] for one in shown]))
    for one in shown:
        one["day"] = spoken_date(one["adopted_on"]) if one["adopted_on"] else ""
        one["size"] = f"{sizes.get(one['pk'], 0):,}"
    return shown
