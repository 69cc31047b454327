"""The reading view of a resolution: its zones with permalinks in the margin, its facts, its footnotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from archive.exports.reference import reference_to
from archive.history import revisions
from archive.models import Citation, Footnote, Paragraph, Resolution, Topic
from archive.rendering import Dressed, dress, footnote_id
from archive.views.files import FILES
from archive.views.paragraph import HELD

MOST_CONTENTS = 60
SOURCE_FORMS = {
    "markdown": "a text with Markdown marks, made from the printed document",
    "plain": "a plain text",
    "ocr": "a text recognized from page images, which may hold misread letters",
    "layout": "a text taken from the pages of the PDF",
    "akn": "the United Nations' own machine-readable document (AKN4UN)",
}
VOTE_SIDES = {"for": "In favour", "against": "Against", "abstaining": "Abstaining"}


@dataclass(slots=True)
class Zone:
    """A part of a resolution: the preamble, the operative part, an annex."""

    name: str
    anchor: str
    paragraphs: list[Dressed] = field(default_factory=list)

    @property
    def blocks(self) -> SafeString:
        """All its paragraphs, one after the other."""
        return mark_safe("\n".join(one.block for one in self.paragraphs))  # noqa: S308 - blocks are escaped

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Anchors and words for the list of contents: headings, and where there are none the operative paragraphs."""
        headings = [one for one in self.paragraphs if one.is_heading]
        numbered = [one for one in self.paragraphs if one.paragraph.number.isdigit()]
        chosen = headings or (numbered if len(numbered) <= MOST_CONTENTS else [])
        return [(one.paragraph.label, _in_brief(one.paragraph)) for one in chosen]


def _in_brief(paragraph: Paragraph) -> str:
    words = paragraph.text if len(paragraph.text) <= 60 else paragraph.text[:56].rsplit(" ", 1)[0] + " …"
    return f"{paragraph.number}  {words}" if paragraph.number else words


def zones_of(paragraphs: Iterable[Dressed]) -> list[Zone]:
    """The paragraphs by zone, in reading order."""
    zones: list[Zone] = []
    for one in paragraphs:
        anchor, name = _zone(one.paragraph, zones[-1].anchor if zones else "preamble")
        if not zones or zones[-1].anchor != anchor:
            zones.append(Zone(name, anchor))
        zones[-1].paragraphs.append(one)
    return zones


def _zone(paragraph: Paragraph, before: str) -> tuple[str, str]:
    parts = paragraph.label.split("/")
    if parts[0] == "annex":
        which = parts[1] if len(parts) > 3 or (len(parts) == 3 and parts[1].isdigit()) else ""
        return f"annex-{which}" if which else "annex", f"Annex {which}".strip()
    if parts[0] == "draft":
        return "draft", "Draft recommended for adoption"
    if parts[0] == "table" and before != "preamble":
        return before, ""
    if parts[0] == "pp" or (paragraph.kind == Paragraph.Kind.HEADING and before == "preamble"):
        return "preamble", "Preamble"
    return "operative", "Operative part"


def footnotes_html(footnotes: Iterable[Footnote], dressed: Iterable[Dressed]) -> SafeString:
    """The footnotes as a list; each leads back to the first three places where its mark stands."""
    anchors: dict[str, list[str]] = defaultdict(list)
    for one in dressed:
        for note in one.notes:
            anchors[note.target].append(note.anchor)
    items = []
    for footnote in footnotes:
        back = "".join(
            f' <a href="#{anchor}" role="doc-backlink" aria-label="Back to the mark of footnote '
            f'{escape(footnote.mark)}">↩</a>'
            for anchor in anchors[footnote_id(footnote)][:3]
        )
        items.append(
            f'<li id="{footnote_id(footnote)}"><span class="mark">{escape(footnote.mark)}</span> '
            f"{escape(footnote.text)}{back}</li>"
        )
    return mark_safe("".join(items))  # noqa: S308 - mark and text are escaped


def resolution_page(request: HttpRequest, resolution: Resolution) -> HttpResponse:
    """The page; a fixed number of queries, however long the resolution is."""
    paragraphs = list(resolution.paragraphs.defer("search_vector").order_by("position"))
    footnotes = {footnote.pk: footnote for footnote in resolution.footnotes.order_by("position")}
    dressed = dress(paragraphs, path=resolution.path, footnotes=footnotes)
    reference = reference_to(resolution, None, site=request.build_absolute_uri("/"))
    neighbours = Resolution.objects.published().filter(session=resolution.session).only("path", "symbol", "title")
    here = (resolution.number, resolution.part)
    source = resolution.sources.filter(is_current=True).defer("text").first()
    context = {
        "resolution": resolution,
        "section": "sessions",
        "zones": zones_of(dressed),
        "footnotes": footnotes_html(footnotes.values(), dressed),
        "paragraph_count": sum(not one.is_heading for one in dressed),
        "topics": Topic.objects.filter(
            paragraph_topics__paragraph__resolution=resolution, paragraph_topics__state__in=HELD
        )
        .annotate(paragraph_count=Count("paragraph_topics"))
        .order_by("-paragraph_count", "position")[:12],
        "citing": citing(resolution),
        "cites_count": len({c.instrument_id for one in dressed for c in one.citations if c.instrument_id}),
        "series": Resolution.objects.published()
        .filter(title=resolution.title)
        .exclude(pk=resolution.pk)
        .only("path", "symbol", "adopted_on")
        .order_by("-adopted_on")[:12],
        "previous": _neighbour(neighbours, here, before=True),
        "next": _neighbour(neighbours, here, before=False),
        "source": source,
        "problems": list(resolution.problems.all()[:50]),
        "reference": reference,
        "canonical": reference.url,
        "revisions": [(one, one.at.date() - timedelta(days=1)) for one in revisions(resolution)[:20]],
        "files": FILES,
        "file_base": resolution.get_absolute_url(),
        "enacting": f"The {resolution.body.name}",
        "source_form": SOURCE_FORMS.get(source.form, source.form) if source else "",
        "vote_bars": vote_bars(resolution),
        "voters": [(VOTE_SIDES.get(side, side), names) for side, names in resolution.voters.items() if names],
    }
    return render(request, "pages/resolution.html", context)


def _neighbour(sessions: QuerySet[Resolution], here: tuple[int, str], *, before: bool) -> Resolution | None:
    number, part = here
    if before:
        found = sessions.filter(number__lt=number) | sessions.filter(number=number, part__lt=part)
        return found.order_by("-number", "-part").first()
    found = sessions.filter(number__gt=number) | sessions.filter(number=number, part__gt=part)
    return found.order_by("number", "part").first()


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


def citing(resolution: Resolution) -> list[Resolution]:
    """The resolutions that cite this one, newest first, with how often; at most 12."""
    return list(
        Resolution.objects.published()
        .filter(
            paragraphs__citations__instrument__resolution=resolution,
            paragraphs__citations__state__in=(Citation.State.RESOLVED, Citation.State.CONFIRMED),
        )
        .exclude(pk=resolution.pk)
        .only("path", "symbol", "title", "adopted_on")
        .annotate(times=Count("paragraphs__citations"))
        .order_by("-adopted_on")[:12]
    )
