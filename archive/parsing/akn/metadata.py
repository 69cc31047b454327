"""What the XML says of a whole resolution: adoption, agenda, report, drafts, vote, subjects, language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from archive.parsing.akn.elements import Element, child, find_all, first, name, plain
from archive.parsing.document import Draft, Subject, Vote

_LANGUAGES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh"}
_MONTHS = list(calendar.month_name)[1:]
_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_NO_DATE = "0001-01-01"
# "Adopted 90-0-47, 87th plenary meeting"
_COUNTS = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")
_WAYS = {"inFavour": "for", "against": "against", "abstaining": "abstaining"}
# ", " and " and " between names
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+and\s+(?=[A-Z\0]|the\s)")
# what holds one of these without parting names: "(on behalf of the Group of 77 and China)", "Trinidad and Tobago"
_ONE_NAME = re.compile(
    r"\([^()]*\)|(?:Antigua|Bosnia|Great Britain|Kitts|Vincent|Tome|Principe|Trinidad|Wallis)\s+and\s+(?:the\s+)?\w+",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:submitted|proposed|recommended|introduced|on the basis|on behalf)\b", re.IGNORECASE)


def printed_date(text: str) -> date | None:
    """The first date in a text ("16 December 2021")."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def _iso(text: str | None) -> date | None:
    if not text or text == _NO_DATE:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def adoption_dates(statement: Element, root: Element) -> list[date]:
    """Every date of adoption that the document gives, the most trustworthy first, without repetition."""
    found: list[date | None] = []
    for part in (child(statement, "conclusions"), *find_all(statement, "conclusions"), first(root, "coverPage")):
        for element in find_all(part, "docDate") if part is not None else ():
            if "adoption" in (element.get("refersTo") or "").lower():
                found += [printed_date(plain(element)) or _iso(element.get("date"))]
    cover = first(root, "coverPage")
    found += [printed_date(plain(title)) for title in find_all(cover, "docTitle")] if cover is not None else []
    for source in (statement, root):
        for element in find_all(source, "FRBRdate"):
            if element.get("name") == "adoption":
                found.append(_iso(element.get("date")))
    return list(dict.fromkeys(each for each in found if each is not None))


def meeting(statement: Element, root: Element) -> str | None:
    """The meeting at which it was adopted: "53rd plenary meeting"."""
    for source in (statement, root):
        for element in find_all(source, "inline", "location"):
            if "adoptionMeeting" in (element.get("name") or element.get("refersTo") or ""):
                words = plain(element)
                if words:
                    return words
    return None


def agenda_items(root: Element) -> tuple[str, ...]:
    """The items of the agenda: "74 (b)"."""
    for element in _inlines(root, "agenda item"):
        words = re.sub(r"^Agenda items?\s*", "", plain(element), flags=re.IGNORECASE)
        return tuple(part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", words) if part)
    return ()


def agenda_title(root: Element) -> str:
    """The title of the agenda item, from the cover or, for the Security Council, from the classification."""
    titles = [plain(element) for element in _inlines(root, "agenda item name")]
    if any(titles):
        return "; ".join(title for title in titles if title)
    shown = dict.fromkeys(
        (element.get("showAs") or "").strip(" .")
        for element in find_all(root, "keyword")
        if element.get("refersTo") == "agenda"
    )
    return "; ".join(title for title in shown if title and title.isupper() is False) or "; ".join(filter(None, shown))


def report(root: Element) -> str:
    """The report or draft that it came from, as printed, without the brackets."""
    proponent = first(root, "docProponent")
    return plain(proponent).strip("[] ")


def _inlines(root: Element, what: str) -> Iterator[Element]:
    cover = first(root, "coverPage")
    if cover is not None:
        yield from (element for element in find_all(cover, "inline") if element.get("name") == what)


def drafts(source: Element) -> tuple[Draft, ...]:
    """The draft resolution with those who sponsored it."""
    steps = {step.get("outcome"): step for step in find_all(source, "step")}
    proposed = steps.get("draftResolution")
    if proposed is None:
        return ()
    more = steps.get("draftResolutionAdditionalSponsors")
    sponsors = _names(proposed.get("by") or "")
    additional = _names(more.get("by") or "") if more is not None else ()
    symbol = (proposed.get("as") or "").strip()
    return (Draft(symbol, sponsors, additional),) if symbol or sponsors else ()


def _names(text: str) -> tuple[str, ...]:
    """The names in "Honduras, Mexico and Trinidad and Tobago"; a phrase ("submitted by the Chair") stays one."""
    text = text.strip(" ,.]")
    if not text or _PHRASE.match(text):
        return (text,) if text else ()
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    parts = _BETWEEN_NAMES.split(_ONE_NAME.sub(keep, text))
    names = (re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], part) for part in parts)
    return tuple(stripped for name in names if (stripped := " ".join(name.removeprefix("the ").split())))


