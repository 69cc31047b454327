"""The words of a paragraph as HTML: spans of its text, everything escaped.

A span is a citation (a link), a search match (a <mark>), the opening verb (an <em>); a footnote
mark is a point. Spans may overlap: links are kept whole, the others are cut where they must be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

Span = tuple[int, int]


class Link(NamedTuple):
    """Words [start, end) that lead to `href`; `title` says what is there."""

    start: int
    end: int
    href: str
    title: str


class Note(NamedTuple):
    """A footnote mark at `offset`; `target` is the id of the footnote on the page, empty where the body is missing."""

    offset: int
    mark: str
    target: str = ""
    anchor: str = ""


def text_html(
    text: str, *, verb: str = "", links: Sequence[Link] = (), notes: Sequence[Note] = (), matches: Sequence[Span] = ()
) -> SafeString:
    """The text as HTML, everything escaped; spans outside the text are passed over."""
    verb_end = len(verb) if verb and text.startswith(verb) else 0
    if not links and not notes and not matches:  # most paragraphs
        return SafeString(_opening_html(verb) + escape(text[verb_end:]) if verb_end else escape(text))
    links = _side_by_side(links, len(text))
    cuts = {0, len(text), verb_end}
    cuts.update([edge for link in links for edge in (link.start, link.end)])
    cuts.update([min(edge, len(text)) for match in matches for edge in match])
    points: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        points[min(note.offset, len(text))].append(note)
    cuts.update(points)
    edges = sorted(cuts)
    reach = dict(sorted(matches))  # of matches that begin together the longest
    marked_to = 0
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
        marked_to = max(marked_to, reach.get(start, 0))
        if end > start:
            html.append(_piece_html(text[start:end], start < verb_end, start < marked_to))
    if open_link:
        html.append("</a>")
    return SafeString("".join(html))  # every piece above is escaped


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


@lru_cache(maxsize=1_000)  # a few hundred verbs open nearly all paragraphs
def _opening_html(verb: str) -> str:
    return _piece_html(verb, True, False)


def _piece_html(piece: str, in_verb: bool, in_match: bool) -> str:
    html = f"<mark>{escape(piece)}</mark>" if in_match else escape(piece)
    return f'<em class="verb">{html}</em>' if in_verb else html
