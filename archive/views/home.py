"""The first page: what this is, the search box, the newest resolutions, sessions and topics."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Body, Citation, Paragraph, Resolution, Topic


def home(request: HttpRequest) -> HttpResponse:
    """Six queries, whatever the archive's size."""
    newest = Resolution.objects.published().select_related("body").order_by("-adopted_on", "-number")[:8]
    published = Count("resolutions", filter=Q(resolutions__status=Resolution.Status.PUBLISHED))
    tagged = Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected"))
    context = {
        "hide_search": True,
        "newest": newest,
        "bodies": Body.objects.annotate(resolution_count=published).filter(resolution_count__gt=0),
        "topics": Topic.objects.filter(scheme__code="gcm").annotate(paragraph_count=tagged).order_by("position"),
        "resolution_count": Resolution.objects.published().count(),
        "paragraph_count": Paragraph.objects.published().count(),
        "citation_count": Citation.objects.filter(paragraph__is_public=True, instrument__isnull=False).count(),
    }
    return render(request, "pages/home.html", context)
