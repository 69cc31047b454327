"""Browsing by topic: the schemes as trees, and a topic with its paragraphs and its trend."""

from collections import defaultdict

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Paragraph, ParagraphTopic, Topic, TopicScheme
from archive.rendering import dress
from archive.views.paging import page_of, sliced
from archive.views.timeline import timeline

PER_PAGE = 20


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic under its scheme, with how many paragraphs have it."""
    counts = dict(
        ParagraphTopic.objects.filter(paragraph__is_public=True)
        .exclude(state="rejected")
        .values_list("topic")
        .annotate(Count("pk"))
    )
    whole = dict(
        Topic.objects.filter(resolution_topics__resolution__status="published")
        .values_list("pk")
        .annotate(Count("resolution_topics"))
    )
    by_scheme: dict[int, list[Topic]] = defaultdict(list)
    for topic in Topic.objects.order_by("scheme", "position", "label"):
        topic.paragraph_count = counts.get(topic.pk, 0)  # type: ignore[attr-defined]
        topic.resolution_count = whole.get(topic.pk, 0)  # type: ignore[attr-defined]
        by_scheme[topic.scheme_id].append(topic)
    schemes = [(scheme, by_scheme[scheme.pk]) for scheme in TopicScheme.objects.all() if by_scheme[scheme.pk]]
    return render(request, "pages/topics.html", {"section": "topics", "schemes": schemes})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic: what it is, the searches that find its paragraphs, the paragraphs, the trend."""
    found = Topic.objects.select_related("scheme", "parent").filter(slug=slug).first()
    if found is None:
        raise Http404("The archive has no such topic.")
    tagged = ParagraphTopic.objects.filter(topic=found).exclude(state="rejected").values("paragraph")
    paragraphs = Paragraph.objects.published().filter(pk__in=tagged)
    years = list(
        paragraphs.filter(adopted_on__isnull=False)
        .annotate(year=ExtractYear("adopted_on"))
        .order_by()
        .values_list("year")
        .annotate(Count("pk"))
    )
    page = page_of(request, paragraphs.count(), PER_PAGE)
    newest = paragraphs.select_related("resolution").defer("search_vector")
    whole = found.resolution_topics.filter(resolution__status="published").select_related("resolution")
    context = {
        "section": "topics",
        "topic": found,
        "children": Topic.objects.filter(parent=found).annotate(
            paragraph_count=Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected"))
        ),
        "timeline": timeline(years),
        "results": dress(sliced(newest.order_by("-adopted_on", "resolution", "position"), page), notes=False),
        "whole": list(whole.order_by("-resolution__adopted_on")[:50]),
        "page": page,
        "queries": [line for line in found.query.splitlines() if line.strip()],
    }
    return render(request, "pages/topic.html", context)
