"""The first page: what this is, the search box, the newest resolutions, sessions and topics."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Body, Instrument, Paragraph, Resolution, Topic
from archive.models.topics import topic_address
from archive.rendering import LISTED, Listed, passages
from archive.statements import Statement


class Newest(NamedTuple):
    """A resolution among the newest."""

    path: str
    symbol: str
    title: str
    adopted_on: date | None
    body: str


class BodyTally(NamedTuple):
    """A body with how many resolutions of it are published."""

    code: str
    name: str
    resolutions: int


class TopicTally(NamedTuple):
    """An objective of the Global Compact with how many paragraphs have it."""

    slug: str
    label: str
    paragraphs: int

    @property
    def address(self) -> str:
        """Its page."""
        return topic_address(self.slug)


NEWEST = Statement(
    Newest,
    lambda: (
        Resolution.objects.published()
        .order_by("-adopted_on", "-number")
        .values_list("path", "symbol", "title", "adopted_on", "body__name")[:8]
    ),
)
BODIES = Statement(
    BodyTally,
    lambda: (
        Body.objects.annotate(published=Count("resolutions", filter=Q(resolutions__status=Resolution.Status.PUBLISHED)))
        .filter(published__gt=0)
        .order_by("position", "code")
        .values_list("code", "name", "published")
    ),
)
TOPICS = Statement(
    TopicTally,
    lambda: (
        Topic.objects.filter(scheme__code="gcm")
        .annotate(tagged=Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected")))
        .order_by("position")
        .values_list("slug", "label", "tagged")
    ),
)
SPECIMEN = Statement(
    Listed,
    lambda: (
        Paragraph.objects.published()
        .filter(kind="operative", parent__isnull=True, paragraph_topics__isnull=False)
        .annotate(length=Length("text"))
        .filter(length__gte=120, length__lte=420)
        .order_by("-adopted_on", "-resolution", "position")
        .values_list(*LISTED)[:1]
    ),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page; a fixed number of statements, whatever the archive's size."""
    context = {
        "specimen": next(iter(passages(SPECIMEN.rows())), None),
        "hide_search": True,
        "newest": NEWEST.rows(),
        "bodies": BODIES.rows(),
        "topics": TOPICS.rows(),
        "resolution_count": Resolution.objects.published().count(),
        "paragraph_count": Paragraph.objects.published().count(),
        "instrument_count": Instrument.objects.count(),
    }
    return render(request, "pages/home.html", context)
