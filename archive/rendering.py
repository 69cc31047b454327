"""One rendering of a paragraph, used by every page and feed: spans of its text to escaped HTML.

A span is a citation (a link), a search match (a <mark>), the opening verb (an <em>); a footnote
mark is a point. Spans may overlap: links are kept whole, the others are cut where they must be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from archive.models import Citation, Footnote, Instrument, NoteMark, Paragraph, ParagraphTopic, Topic
from archive.places import in_words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Words [start, end) that lead to `href`; `title` says what is there."""

    start: int
    end: int
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote mark at `offset`; `target` is the id of the footnote on the page, empty where the body is missing."""

    offset: int
    mark: str
    target: str = ""
    anchor: str = ""


def text_html(
    text: str, *, verb: str = "", links: Sequence[Link] = (), notes: Sequence[Note] = (), matches: Sequence[Span] = ()
) -> SafeString:
    """The text as HTML, everything escaped; spans outside the text are passed over."""
    links = _side_by_side(links, len(text))
    verb_end = len(verb) if verb and text.startswith(verb) else 0
    cuts = {0, len(text), verb_end}
    cuts.update(edge for link in links for edge in (link.start, link.end))
    cuts.update(min(edge, len(text)) for match in matches for edge in match)
    points: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        points[min(note.offset, len(text))].append(note)
    cuts.update(points)
    edges = sorted(cuts)
    link_at = {link.start: link for link in links}
    html: list[str] = []
    open_link: Link | None = None
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        if open_link and (start >= open_link.end or start in points):
            html.append("</a>")
        html += [_note_html(note) for note in points.get(start, ())]
        if start in link_at:
            open_link = link_at[start]
            html.append(_link_html(open_link))
        elif open_link and start >= open_link.end:
            open_link = None
        elif open_link and start in points:
            html.append(_link_html(open_link))
        if end > start:
            html.append(_piece_html(text[start:end], start < verb_end, any(a <= start < b for a, b in matches)))
    if open_link:
        html.append("</a>")
    return mark_safe("".join(html))  # noqa: S308 - every piece above is escaped


def _side_by_side(links: Iterable[Link], length: int) -> list[Link]:
    """The links that do not overlap an earlier or a longer one."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if 0 <= link.start < link.end <= length and (not kept or link.start >= kept[-1].end):
            kept.append(link)
    return kept


def _link_html(link: Link) -> str:
    return f'<a class="cites" href="{escape(link.href)}" title="{escape(link.title)}">'


def _note_html(note: Note) -> str:
    if not note.target:
        return f'<sup class="note" title="The source has no text for this footnote">{escape(note.mark)}</sup>'
    anchor = f' id="{escape(note.anchor)}"' if note.anchor else ""
    return (
        f'<sup class="note"><a href="#{escape(note.target)}"{anchor} role="doc-noteref" '
        f'aria-label="Footnote {escape(note.mark)}">{escape(note.mark)}</a></sup>'
    )


def _piece_html(piece: str, in_verb: bool, in_match: bool) -> str:
    html = escape(piece)
    if in_match:
        html = SafeString(f"<mark>{html}</mark>")
    return f'<em class="verb">{html}</em>' if in_verb else html


