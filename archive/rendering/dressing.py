"""A paragraph with what hangs on it, ready to be shown; one rendering of it for every page and feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from archive.models import Paragraph
from archive.places import in_words
from archive.rendering.rows import (
    CITATIONS,
    FOOTNOTES,
    INSTRUMENTS,
    MARKS,
    CitationRow,
    FootnoteRow,
    InstrumentRow,
    Text,
)
from archive.rendering.spans import Link, Note, Span, text_html

HEADING = Paragraph.Kind.HEADING.value


class Cited(NamedTuple):
    """Words that cite something: what, where the archive knows it, and through which footnote, where through one."""

    start: int
    end: int
    text: str
    instrument: InstrumentRow | None
    footnote: FootnoteRow | None


@dataclass(slots=True)
class Dressed:
    """A paragraph with what hangs on it, ready to be shown."""

    paragraph: Text
    url: str
    links: Sequence[Link] = ()  # of hundreds of paragraphs most have none of these
    notes: Sequence[Note] = ()
    footnotes: Sequence[FootnoteRow] = ()
    citations: Sequence[Cited] = ()
    matches: Sequence[Span] = ()

    @property
    def spoken(self) -> str:
        """The paragraph's place in words."""
        return spoken_place(self.paragraph)

    @property
    def html(self) -> SafeString:
        """The words with their links, footnote marks and matches."""
        paragraph = self.paragraph
        return text_html(paragraph.text, verb=paragraph.verb, links=self.links, notes=self.notes, matches=self.matches)

    @property
    def marked(self) -> SafeString:
        """The words with the matches marked, and nothing else: for programs."""
        return text_html(self.paragraph.text, matches=self.matches)

    def excerpt(self, longest: int = 420) -> SafeString:
        """The words around the first match where the paragraph is long, without footnote marks."""
        text = self.paragraph.text
        if len(text) <= longest + 80:
            return text_html(text, verb=self.paragraph.verb, links=self.links, matches=self.matches)
        first = self.matches[0][0] if self.matches else 0
        start = 0 if first < longest // 2 else text.rfind(" ", 0, first - longest // 3) + 1
        end = text.find(" ", start + longest)
        end = len(text) if end < 0 or len(text) - end < 40 else end
        piece = text_html(
            text[start:end],
            verb="" if start else self.paragraph.verb,
            links=[Link(link.start - start, link.end - start, link.href, link.title) for link in self.links],
            matches=[(max(a - start, 0), b - start) for a, b in self.matches if b > start and a < end],
        )
        return SafeString(f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}")

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading inside the text."""
        return self.paragraph.kind == HEADING

    @property
    def block(self) -> SafeString:
        """The paragraph as a block of the reading view: number in the margin, which is its permalink."""
        paragraph = self.paragraph
        margin = _margin(paragraph.label, paragraph.number, paragraph.kind)
        return SafeString(  # address and margin are escaped, html is
            f'<div class="{margin.classes}" id="{margin.anchor}"><span class="number"><a href="{escape(self.url)}" '
            f'aria-label="{margin.spoken}, permalink">{margin.place}</a></span><p>{self.html}</p></div>'
        )


class Margin(NamedTuple):
    """What stands beside a paragraph in the reading view, escaped."""

    classes: str
    anchor: str
    spoken: str
    place: str


@lru_cache(maxsize=10_000)  # every resolution has an op/5
def _margin(label: str, number: str, kind: str) -> Margin:
    deep = min(number.count("("), 2)
    classes = f"para para--{kind}" + (f" para--deep{deep}" if deep else "")
    spoken = in_words(label, number, kind)
    return Margin(classes, escape(label), escape(spoken), escape(place_in_margin(label, number, kind)))


def place_in_margin(label: str, number: str, kind: str) -> str:
    """What stands in the margin: "5", "(f)", "pp 3"."""
    if re.search(r"/p\d+$", label):  # it goes on under the number of the one above
        return "¶"
    if number:
        return re.sub(r"^.*(?=\([^()]*\)$)", "", number)
    return label.rpartition("annex/")[2].replace("/", " ") if kind != HEADING else "¶"


def spoken_place(paragraph: Text) -> str:
    """The paragraph's place in words."""
    return in_words(paragraph.label, paragraph.number, paragraph.kind)


def dress(
    paragraphs: Iterable[Text], *, path: str, footnotes: Mapping[int, FootnoteRow] | None = None
) -> list[Dressed]:
    """The paragraphs of the resolution at `path` with citations and footnotes.

    Four statements at most, however many they are; `footnotes` by key, where they are at hand, spare one.
    """
    dressed = {one.pk: Dressed(one, f"/{path}/{one.label}") for one in paragraphs}
    keys = list(dressed)
    marks = MARKS.rows(paragraphs=keys)
    citations = CITATIONS.rows(paragraphs=keys)
    if footnotes is None:
        wanted = {one.footnote for one in marks} | {one.footnote for one in citations}
        footnotes = {one.pk: one for one in FOOTNOTES.rows(footnotes=list(wanted - {None}))}
    hang(dressed, citations, footnotes)
    for mark in marks:
        one = dressed[mark.paragraph]
        footnote = footnotes.get(mark.footnote or 0)
        if footnote is not None and footnote not in one.footnotes:
            one.footnotes = [*one.footnotes, footnote]
        target, anchor = (footnote.anchor, f"ref-{mark.pk}") if footnote else ("", "")
        one.notes = [*one.notes, Note(mark.offset, mark.mark, target, anchor)]
    return list(dressed.values())


def hang(
    dressed: Mapping[int, Dressed], citations: Sequence[CitationRow], footnotes: Mapping[int, FootnoteRow]
) -> None:
    """Hang citations on dressed paragraphs, and links where they lead somewhere: one statement for the instruments."""
    keys = {one.instrument for one in citations} - {None}
    instruments = {one.pk: one for one in INSTRUMENTS.rows(instruments=list(keys))} if keys else {}
    for citation in citations:
        one = dressed[citation.paragraph]
        instrument = instruments.get(citation.instrument or 0)
        footnote = footnotes.get(citation.footnote or 0)
        one.citations = [
            *one.citations,
            Cited(citation.start, citation.end, citation.text, instrument, footnote),
        ]
        if instrument:
            one.links = [*one.links, Link(citation.start, citation.end, instrument.text_address, instrument.name)]
