"""The text of a resolution as its page shows it: zones with their contents, footnotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString

from archive.rendering import HEADING, Dressed, FootnoteRow, Text

MOST_CONTENTS = 60


@dataclass(slots=True)
class Zone:
    """A part of a resolution: the preamble, the operative part, an annex."""

    name: str
    anchor: str
    paragraphs: list[Dressed] = field(default_factory=list)

    @property
    def blocks(self) -> str:
        """All its paragraphs, one after the other."""
        return "\n".join([one.block for one in self.paragraphs])

    @property
    def contents(self) -> str:
        """Items that lead to its headings, and where there are none to its operative paragraphs."""
        headings = [one for one in self.paragraphs if one.is_heading]
        numbered = [one for one in self.paragraphs if one.paragraph.number.isdigit()]
        chosen = headings or (numbered if len(numbered) <= MOST_CONTENTS else [])
        items = [
            f'<li><a href="#{escape(one.paragraph.label)}">{escape(_in_brief(one.paragraph))}</a></li>'
            for one in chosen
        ]
        return f"<ol>{''.join(items)}</ol>" if items else ""


def sections_html(zones: Sequence[Zone], enacting: str = "") -> SafeString:
    """The zones as sections, whoever is `enacting` at the head of the first."""
    sections: list[str] = []
    for zone in zones:
        anchor = escape(zone.anchor)
        opening = f'<p class="enacting">{escape(enacting)},</p>' if enacting and not sections else ""
        sections.append(
            f'<section aria-labelledby="{anchor}"><div class="zone"><h2 id="{anchor}">{escape(zone.name)}</h2></div>'
            f"{opening}{zone.blocks}</section>"
        )
    return SafeString("\n".join(sections))  # names are escaped, and so are blocks


def contents_html(zones: Iterable[Zone]) -> SafeString:
    """Items of the list of contents: each zone, below it what is worth a leap."""
    items = [
        f'<li><a href="#{escape(zone.anchor)}"><strong>{escape(zone.name)}</strong></a>{zone.contents}</li>'
        for zone in zones
    ]
    return SafeString("\n".join(items))  # names and contents are escaped


def _in_brief(paragraph: Text) -> str:
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


def _zone(paragraph: Text, before: str) -> tuple[str, str]:
    parts = paragraph.label.split("/")
    if parts[0] == "annex":
        which = parts[1] if len(parts) > 3 or (len(parts) == 3 and parts[1].isdigit()) else ""
        return f"annex-{which}" if which else "annex", f"Annex {which}".strip()
    if parts[0] == "draft":
        return "draft", "Draft recommended for adoption"
    if parts[0] == "table" and before != "preamble":
        return before, ""
    if parts[0] == "pp" or (paragraph.kind == HEADING and before == "preamble"):
        return "preamble", "Preamble"
    return "operative", "Operative part"


def footnotes_html(footnotes: Iterable[FootnoteRow], dressed: Iterable[Dressed]) -> SafeString:
    """The footnotes as a list; each leads back to the first three places where its mark stands."""
    anchors: dict[str, list[str]] = defaultdict(list)
    for one in dressed:
        for note in one.notes:
            anchors[note.target].append(note.anchor)
    items = []
    for footnote in footnotes:
        mark = escape(footnote.mark)
        back = "".join(
            f' <a href="#{anchor}" role="doc-backlink" aria-label="Back to the mark of footnote {mark}">↩</a>'
            for anchor in anchors[footnote.anchor][:3]
        )
        items.append(f'<li id="{footnote.anchor}"><span class="mark">{mark}</span> {escape(footnote.text)}{back}</li>')
    return SafeString("".join(items))  # mark and text are escaped
