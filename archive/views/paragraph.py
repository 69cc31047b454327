"""One paragraph at its own permalink: its words, its context, how to cite it, what it cites, what it is about."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.exports.reference import reference_to
from archive.models import Citation, FormerPermalink, Paragraph, Resolution, Topic
from archive.models.topics import TagState
from archive.rendering import dress, spoken_place
from archive.views.files import FILES

HELD = (TagState.SUGGESTED, TagState.CONFIRMED)


def paragraph_page(request: HttpRequest, resolution: Resolution, paragraph: Paragraph) -> HttpResponse:
    """The page; a fixed number of queries."""
    position = paragraph.position
    near = Q(position__gte=position - 1, position__lte=position + 1) | Q(pk=paragraph.parent_id)
    around = list(Paragraph.objects.defer("search_vector").filter(near, resolution=resolution).order_by("position"))
    children = list(Paragraph.objects.defer("search_vector").filter(parent=paragraph).order_by("position"))
    shown = {one.pk: one for one in [*around, *children]}
    dressed = {one.paragraph.pk: one for one in dress(list(shown.values()), path=resolution.path)}
    reference = reference_to(resolution, paragraph, site=request.build_absolute_uri("/"))
    context = {
        "resolution": resolution,
        "paragraph": paragraph,
        "place": spoken_place(paragraph),
        "one": dressed[paragraph.pk],
        "children": [dressed[child.pk] for child in children],
        "parent": dressed.get(paragraph.parent_id or 0),
        "previous": next((dressed[one.pk] for one in around if one.position == position - 1), None),
        "next": next((dressed[one.pk] for one in around if one.position == position + 1), None),
        "topics": Topic.objects.filter(
            paragraph_topics__paragraph=paragraph, paragraph_topics__state__in=HELD
        ).select_related("scheme"),
        "cited_by": Citation.objects.filter(instrument__resolution=resolution, paragraph__is_public=True)
        .exclude(state=Citation.State.REJECTED)
        .count(),
        "reference": reference,
        "canonical": reference.url,
        "files": FILES,
        "file_base": f"{resolution.get_absolute_url()}/{paragraph.label}",
    }
    if was := request.GET.get("was"):
        context["moved"] = FormerPermalink.objects.filter(resolution=resolution, label=was[:100]).first()
    return render(request, "pages/paragraph.html", context)
