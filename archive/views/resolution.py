"""The reading view of a resolution: its zones with permalinks in the margin, its facts, its footnotes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.exports.reference import reference_to
from archive.models import Resolution
from archive.rendering import chips, dress
from archive.views import around
from archive.views.files import alternate_links, download_links
from archive.views.zones import contents_html, footnotes_html, sections_html, zones_of

SOURCE_FORMS = {
    "markdown": "a text with Markdown marks, made from the printed document",
    "plain": "a plain text",
    "ocr": "a text recognized from page images, which may hold misread letters",
    "layout": "a text taken from the pages of the PDF",
    "akn": "the United Nations' own machine-readable document (AKN4UN)",
}
VOTE_SIDES = {"for": "In favour", "against": "Against", "abstaining": "Abstaining"}


def resolution_page(request: HttpRequest, resolution: Resolution) -> HttpResponse:
    """The page; a fixed number of statements, however long the resolution is."""
    key = resolution.pk
    footnotes = {one.pk: one for one in around.FOOTNOTES.rows(resolution=key)}
    dressed = dress(around.PARAGRAPHS.rows(resolution=key), path=resolution.path, footnotes=footnotes)
    zones = zones_of(dressed)
    reference = reference_to(resolution, None, site=request.build_absolute_uri("/"))
    place = {"session": resolution.session_id, "number": resolution.number, "part": resolution.part}
    source = around.SOURCE.first(resolution=key)
    context = {
        "resolution": resolution,
        "section": "sessions",
        "sections": sections_html(zones, f"The {resolution.body.name}"),
        "contents": contents_html(zones),
        "footnotes": footnotes_html(footnotes.values(), dressed),
        "paragraph_count": sum(not one.is_heading for one in dressed),
        "topics": chips([(one.address, one.label, one.tally) for one in around.TOPICS.rows(resolution=key)]),
        "citing": around.CITING.rows(resolution=key),
        "cites_count": len({cited.instrument.pk for one in dressed for cited in one.citations if cited.instrument}),
        "series": around.SERIES.rows(resolution=key, title=resolution.title),
        **{one.side: one for one in around.NEIGHBOURS.rows(**place)},
        "source": source,
        "problems": around.PROBLEMS.rows(resolution=key),
        "reference": reference,
        "canonical": reference.url,
        "revisions": around.REVISIONS.rows(resolution=key),
        "alternates": alternate_links(reference.url),
        "downloads": download_links(resolution.get_absolute_url()),
        "file_base": resolution.get_absolute_url(),
        "source_form": SOURCE_FORMS.get(source.form, source.form) if source else "",
        "vote_bars": vote_bars(resolution),
        "voters": [(VOTE_SIDES.get(side, side), names) for side, names in resolution.voters.items() if names],
    }
    return render(request, "pages/resolution.html", context)


def vote_bars(resolution: Resolution) -> list[dict[str, str | float]]:
    """The recorded vote as three bars that together are 100 wide; empty where there are no counts."""
    counts = {
        "for": resolution.votes_for or 0,
        "against": resolution.votes_against or 0,
        "abstaining": resolution.votes_abstaining or 0,
    }
    total = sum(counts.values())
    bars: list[dict[str, str | float]] = []
    x = 0.0
    for side, count in counts.items() if total else ():
        width = round(count / total * 100, 2)
        bars.append({"side": side, "x": x, "width": width})
        x += width
    return bars
