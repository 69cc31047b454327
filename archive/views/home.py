"""The first page: what this is, the search box, the newest resolutions, sessions and topics."""

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Body, Instrument, Paragraph, Resolution, Topic
from archive.rendering import listed, passages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page; a fixed number of queries, whatever the archive's size."""
    newest = Resolution.objects.published().select_related("body").order_by("-adopted_on", "-number")
    newest = newest.only("path", "symbol", "title", "adopted_on", "body__name")[:8]
    published = Count("resolutions", filter=Q(resolutions__status=Resolution.Status.PUBLISHED))
    tagged = Count("paragraph_topics", filter=~Q(paragraph_topics__state="rejected"))
    specimen = (
        Paragraph.objects.published()
        .filter(kind="operative", parent__isnull=True, paragraph_topics__isnull=False)
        .annotate(length=Length("text"))
        .filter(length__gte=120, length__lte=420)
        .order_by("-adopted_on", "-resolution", "position")[:1]
    )
    context = {
        "specimen": next(iter(passages(listed(specimen))), None),
        "hide_search": True,
        "newest": newest,
        "bodies": Body.objects.annotate(resolution_count=published).filter(resolution_count__gt=0),
        "topics": Topic.objects.filter(scheme__code="gcm").annotate(paragraph_count=tagged).order_by("position"),
        "resolution_count": Resolution.objects.published().count(),
        "paragraph_count": Paragraph.objects.published().count(),
        "instrument_count": Instrument.objects.count(),
    }
    return render(request, "pages/home.html", context)
