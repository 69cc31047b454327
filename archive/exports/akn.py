"""Akoma Ntoso for the United Nations (AKN4UN), the way the United Nations themselves mark resolutions up.

Reading the result gives the same record again; tests hold it to that, for the resolutions at hand and for others
made up of whatever resolutions are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from archive.exports.akn_head import AKN, Element, Head, fit, note_element
from archive.exports.reference import official_address
from archive.parsing.document import Mention, NoteMark, ParsedParagraph, ParsedResolution

CONTENT_TYPE = "application/akn+xml"
_ROW = re.compile(r"(?:^|/)table/(\d+)/\d+$")
_DRAFT = re.compile(r"draft/(?:\d+/)?")
_ANNEX = re.compile(r"annex/(?:\d+/)?")


def akn(resolution: ParsedResolution, *, url: str) -> bytes:
    """The resolution as an AKN4UN document in UTF-8; `url` is its permalink."""
    head, writer = Head(resolution), _Writer(resolution)
    own = [one for one in resolution.paragraphs if not one.label.startswith("annex/")]
    first = _first_operative(own)
    enacting = AKN.formula(AKN.p(f"The {head.body_name},"), name="enactingFormula")
    statement = AKN.statement(
        head.meta(url),
        head.cover(),
        head.preface(),
        AKN.preamble(enacting, *writer.blocks(own[:first], in_preamble=True)),
        AKN.mainBody(*writer.body(own[first:])),
        head.conclusions(),
        name="resolution",
    )
    annexes = list(writer.annexes())
    if annexes:
        statement.append(AKN.attachments(*annexes))
    root = AKN.akomaNtoso(etree.Comment("An unofficial copy for information"), statement)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text


def _first_operative(own: Sequence[ParsedParagraph]) -> int:
    """Where the operative part, or the first section, begins, with the headings above it."""
    first = next(
        (at for at, one in enumerate(own) if one.number or one.kind not in ("preambular", "heading")), len(own)
    )
    while first and own[first - 1].kind == "heading":
        first -= 1
    return first


class _Writer:
    """Builds the text of one document."""

    def __init__(self, resolution: ParsedResolution) -> None:
        self.resolution = resolution
        self.notes = {note.mark: note.text for note in resolution.footnotes}
        self.numbers = {one.label: one.number for one in resolution.paragraphs}
        self.tables = 0
        """How many tables have been written: their numbers are part of the labels."""
        self.mentions: dict[str, list[Mention]] = {}
        for mention in resolution.citations:
            self.mentions.setdefault(mention.paragraph, []).append(mention)

    def body(self, paragraphs: Sequence[ParsedParagraph]) -> Iterator[Element]:
        """The operative part, with the drafts that it recommends to another body each in a structure of its own."""
        for prefix, group in groupby(paragraphs, key=lambda one: _prefix(_DRAFT, one)):
            if prefix:
                yield AKN.embeddedStructure(*self.blocks(list(group)))
            else:
                yield from self.blocks(list(group))

    def annexes(self) -> Iterator[Element]:
        """Each annex as an attachment."""
        paragraphs = [one for one in self.resolution.paragraphs if one.label.startswith("annex/")]
        for prefix, group in groupby(paragraphs, key=lambda one: _prefix(_ANNEX, one)):
            number = prefix.split("/")[1]
            body = AKN.mainBody(*self.blocks(list(group)))
            yield AKN.attachment(AKN.heading(f"Annex {number}".strip()), AKN.doc(body, name="annex"))

    def blocks(self, paragraphs: Sequence[ParsedParagraph], in_preamble: bool = False) -> Iterator[Element]:
        """Paragraphs with their sub-paragraphs as nested lists; headings; tables."""
        at = 0
        while at < len(paragraphs):
            head, below = paragraphs[at], at + 1
            if table := _table(head):
                while below < len(paragraphs) and _table(paragraphs[below]) == table:
                    below += 1
                yield from self.table(int(table), paragraphs[at:below])
            elif head.kind == "heading":
                yield self.heading(head)
            elif in_preamble or (head.label.startswith("draft/") and _is_preambular(head)):
                yield AKN.container(AKN.p(*self.words(head)), name=fit(head.verb) or "preambular")
            elif _is_preambular(head):  # of a section: the italics of its verb tell it from a heading
                yield AKN.crossHeading(*self.words(head))
            else:
                while below < len(paragraphs) and paragraphs[below].label.startswith(f"{head.label}/"):
                    below += 1
                yield self.numbered(head, paragraphs[at + 1 : below])
            at = below

    def heading(self, head: ParsedParagraph) -> Element:
        """A heading; its printed number stands apart."""
        if not head.number:
            return AKN.crossHeading(*self.words(head))
        return AKN.paragraph(AKN.num(fit(head.number)), AKN.heading(*self.words(head)))

    def numbered(self, head: ParsedParagraph, below: Sequence[ParsedParagraph]) -> Element:
        """A paragraph, or a point of a list, with what stands below it."""
        above = self._number_above(head)
        is_point = bool(above) and head.number.startswith(f"{above} ")
        # "32 B (a)" below 32 and its heading B
        printed = head.number.rpartition(" ")[2] if is_point else head.number
        printed += "." if printed.isalnum() and not is_point else ""
        element = AKN.point() if is_point else AKN.paragraph()
        unnumbered = re.fullmatch(r"p\d+", head.label.rpartition("/")[2])  # a further paragraph of the one above
        if head.number and not unnumbered:
            element.append(AKN.num(fit(printed)))
        words = AKN.p(*self.words(head))
        if below:
            element.append(AKN.list(AKN.intro(words), *self.blocks(below)))
        else:
            element.append(AKN.content(words))
        return element

    def _number_above(self, paragraph: ParsedParagraph) -> str:
        """The number of the paragraph that it stands in, though a heading may stand between them."""
        label = paragraph.label
        while "/" in label:
            label = label.rpartition("/")[0]
            if label in self.numbers:
                return self.numbers[label]
        return ""

    def table(self, number: int, rows: Sequence[ParsedParagraph]) -> Iterator[Element]:
        """A table; where numbers are left out, tables without words stood."""
        yield from (AKN.table() for _ in range(self.tables + 1, number))
        self.tables = max(self.tables, number)
        yield AKN.table(*(AKN.tr(*(AKN.td(AKN.p(*cell)) for cell in self.cells(row))) for row in rows))

    def cells(self, row: ParsedParagraph) -> list[list[Element | str]]:
        """The words of a row by cells, what stands in them with them."""
        cells: list[list[Element | str]] = [[]]
        for part in self.words(row):
            if not isinstance(part, str):
                cells[-1].append(part)
                continue
            first, *others = re.split(r" ?\| ?", part)
            cells[-1].append(first)
            cells += [[other] for other in others]
        return cells

    def words(self, paragraph: ParsedParagraph) -> Iterable[Element | str]:
        """The text with its opening verb, its links and its footnotes as elements."""
        text = fit(paragraph.text)
        if text != paragraph.text:  # offsets no longer hold
            return [text]
        parts: list[Element | str] = []
        at = 0
        for start, end, what in self._spans(paragraph):
            if start < at:
                continue
            parts.append(text[at:start])
            if isinstance(what, NoteMark):
                parts.append(note_element(what.mark, self.notes.get(what.mark, "")))
            else:
                verb = paragraph.verb if not start and text[:end].startswith(paragraph.verb) else ""
                parts.append(_span(what, verb, text[start + len(verb) : end]))
            at = end
        parts.append(text[at:])
        return [part for part in parts if not isinstance(part, str) or part]

    def _spans(self, paragraph: ParsedParagraph) -> list[tuple[int, int, NoteMark | Mention | None]]:
        """What stands where in the text, in order: notes, citations, and the verb (None)."""
        links = [one for one in self.mentions.get(paragraph.label, ()) if one.symbol]
        spans: list[tuple[int, int, NoteMark | Mention | None]] = [(one.start, one.end, one) for one in links]
        spans += [(note.offset, note.offset, note) for note in paragraph.notes]
        verb = len(paragraph.verb)
        if verb and paragraph.text.startswith(paragraph.verb) and all(start >= verb for start, _, _ in spans):
            spans.append((0, verb, None))
        inside = [note.offset for note in paragraph.notes]
        whole = [one for one in spans if not any(one[0] < offset < one[1] for offset in inside)]
        return sorted(whole, key=lambda one: (one[0], one[1]))


def _prefix(pattern: re.Pattern[str], paragraph: ParsedParagraph) -> str:
    match = pattern.match(paragraph.label)
    return match[0] if match else ""


def _is_preambular(paragraph: ParsedParagraph) -> bool:
    return re.search(r"(?:^|/)pp/", paragraph.label) is not None


def _table(paragraph: ParsedParagraph) -> str:
    """The number of the table whose row it is; "" for what is no row."""
    match = _ROW.search(paragraph.label)
    return match[1] if match else ""


def _span(mention: Mention | None, verb: str, words: str) -> Element:
    """The words of a citation as a link, or the opening verb alone, which a link may hold too."""
    italic = [AKN.i(verb)] if verb else []
    if mention is None:
        return italic[0]
    return AKN.a(*italic, words, href=official_address(mention.symbol or ""))
