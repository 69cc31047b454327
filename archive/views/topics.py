"""A topic with its paragraphs, its resolutions and its trend."""

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.finding import tallied, years_of
from archive.models import Paragraph, ParagraphTopic, Topic
from archive.rendering import listed, passages
from archive.views.paging import page_of, part_of, sliced
from archive.views.timeline import timeline

PER_PAGE = 20
RESOLUTIONS_SHOWN = 50


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic: what it is, the searches that find its paragraphs, the paragraphs, the trend."""
    found = Topic.objects.select_related("scheme", "parent").filter(slug=slug).first()
    if found is None:
        raise Http404("The archive has no such topic.")
    tagged = ParagraphTopic.objects.filter(topic=found).exclude(state="rejected").values("paragraph")
    paragraphs = Paragraph.objects.published().filter(pk__in=tagged)
    tallies = tallied(paragraphs, ("total", "year"))
    whole = found.resolution_topics.filter(resolution__status="published").select_related("resolution")
    whole = whole.order_by("-resolution__adopted_on", "-resolution_id")
    count, whole_count = tallies["total"][0].count, whole.count()
    # a subject of whole resolutions has mostly no paragraphs of its own: then its resolutions are paged
    page = page_of(request, count, PER_PAGE) if count else page_of(request, whole_count, RESOLUTIONS_SHOWN)
    newest = paragraphs.order_by("-adopted_on", "resolution", "position")
    context = {
        "section": "topics",
        "topic": found,
        "children": Topic.objects.filter(parent=found).annotate(
            paragraph_count=Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected"))
        ),
        "timeline": timeline(years_of(tallies)),
        "count": count,
        "results": passages(listed(part_of(newest, page))) if count else [],
        "whole": list(whole[:RESOLUTIONS_SHOWN]) if count else sliced(whole, page),
        "whole_count": whole_count,
        "page": page,
        "queries": [line for line in found.query.splitlines() if line.strip()],
    }
    return render(request, "pages/topic.html", context)
