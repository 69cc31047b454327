"""AKN4UN as a tree: parsing it safely, element names, and an element's words with what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from archive.parsing.decoding import UnreadableSource
from archive.parsing.document import NoteMark, ParsedFootnote

QUOTED = frozenset({"mod", "quotedStructure", "quotedText"})
"""Elements that quote another text: words of the paragraph that they stand in, numbers included."""

# hyphens that must not break a line, and hyphens that may: how a line is set is no part of the words
_TYPESETTING = {"\u2011": "-", "\u00ad": "", "\u200b": " ", "\ufeff": " "}
# elements within a line; the words of any other one are never one word with what stands beside them
INLINE = frozenset(
    """
    a abbr authorialNote b concept date decoration def del docAuthority docCommittee docDate docNumber docProponent
    docPurpose docStage docStatus docTitle docType docketNumber em entity event i inline ins location object omissis
    organization outcome person placeholder process quantity ref remark role rref mref session shortTitle
    signature span strong sub sup term time u vote
    """.split()  # noqa: SIM905 - a list of so many names would take a line for each
)
_NUMBER_AT_START = re.compile(r"(?:\(?\w{1,5}[.)] ?)?")

Element = etree._Element


def parse_tree(data: bytes, source: str) -> Element:
    """The root of a document in UTF-8, read without entities, DTD or network; raises UnreadableSource."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(source, f"not well-formed XML, perhaps cut off: {str(error).splitlines()[0]}") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(
            source, "XML with a document type declaration, which is refused because it can hide entities"
        )
    return root


def name(element: Element) -> str:
    """The local name of an element."""
    return _local_name(str(element.tag))


@lru_cache(maxsize=1000)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def find_all(element: Element, *names: str) -> Iterator[Element]:
    """All descendants with one of the local names, in document order, in whatever namespace."""
    return element.iter(*(f"{{*}}{each}" for each in names))


def first(element: Element | None, *names: str) -> Element | None:
    """The first descendant with one of the local names."""
    return next(find_all(element, *names), None) if element is not None else None


def child(element: Element, *names: str) -> Element | None:
    """The first child with one of the local names."""
    return next((each for each in element if name(each) in names), None)


def single_spaced(text: str) -> str:
    """Characters as words hold them: one blank for any white space (also at the ends), hyphens as they are typed."""
    if not text.isascii():
        for sign, typed in _TYPESETTING.items():
            text = text.replace(sign, typed)
    if not text or text.isspace():
        return " " if text else ""
    words = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def plain(element: Element | None) -> str:
    """The words of an element without its footnotes, single-spaced; empty for none."""
    if element is None:
        return ""
    if not len(element):
        return single_spaced(element.text or "").strip()
    words = Words()
    words.read(element)
    return words.finish().text


@dataclass(frozen=True, slots=True)
class Link:
    """An official link: where its words stand in the text, and its address."""

    start: int
    end: int
    href: str


@dataclass(slots=True)
class Words:
    """Collects the words of elements: single-spaced text, and what stands at which offset in it.

    `inside` are the elements below that hold a structure of their own and are left out.
    """

    inside: frozenset[str] = frozenset()
    text: str = ""
    notes: list[NoteMark] = field(default_factory=list)
    footnotes: list[ParsedFootnote] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lead: str = ""
    """The italic words that the text opens with."""

    def read(self, element: Element) -> None:
        """Take in an element's words."""
        self._add(element.text)
        for each in element:
            self.read_child(each)
            self._add(each.tail)

    def read_text(self, text: str | None) -> None:
        """Take in characters."""
        self._add(text)

    def append(self, other: Words) -> None:
        """Take in what runs on in another paragraph."""
        self.space()
        shift = len(self.text)
        self.text += other.text
        self.notes += [NoteMark(note.mark, note.offset + shift) for note in other.notes]
        self.links += [Link(link.start + shift, link.end + shift, link.href) for link in other.links]
        self.footnotes += other.footnotes

    def prepend(self, text: str) -> None:
        """Put words before all others."""
        other = Words(text=text)
        other.append(Words(text=self.text, notes=self.notes, footnotes=self.footnotes, links=self.links))
        self.text, self.notes, self.links = other.text, other.notes, other.links

    def cut(self, length: int) -> None:
        """Drop characters at the beginning: a number that stood in the text."""
        self.text = self.text[length:]
        self.lead = self.lead[length:]
        self.notes = [NoteMark(note.mark, max(note.offset - length, 0)) for note in self.notes]
        moved = (Link(link.start - length, link.end - length, link.href) for link in self.links)
        self.links = [link for link in moved if link.start >= 0]

    def space(self) -> None:
        """What follows is a word of its own."""
        if self.text and self.text[-1] != " ":
            self.text += " "

    def finish(self) -> Words:
        """Drop white space at the end, which offsets cannot lie behind."""
        self.text = self.text.rstrip()
        end = len(self.text)
        if self.notes:
            self.notes = [NoteMark(note.mark, min(note.offset, end)) for note in self.notes]
        self.links = [Link(link.start, min(link.end, end), link.href) for link in self.links if link.start < end]
        return self

    def read_child(self, element: Element) -> None:
        """Take in an element that stands among words."""
        kind = name(element)
        if kind == "authorialNote":
            self._read_note(element)
        elif kind == "a":
            self._read_link(element)
        elif kind in QUOTED:
            inside, self.inside = self.inside, frozenset()
            self.space()
            self.read(element)
            self.space()
            self.inside = inside
        elif kind in self.inside:
            self.space()
        elif kind in INLINE:
            self._read_inline(element, kind)
        else:
            self.space()
            self.read(element)
            self.space()

    def _read_inline(self, element: Element, kind: str) -> None:
        opens = (kind == "i" or "italic" in (element.get("class") or "")) and self._is_at_start()
        self.read(element)
        if opens:
            self.lead = self.text.rstrip()

    def _is_at_start(self) -> bool:
        """Whether nothing but italic words, or a number, stands before what comes next."""
        before = self.text.rstrip()
        return before == self.lead or _NUMBER_AT_START.fullmatch(before) is not None

    def _read_note(self, element: Element) -> None:
        mark = (element.get("marker") or "").strip() or "*"
        body = plain(element)
        if body:
            self.footnotes.append(ParsedFootnote(mark, body))
        self.notes.append(NoteMark(mark, len(self.text.rstrip())))

    def _read_link(self, element: Element) -> None:
        start = len(self.text)
        self.read(element)
        words = self.text[start:]
        left = start + len(words) - len(words.lstrip())
        right = len(self.text.rstrip())
        if left < right:
            self.links.append(Link(left, right, element.get("href") or ""))

    def _add(self, piece: str | None) -> None:
        if not piece:
            return
        if piece.isspace():
            self.space()
            return
        piece = single_spaced(piece)
        if piece.startswith(" ") and (not self.text or self.text.endswith(" ")):
            piece = piece[1:]
        if self.notes and self.notes[-1].offset == len(self.text.rstrip()):
            piece = self._after_note(piece)
        self.text += piece

    def _after_note(self, piece: str) -> str:
        """Mend the blanks at a note: "rights <note/>, and", "Agreement<note/>and"; but not "t<note/>he"."""
        if piece[:1] in tuple(",;.:"):
            self.text = self.text.rstrip()
        elif piece[:1].islower() and re.search(r"[^\W\d_]{3}$", self.text):
            return f" {piece}"
        return piece
