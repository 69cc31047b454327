"""One paragraph at its own permalink: its words, its context, how to cite it, what it cites, what it is about."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.exports.reference import reference_to
from archive.models import Citation, FormerPermalink, Paragraph, Resolution
from archive.rendering import PARAGRAPH, ParagraphRow, chips, dress, spoken_place, topics_of
from archive.statements import Key, Statement
from archive.views.files import alternate_links, download_links

NEAR = Statement(
    ParagraphRow,
    lambda: (
        Paragraph.objects.filter(
            Q(position__gte=Key("first"), position__lte=Key("last")) | Q(pk=Key("parent")) | Q(parent=Key("paragraph")),
            resolution=Key("resolution"),
        )
        .order_by("position")
        .values_list(*PARAGRAPH)
    ),
)
CITED_BY = Statement(
    int,
    lambda: (
        Citation.objects.filter(instrument__resolution=Key("resolution"), paragraph__is_public=True)
        .exclude(state=Citation.State.REJECTED)
        .order_by()
        .values("instrument__resolution")
        .annotate(times=Count("pk"))
        .values_list("times")
    ),
)


def paragraph_page(request: HttpRequest, resolution: Resolution, paragraph: Paragraph) -> HttpResponse:
    """The page; a fixed number of statements."""
    position, key = paragraph.position, paragraph.pk
    path = f"{resolution.get_absolute_url()}/{paragraph.label}"
    places = {"first": position - 1, "last": position + 1, "parent": paragraph.parent_id, "paragraph": key}
    near = NEAR.rows(resolution=resolution.pk, **places)
    dressed = {one.paragraph.pk: one for one in dress(near, path=resolution.path)}
    beside = {row.position: dressed[row.pk] for row in near}
    reference = reference_to(resolution, paragraph, site=request.build_absolute_uri("/"))
    context = {
        "resolution": resolution,
        "paragraph": paragraph,
        "place": spoken_place(paragraph),
        "one": dressed[key],
        "children": [dressed[row.pk] for row in near if row.parent == key],
        "parent": dressed.get(paragraph.parent_id or 0),
        "previous": beside.get(position - 1),
        "next": beside.get(position + 1),
        "topics": chips([(topic.address, topic.label, None) for topic in topics_of([key])]),
        "cited_by": CITED_BY.first(resolution=resolution.pk) or 0,
        "reference": reference,
        "canonical": reference.url,
        "alternates": alternate_links(reference.url),
        "downloads": download_links(path),
        "file_base": path,
    }
    if was := request.GET.get("was"):
        context["moved"] = FormerPermalink.objects.filter(resolution=resolution, label=was[:100]).first()
    return render(request, "pages/paragraph.html", context)
