"""Browsing by topic: the schemes as trees, and a topic with its paragraphs and its trend."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import NamedTuple

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from archive.finding import tallied, years_of
from archive.models import Paragraph, ParagraphTopic, Resolution, ResolutionTopic, Topic, TopicScheme
from archive.models.topics import topic_address
from archive.rendering import listed, passages
from archive.statements import Statement
from archive.views.paging import page_of, part_of
from archive.views.timeline import timeline

PER_PAGE = 20


class TopicRow(NamedTuple):
    """A topic in the list of all."""

    pk: int
    scheme: int
    parent: int | None
    slug: str
    notation: str
    label: str


class Tally(NamedTuple):
    """How many bear a topic."""

    topic: int
    times: int


TOPICS = Statement(
    TopicRow,
    lambda: Topic.objects.order_by("scheme", "position", "label").values_list(
        "pk", "scheme_id", "parent_id", "slug", "notation", "label"
    ),
)
PARAGRAPHS = Statement(
    Tally,
    lambda: (
        ParagraphTopic.objects.filter(paragraph__is_public=True)
        .exclude(state="rejected")
        .order_by()
        .values("topic")
        .annotate(count=Count("pk"))
        .values_list("topic", "count")
    ),
)
RESOLUTIONS = Statement(
    Tally,
    lambda: (
        ResolutionTopic.objects.filter(resolution__status=Resolution.Status.PUBLISHED)
        .order_by()
        .values("topic")
        .annotate(count=Count("pk"))
        .values_list("topic", "count")
    ),
)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic under its scheme, with how many paragraphs or whole resolutions have it."""
    paragraphs, resolutions = dict(PARAGRAPHS.rows()), dict(RESOLUTIONS.rows())
    by_scheme: dict[int, list[str]] = defaultdict(list)
    for one in TOPICS.rows():
        by_scheme[one.scheme].append(_item(one, paragraphs.get(one.pk, 0), resolutions.get(one.pk, 0)))
    schemes = [
        (scheme, SafeString("\n".join(by_scheme[scheme.pk])))  # items are escaped
        for scheme in TopicScheme.objects.all()
        if by_scheme[scheme.pk]
    ]
    return render(request, "pages/topics.html", {"section": "topics", "schemes": schemes})


def _item(topic: TopicRow, paragraphs: int, resolutions: int) -> str:
    """A topic in its list: written here, since there are thousands."""
    number = f'<span class="quiet">{escape(topic.notation)}</span> ' if len(topic.notation) < 4 else ""
    count = f"{paragraphs:,}"
    if resolutions and not paragraphs:
        count = f"{resolutions:,} resolution{'s' if resolutions > 1 else ''}"
    child = ' class="child"' if topic.parent else ""
    return (
        f'<li{child}><a href="{escape(topic_address(topic.slug))}">{number}'
        f'{escape(topic.label)}</a> <span class="quiet">{count}</span></li>'
    )


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic: what it is, the searches that find its paragraphs, the paragraphs, the trend."""
    found = Topic.objects.select_related("scheme", "parent").filter(slug=slug).first()
    if found is None:
        raise Http404("The archive has no such topic.")
    tagged = ParagraphTopic.objects.filter(topic=found).exclude(state="rejected").values("paragraph")
    paragraphs = Paragraph.objects.published().filter(pk__in=tagged)
    tallies = tallied(paragraphs, ("total", "year"))
    page = page_of(request, tallies["total"][0].count, PER_PAGE)
    newest = paragraphs.order_by("-adopted_on", "resolution", "position")
    whole = found.resolution_topics.filter(resolution__status="published").select_related("resolution")
    whole = whole.order_by("-resolution__adopted_on", "-resolution_id")
    count, whole_count = paragraphs.count(), whole.count()
    # a subject of whole resolutions has mostly no paragraphs of its own: then its resolutions are paged
    page = page_of(request, count, PER_PAGE) if count else page_of(request, whole_count, RESOLUTIONS_SHOWN)
    newest = paragraphs.select_related("resolution").defer("search_vector")
    context = {
        "section": "topics",
        "topic": found,
        "children": Topic.objects.filter(parent=found).annotate(
            paragraph_count=Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected"))
        ),
        "timeline": timeline(years_of(tallies)),
        "results": passages(listed(part_of(newest, page))),
        "whole": list(whole.order_by("-resolution__adopted_on")[:50]),
        "page": page,
        "queries": [line for line in found.query.splitlines() if line.strip()],
    }
    return render(request, "pages/topic.html", context)
