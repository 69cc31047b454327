"""Akoma Ntoso for the United Nations (AKN4UN), the way the United Nations themselves mark resolutions up.

Reading the result gives the same labels, texts, footnotes and header fields again; a test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree
from lxml.builder import ElementMaker

from archive.parsing.document import Mention, NoteMark, ParsedParagraph, ParsedResolution

CONTENT_TYPE = "application/akn+xml"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
_BODIES = {"A": ("unga", "ga", "General Assembly"), "A/HRC": ("unhrc", "hrc", "Human Rights Council")}
_BODIES |= {"S": ("unsc", "sc", "Security Council"), "E": ("unecosoc", "ecosoc", "Economic and Social Council")}
_AKN = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "akn4un": AKN4UN})
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def akn(resolution: ParsedResolution, *, url: str) -> bytes:
    """The resolution as an AKN4UN document in UTF-8; `url` is its permalink."""
    writer = _Writer(resolution)
    statement = _AKN.statement(
        writer.meta(url), writer.cover(), writer.preface(), *writer.body(), writer.conclusions(), name="resolution"
    )
    annexes = list(writer.annexes())
    if annexes:
        statement.append(_AKN.attachments(*annexes))
    comment = etree.Comment("An unofficial copy for information")
    root = _AKN.akomaNtoso(comment, statement)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text


def _fit(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _UNFIT.sub("", text)


class _Writer:
    """Builds the parts of one document."""

    def __init__(self, resolution: ParsedResolution) -> None:
        self.resolution = resolution
        self.notes = {note.mark: note.text for note in resolution.footnotes}
        self.mentions: dict[str, list[Mention]] = {}
        for mention in resolution.citations:
            self.mentions.setdefault(mention.paragraph, []).append(mention)
        self.code, self.author, self.body_name = _BODIES.get(resolution.body or "", ("un", "un", "United Nations"))

    def meta(self, url: str) -> Element:
        """Identification at the three levels of FRBR, and the subjects."""
        day = self.resolution.adopted_on.isoformat() if self.resolution.adopted_on else ""
        number = f"{self.resolution.session}-{self.resolution.number}".replace(" ", "")
        work = f"/akn/un/statement/deliberation/{self.code}/{day or 'undated'}/{number}/"
        language = {"en": "eng", "fr": "fra", "es": "spa"}.get(self.resolution.language, self.resolution.language)
        dates = [_AKN.FRBRdate(date=day, name="adoption")] if day else []
        keywords = [
            _AKN.keyword(value=one.notation, showAs=_fit(one.label), dictionary=one.scheme)
            for one in self.resolution.subjects
        ]
        return _AKN.meta(
            _AKN.identification(
                _AKN.FRBRWork(
                    _AKN.FRBRthis(value=f"{work}!main/"),
                    _AKN.FRBRuri(value=work),
                    _AKN.FRBRalias(value=url, name="permalink"),
                    *dates,
                    _AKN.FRBRauthor({"href": self.author, "as": "author"}),
                    _AKN.FRBRcountry(value="un"),
                ),
                _AKN.FRBRExpression(
                    _AKN.FRBRthis(value=f"{work}{language}@!main/"),
                    _AKN.FRBRuri(value=f"{work}{language}@/"),
                    _AKN.FRBRlanguage(language=language),
                ),
                _AKN.FRBRManifestation(
                    _AKN.FRBRthis(value=f"{work}{language}@/!main.xml"), _AKN.FRBRuri(value=f"{work}{language}@.xml")
                ),
                source="#archive",
            ),
            *([_AKN.classification(*keywords, source="#archive")] if keywords else []),
        )

    def cover(self) -> Element:
        """The cover page: symbol, body, session, agenda, report."""
        one = self.resolution
        lines = [_AKN.p(_AKN.docNumber(one.symbol or "", refersTo="#symbol"))]
        lines.append(_AKN.p(_AKN.docAuthority(self.body_name, refersTo="#issuingBody")))
        lines.append(_AKN.p(_AKN.session(one.session or "", value=one.session or "")))
        items = ", ".join(one.agenda_items)
        if items:
            label = "Agenda items" if len(one.agenda_items) > 1 else "Agenda item"
            lines.append(_AKN.p(_AKN.inline(_fit(f"{label} {items}"), name="agenda item")))
        if one.agenda_title:
            lines.append(_AKN.p(_AKN.inline(_fit(one.agenda_title), name="agenda item name")))
        if one.report:
            lines.append(_AKN.p(_AKN.docProponent(_AKN.inline(_fit(one.report), name="originating document"))))
        return _AKN.coverPage(*lines)

    def preface(self) -> Element:
        """Number and title."""
        number = f"{self.resolution.session}/{self.resolution.number}."
        title = _AKN.docTitle(_fit(self.resolution.title), refersTo="#resolutionTitle")
        return _AKN.preface(_AKN.p(_AKN.docNumber(number), title))

    def body(self) -> Iterator[Element]:
        """The preamble and the operative part."""
        own = [one for one in self.resolution.paragraphs if not one.label.startswith("annex/")]
        first = next((at for at, one in enumerate(own) if one.kind == "operative"), len(own))
        while first and own[first - 1].kind == "heading":
            first -= 1
        enacting = _AKN.formula(_AKN.p(f"The {self.body_name},"), name="enactingFormula")
        yield _AKN.preamble(enacting, *(self.unnumbered(one) for one in own[:first]))
        yield _AKN.mainBody(*self.blocks(own[first:]))

    def conclusions(self) -> Element:
        """Meeting, day and vote."""
        lines = []
        if self.resolution.meeting:
            lines.append(_AKN.p(_AKN.inline(self.resolution.meeting, name="adoptionMeeting")))
        if day := self.resolution.adopted_on:
            words = f"{day.day} {day:%B %Y}"
            lines.append(_AKN.p(_AKN.docDate(words, date=day.isoformat(), refersTo="#adoptionDate")))
        vote = self.resolution.vote
        if vote and vote.method == "without a vote":
            lines.append(_AKN.p("[Adopted without a vote.]"))
        elif vote:
            counts = f"{vote.in_favour} to {vote.against}, with {vote.abstaining} abstentions"
            lines.append(_AKN.p(f"[Adopted by a recorded vote of {counts}.]"))
        return _AKN.conclusions(*lines)

    def annexes(self) -> Iterator[Element]:
        """Each annex as an attachment."""
        paragraphs = [one for one in self.resolution.paragraphs if one.label.startswith("annex/")]
        for number, group in groupby(paragraphs, key=lambda one: (re.match(r"annex/(\d+)/", one.label) or [""])[0]):
            name = f"Annex {number.split('/')[1]}" if number else "Annex"
            body = _AKN.mainBody(*self.blocks(list(group)))
            yield _AKN.attachment(_AKN.heading(name), _AKN.doc(body, name="annex"))

    def unnumbered(self, paragraph: ParsedParagraph) -> Element:
        """A preambular paragraph, or a heading among them."""
        if paragraph.kind == "heading":
            return _AKN.crossHeading(*self.words(paragraph))
        return _AKN.container(_AKN.p(*self.words(paragraph)), name=_fit(paragraph.verb) or "preambular")

    def blocks(self, paragraphs: Sequence[ParsedParagraph]) -> Iterator[Element]:
        """Paragraphs with their sub-paragraphs as nested lists."""
        at = 0
        while at < len(paragraphs):
            head = paragraphs[at]
            below = at + 1
            while below < len(paragraphs) and paragraphs[below].label.startswith(f"{head.label}/"):
                below += 1
            if head.kind == "heading":
                yield _AKN.crossHeading(*self.words(head))
                below = at + 1
            else:
                yield self.numbered(head, paragraphs[at + 1 : below])
            at = below

    def numbered(self, head: ParsedParagraph, below: Sequence[ParsedParagraph]) -> Element:
        """A paragraph, or a point of a list, with what stands below it."""
        inner = "(" in head.number
        printed = re.sub(r"^.*(?=\([^()]*\)$)", "", head.number) if inner else f"{head.number}."
        element = _AKN.point() if inner else _AKN.paragraph()
        unnumbered = re.fullmatch(r"p\d+", head.label.rpartition("/")[2])  # a further paragraph of the one above
        if head.number and not unnumbered:
            element.append(_AKN.num(printed))
        words = _AKN.p(*self.words(head))
        if below:
            element.append(_AKN.list(_AKN.intro(words), *self.blocks(below)))
        else:
            element.append(_AKN.content(words))
        return element

    def words(self, paragraph: ParsedParagraph) -> Iterable[Element | str]:
        """The text with its links and footnotes as elements."""
        text = _fit(paragraph.text)
        if text != paragraph.text:  # offsets no longer hold
            return [text]
        parts: list[Element | str] = []
        at = 0
        for start, end, what in self._spans(paragraph):
            if start < at:
                continue
            parts.append(text[at:start])
            parts.append(self._note(what) if isinstance(what, NoteMark) else _link(what, text[start:end]))
            at = end
        parts.append(text[at:])
        return [part for part in parts if not isinstance(part, str) or part]

    def _spans(self, paragraph: ParsedParagraph) -> list[tuple[int, int, NoteMark | Mention]]:
        links = [one for one in self.mentions.get(paragraph.label, ()) if one.symbol]
        spans: list[tuple[int, int, NoteMark | Mention]] = [(one.start, one.end, one) for one in links]
        spans += [(note.offset, note.offset, note) for note in paragraph.notes]
        inside = [note.offset for note in paragraph.notes]
        whole = [one for one in spans if not any(one[0] < offset < one[1] for offset in inside)]
        return sorted(whole, key=lambda one: (one[0], one[1]))

    def _note(self, note: NoteMark) -> Element:
        return _AKN.authorialNote(
            _AKN.p(_fit(self.notes.get(note.mark, ""))), marker=_fit(note.mark), placement="bottom"
        )


def _link(mention: Mention, words: str) -> Element:
    return _AKN.a(words, href=f"https://undocs.org/en/{(mention.symbol or '').replace(' ', '')}")