@dataclass(slots=True)
class Dressed:
    """A paragraph with what hangs on it, ready to be shown."""

    paragraph: Paragraph
    url: str
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    matches: Sequence[Span] = ()
    topics: list[Topic] = field(default_factory=list)

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
        return mark_safe(f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}")  # noqa: S308

    @property
    def place(self) -> str:
        """What stands in the margin: "5", "(f)", "pp 3"."""
        number = self.paragraph.number
        if re.search(r"/p\d+$", self.paragraph.label):  # it goes on under the number of the one above
            return "¶"
        if number:
            return re.sub(r"^.*(?=\([^()]*\)$)", "", number)
        return self.paragraph.label.rpartition("annex/")[2].replace("/", " ") if not self.is_heading else "¶"

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading inside the text."""
        return self.paragraph.kind == Paragraph.Kind.HEADING

    @property
    def passage(self) -> SafeString:
        """The paragraph as a result in a list: where it stands, its words around the matches, its topics."""
        resolution = self.paragraph.resolution
        title = escape(Truncator(resolution.title).chars(90))
        day = self.paragraph.adopted_on
        year = f" · {day.year}" if day else ""
        symbol = f'<a href="/{escape(resolution.path)}"><strong class="symbol">{escape(resolution.symbol)}</strong></a>'
        return self._listed(f"{symbol} {self._place_link} · {title}{year}")

    @property
    def passage_within(self) -> SafeString:
        """The same below the name of its resolution."""
        return self._listed(self._place_link)

    @property
    def _place_link(self) -> str:
        return f'<a href="{escape(self.url)}">{escape(self.spoken)}</a>'

    def _listed(self, where: str) -> SafeString:
        chips = "".join(
            f'<li><a class="chip" href="{escape(topic.get_absolute_url())}">{escape(topic.label)}</a></li>'
            for topic in self.topics
        )
        topics = f'<ul class="chips">{chips}</ul>' if chips else ""
        return mark_safe(  # noqa: S308 - all that is not markup was escaped
            f'<li class="passage"><p class="where">{where}</p><p>{self.excerpt()}</p>{topics}</li>'
        )

    @property
    def block(self) -> SafeString:
        """The paragraph as a block of the reading view: number in the margin, which is its permalink."""
        paragraph = self.paragraph
        classes = f"para para--{paragraph.kind}"
        if deep := min(paragraph.number.count("("), 2):
            classes += f" para--deep{deep}"
        label = escape(paragraph.label)
        return mark_safe(  # noqa: S308 - label, address and place are escaped, html is
            f'<div class="{classes}" id="{label}"><span class="number"><a href="{escape(self.url)}" '
            f'aria-label="{escape(spoken_place(paragraph))}, permalink">{escape(self.place)}</a></span>'
            f"<p>{self.html}</p></div>"
        )


def spoken_place(paragraph: Paragraph) -> str:
    """The paragraph's place in words."""
    return in_words(paragraph.label, paragraph.number, paragraph.kind)


def footnote_id(footnote: Footnote) -> str:
    """The id of a footnote on its resolution's page."""
    return f"fn-{footnote.position}"


def dress(
    paragraphs: Sequence[Paragraph],
    *,
    path: str | None = None,
    matches: dict[int, Sequence[Span]] | None = None,
    notes: bool = True,
    footnotes: Mapping[int, Footnote] | None = None,
) -> list[Dressed]:
    """Hang citations and footnotes on the paragraphs: five queries at most, however many they are.

    `path` is the resolution's where all are of one; otherwise each paragraph's resolution must be at hand.
    Without `notes` (excerpts show none) it is two queries; `footnotes` by id, where they are at hand, spare two.
    """
    dressed = {
        paragraph.pk: Dressed(paragraph, f"/{path or paragraph.resolution.path}/{paragraph.label}")
        for paragraph in paragraphs
    }
    for pk, spans in (matches or {}).items():
        dressed[pk].matches = spans
    # each by its key: joined, PostgreSQL would read whole tables of instruments and footnotes for one page
    instruments = Instrument.objects.select_related("resolution").only(*_INSTRUMENT_COLUMNS)
    citations = Citation.objects.filter(paragraph__in=dressed).exclude(state=Citation.State.REJECTED)
    beside = ["footnote"] if notes and footnotes is None else []
    citations = citations.prefetch_related(Prefetch("instrument", instruments), *beside).order_by("start", "id")
    for citation in citations:
        one = dressed[citation.paragraph_id]
        one.citations.append(citation)
        if citation.instrument:
            address = citation.instrument.get_absolute_url()
            if (resolution := citation.instrument.resolution) is not None and resolution.status == "published":
                address = resolution.get_absolute_url()
            one.links.append(Link(citation.start, citation.end, address, citation.instrument.name))
    marks = NoteMark.objects.filter(paragraph__in=dressed if notes else ()).order_by("offset", "id")
    for mark in marks if footnotes is not None else marks.prefetch_related("footnote"):
        one = dressed[mark.paragraph_id]
        footnote = mark.footnote if footnotes is None else footnotes.get(mark.footnote_id or 0)
        if footnote is not None and footnote not in one.footnotes:
            one.footnotes.append(footnote)
        target = footnote_id(footnote) if footnote else ""
        one.notes.append(Note(mark.offset, mark.mark, target, f"ref-{mark.pk}" if target else ""))
    return list(dressed.values())


def give_topics(dressed: Iterable[Dressed]) -> None:
    """Hang the topics on dressed paragraphs: one query."""
    by_pk = {one.paragraph.pk: one for one in dressed}
    tags = ParagraphTopic.objects.filter(paragraph__in=by_pk).exclude(state="rejected").select_related("topic")
    for tag in tags.order_by("topic__scheme_id", "topic__position"):
        by_pk[tag.paragraph_id].topics.append(tag.topic)


_INSTRUMENT_COLUMNS = (
    "slug",
    "name",
    "short_name",
    "symbol",
    "kind",
    "resolution__path",
    "resolution__status",
)
