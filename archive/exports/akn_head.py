"""What AKN4UN says of a whole resolution: identification, subjects, drafts, vote, cover, preface, conclusions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from archive.parsing.document import ParsedResolution, Subject

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
AKN = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "akn4un": AKN4UN})
UN = ElementMaker(namespace=AKN4UN, nsmap={"akn4un": AKN4UN})
_METADATA = "http://metadata.un.org"
_BODIES = {"A": ("unga", "ga", "General Assembly"), "A/HRC": ("unhrc", "hrc", "Human Rights Council")}
_BODIES |= {"S": ("unsc", "sc", "Security Council"), "E": ("unecosoc", "ecosoc", "Economic and Social Council")}
_WAYS = {"for": "inFavour", "against": "against", "abstaining": "abstaining"}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def fit(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _UNFIT.sub("", text)


def note_element(mark: str, text: str) -> Element:
    """A footnote at its mark."""
    return AKN.authorialNote(AKN.p(fit(text)), marker=fit(mark), placement="bottom")


class Head:
    """Builds what stands around the text."""

    def __init__(self, resolution: ParsedResolution) -> None:
        self.resolution = resolution
        self.code, self.author, self.body_name = _BODIES.get(resolution.body or "", ("un", "un", "United Nations"))

    def meta(self, url: str) -> Element:
        """Identification at the three levels of FRBR, the subjects, the drafts, the vote."""
        day = self.resolution.adopted_on.isoformat() if self.resolution.adopted_on else ""
        number = f"{self.resolution.session}-{self.resolution.number}".replace(" ", "")
        work = f"/akn/un/statement/deliberation/{self.code}/{day or 'undated'}/{number}/"
        language = {"en": "eng", "fr": "fra", "es": "spa"}.get(self.resolution.language, self.resolution.language)
        dates = [AKN.FRBRdate(date=day, name="adoption")] if day else []
        keywords = [_keyword(subject) for subject in self.resolution.subjects]
        steps = list(self._steps())
        vote = self._vote()
        return AKN.meta(
            AKN.identification(
                AKN.FRBRWork(
                    AKN.FRBRthis(value=f"{work}!main/"),
                    AKN.FRBRuri(value=work),
                    AKN.FRBRalias(value=url, name="permalink"),
                    *dates,
                    AKN.FRBRauthor({"href": self.author, "as": "author"}),
                    AKN.FRBRcountry(value="un"),
                ),
                AKN.FRBRExpression(
                    AKN.FRBRthis(value=f"{work}{language}@!main/"),
                    AKN.FRBRuri(value=f"{work}{language}@/"),
                    AKN.FRBRlanguage(language=language),
                ),
                AKN.FRBRManifestation(
                    AKN.FRBRthis(value=f"{work}{language}@/!main.xml"), AKN.FRBRuri(value=f"{work}{language}@.xml")
                ),
                source="#archive",
            ),
            *([AKN.classification(*keywords, source="#archive")] if keywords else []),
            *([AKN.workflow(*steps, source="#archive")] if steps else []),
            *([AKN.analysis(AKN.parliamentary(vote), source="#archive")] if vote is not None else []),
        )

    def _steps(self) -> Iterator[Element]:
        for draft in self.resolution.drafts:
            proposed = {"as": fit(draft.symbol), "by": fit(", ".join(draft.sponsors))}
            yield AKN.step({"date": "0001-01-01", "outcome": "draftResolution", **proposed})
            if draft.additional_sponsors:
                more = {"outcome": "draftResolutionAdditionalSponsors", "by": fit(", ".join(draft.additional_sponsors))}
                yield AKN.step({"date": "0001-01-01", **more})

    def _vote(self) -> Element | None:
        vote = self.resolution.vote
        if vote is None:
            return None
        if vote.method == "without a vote":
            return AKN.voting(outcome="adoptedWithoutVote")
        voting = AKN.voting(outcome="adoptedRecordedVote")
        counts = {"for": vote.in_favour, "against": vote.against, "abstaining": vote.abstaining}
        for way, count in counts.items():
            if count is not None:
                voters = [UN.voters(*(AKN.organization(fit(name)) for name in vote.voters.get(way, ())))]
                voting.append(
                    AKN.count(*(voters if vote.voters.get(way) else []), value=str(count), refersTo=f"#{_WAYS[way]}")
                )
        return voting

    def cover(self) -> Element:
        """The cover page: symbol, body, session, agenda, report."""
        one = self.resolution
        lines = [AKN.p(AKN.docNumber(one.symbol or "", refersTo="#symbol"))]
        lines.append(AKN.p(AKN.docAuthority(self.body_name, refersTo="#issuingBody")))
        lines.append(AKN.p(AKN.session(one.session or "", value=one.session or "")))
        items = ", ".join(one.agenda_items)
        if items:
            label = "Agenda items" if len(one.agenda_items) > 1 else "Agenda item"
            lines.append(AKN.p(AKN.inline(fit(f"{label} {items}"), name="agenda item")))
        if one.agenda_title:
            lines.append(AKN.p(AKN.inline(fit(one.agenda_title), name="agenda item name")))
        if one.report:
            lines.append(AKN.p(AKN.docProponent(AKN.inline(fit(one.report), name="originating document"))))
        return AKN.coverPage(*lines)

    def preface(self) -> Element:
        """Number and title, with the footnotes to which no mark in the text leads, the title's own among them."""
        number = f"{self.resolution.session}/{self.resolution.number}."
        marked = {note.mark for paragraph in self.resolution.paragraphs for note in paragraph.notes}
        notes = [note_element(one.mark, one.text) for one in self.resolution.footnotes if one.mark not in marked]
        title = AKN.docTitle(fit(self.resolution.title), *notes, refersTo="#resolutionTitle")
        return AKN.preface(AKN.p(AKN.docNumber(number), title))

    def conclusions(self) -> Element:
        """Meeting, day and vote."""
        lines = []
        if self.resolution.meeting:
            lines.append(AKN.p(AKN.inline(self.resolution.meeting, name="adoptionMeeting")))
        if day := self.resolution.adopted_on:
            words = f"{day.day} {day:%B %Y}"
            lines.append(AKN.p(AKN.docDate(words, date=day.isoformat(), refersTo="#adoptionDate")))
        vote = self.resolution.vote
        if vote and vote.method == "without a vote":
            lines.append(AKN.p("[Adopted without a vote.]"))
        elif vote:
            counts = f"{vote.in_favour} to {vote.against}, with {vote.abstaining} abstentions"
            lines.append(AKN.p(f"[Adopted by a recorded vote of {counts}.]"))
        return AKN.conclusions(*lines)


def _keyword(subject: Subject) -> Element:
    """A subject in the vocabulary of the United Nations' own files."""
    label = fit(subject.label)
    if subject.scheme == "SDG":
        return AKN.keyword(
            value=subject.notation, href=f"{_METADATA}/sdg/{fit(subject.notation)}", showAs=label, dictionary="SDGO"
        )
    href = {"href": f"{_METADATA}/thesaurus/{fit(subject.notation)}"} if subject.notation else {}
    return AKN.keyword(value=label, showAs=label, dictionary=subject.scheme, **href)