def vote(statement: Element, root: Element) -> Vote | None:
    """How it was adopted, with counts and names where the document gives them."""
    voting = first(child(statement, "meta"), "voting")
    if voting is None:
        voting = first(root, "voting")
    if voting is None:
        return None
    outcome = f"{voting.get('outcome') or ''} {_adopted_as(statement, root)}"
    counts, voters = _counted(voting)
    printed = _COUNTS.search(outcome)
    if counts:
        return Vote("recorded", counts.get("for"), counts.get("against", 0), counts.get("abstaining", 0), voters)
    if printed:
        return Vote("recorded", int(printed[1]), int(printed[2]), int(printed[3]))
    if re.search(r"without\s*a?\s*vote|consensus|adoptedWithoutVote", outcome, re.IGNORECASE):
        return Vote("without a vote")
    return None


def _adopted_as(statement: Element, root: Element) -> str:
    for source in (statement, root):
        for step in find_all(source, "step"):
            if step.get("outcome") == "adopted":
                return f"{step.get('as') or ''} {step.get('by') or ''}"
    return ""


def _counted(voting: Element) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    counts: dict[str, int] = {}
    voters: dict[str, tuple[str, ...]] = {}
    for count in find_all(voting, "count"):
        way = _WAYS.get((count.get("refersTo") or "").lstrip("#"))
        value = (count.get("value") or "").strip()
        if way is None:
            continue
        names = tuple(filter(None, map(plain, find_all(count, "organization"))))
        if value.isdecimal():
            counts[way] = int(value)
        elif names:
            counts[way] = len(names)
        if names:
            voters[way] = names
    return counts, voters


def subjects(root: Element) -> tuple[Subject, ...]:
    """UNBIS subjects and Sustainable Development Goals, each once, in the order of the document."""
    found: dict[tuple[str, str], Subject] = {}
    for keyword in find_all(root, "keyword"):
        subject = _subject(keyword)
        if subject:
            found.setdefault((subject.scheme, subject.notation or subject.label.casefold()), subject)
    return tuple(found.values())


def _subject(keyword: Element) -> Subject | None:
    dictionary = keyword.get("dictionary") or ""
    notation = (keyword.get("href") or "").rstrip("/").rpartition("/")[2].rpartition("#")[2]
    label = " ".join((keyword.get("showAs") or keyword.get("value") or "").replace("_", " ").split())
    if dictionary == "SDGO" and notation:
        return Subject("SDG", notation, f"{'Goal' if notation.isdecimal() else 'Target'} {notation}")
    if dictionary.startswith("UNBIS") and label:
        return Subject("UNBIS", notation, label.casefold())
    return None


def language(statement: Element, root: Element) -> str:
    """The language that the document says it is in, as two letters."""
    for source in (statement, root):
        element = first(source, "FRBRlanguage")
        if element is not None:
            code = (element.get("language") or "").lower()
            return _LANGUAGES.get(code, code[:3] or "en")
    return "en"


def classified_title(root: Element) -> str:
    """The title that the classification gives, for bodies that print none."""
    for keyword in find_all(root, "keyword"):
        if keyword.get("refersTo") == "title":
            return " ".join((keyword.get("showAs") or keyword.get("value") or "").split())
    return ""


def preface_titles(statement: Element) -> list[str]:
    """The titles in the preface, in order."""
    preface = child(statement, "preface")
    if preface is None:
        return []
    return [words for words in (plain(title) for title in find_all(preface, "docTitle")) if words]


def preface_number(statement: Element) -> str:
    """The last number in the preface: "76/172.", "B"."""
    preface = child(statement, "preface")
    numbers = [plain(number) for number in find_all(preface, "docNumber")] if preface is not None else []
    return numbers[-1] if numbers else ""


def cover_symbol(root: Element) -> str:
    """The symbol on the cover: "A/RES/76/172", "A/RES/75/101 A-B"."""
    cover = first(root, "coverPage")
    for number in find_all(cover, "docNumber") if cover is not None else ():
        return plain(number)
    return ""


def own_statements(root: Element) -> list[Element]:
    """The statements that are documents of their own; drafts inside another statement are not."""
    return [
        statement
        for statement in find_all(root, "statement")
        if not any(name(above) == "statement" for above in statement.iterancestors())
    ]
