"""Step 5, in OCR: misread footnote marks in running text.

After it: signs that no text of the United Nations holds where they stand ("Rights,® the",
"Agenda,*' ", "2013;%") are between the signs of `working`, under the number of their note
where the marks and the notes of a page agree in number, else as they were printed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from archive.parsing.text.header import MONTHS
from archive.parsing.text.working import CLOSE, MARK, OPEN, Line, NoteBody, Work

# never part of a sentence here
_STRANGE = "®©™°§¢*%^~{}<>¥£¬†‡•«»¹²³⁰⁴⁵⁶⁷⁸⁹|\\"
# quotes and signs that are misread raised digits when nothing opened them
_QUOTES = "\"'“”‘’`´"
_GARBLED = re.compile(
    rf"(?<=[A-Za-z)\d])(?P<punctuation>[,;:]?)\s?(?P<mark>[{re.escape(_STRANGE + _QUOTES)}?!]"
    rf"[{re.escape(_STRANGE + _QUOTES)}?!\d>]{{0,3}})(?=[\s,;:.]|$)"
)
# "thereto,2 as", "thereto, 2 as", "Migrants7 the", "2016,2 and": a digit that counts nothing, whatever it was
_GLUED_DIGITS = re.compile(
    r"(?:(?<=[a-z)”][,;:])|(?<=[a-z)”][,;:] )|(?<=[a-z]{3})|(?<=\d{4}[,;])|(?<=\d{4}[,;] ))(?P<mark>\d{1,2})(?=\s|$)"
    rf"(?!\s+(?:{'|'.join(MONTHS)}|per cent|\d))"
)
_PER_CENT = re.compile(r"\d\s?$")


@dataclass(slots=True)
class _Place:
    """Where a mark stands in its line; `read` where its number is known already."""

    line: Line
    start: int
    end: int
    mark: str
    read: bool = False


def mark_garbled(work: Work) -> None:
    """Put the signs of `working` around misread marks, numbered where that is certain."""
    if work.form != "ocr":
        return
    pages: dict[int, list[_Place]] = defaultdict(list)
    opened = 0
    for line in work.lines:
        for match in MARK.finditer(line.text):
            pages[line.page].append(_Place(line, match.start(), match.end(), match[1], read=True))
        for match in _GARBLED.finditer(line.text):
            if _is_mark(line.text, match, opened):
                start, end = match.span("mark")
                pages[line.page].append(_Place(line, start, end, line.text[start:end]))
        for match in _GLUED_DIGITS.finditer(line.text):
            pages[line.page].append(_Place(line, match.start(), match.end(), match["mark"]))
        opened = _open_quotes(line.text, opened)
    order = {id(line): index for index, line in enumerate(work.lines)}
    notes: dict[int, list[NoteBody]] = defaultdict(list)
    for note in work.notes:
        notes[note.page].append(note)
    for page, places in pages.items():
        places.sort(key=lambda place: (order[id(place.line)], place.start))
        _number(work, notes[page], places)
        _wrap(places)


def _open_quotes(text: str, opened: int) -> int:
    """Whether a typographic quotation is open after this text."""
    for sign in text:
        if sign == "“":
            opened = 1
        elif sign == "”":
            opened = 0
    return opened


def _is_mark(text: str, match: re.Match[str], opened: int) -> bool:
    mark, punctuation = match["mark"], match["punctuation"]
    before = text[: match.start("mark")]
    if mark[0] == "%" and _PER_CENT.search(before) and not punctuation:
        return False
    if any(sign in _STRANGE for sign in mark):
        return True
    if mark[0] in "?!":
        # a question or an exclamation ends a sentence; after a comma it is neither
        return bool(punctuation) or len(mark) > 1 or text[match.end() : match.end() + 2].strip().islower()
    if mark == "”" and _open_quotes(before, opened):
        return False
    if mark in ("’", "'"):
        # "workers’ organizations", "Parties' obligations" are genitives; after a comma or before "and" they are not
        return bool(punctuation) or (
            not before.endswith("s")
            or re.match(r"\s+(?:and|or|of|in|as|to|the|which)\b", text[match.end() :]) is not None
        )
    return mark != '"' or bool(punctuation) or before.count('"') % 2 == 0


def _number(work: Work, notes: list[NoteBody], places: list[_Place]) -> None:
    """Number misread marks between marks that were read, where as many notes of the page are left for them."""
    listed = sorted({int(note.mark) for note in notes if note.mark.isdigit()})
    if len(listed) < len(notes):
        listed = []
    low = listed[0] - 1 if listed else 0
    run: list[_Place] = []
    unread = 0
    for place in [*places, None]:
        if place is not None and not place.read:
            run.append(place)
            continue
        high = int(place.mark) if place and place.mark.isdigit() else (listed[-1] + 1 if listed else 0)
        if run and high - low - 1 == len(run):
            for value, each in enumerate(run, low + 1):
                _renumber(work, each, str(value))
        else:
            unread += len(run)
        run, low = [], high
    if unread:
        first = next(place.line for place in places if not place.read)
        message = f"{unread} misread footnote marks cannot be told apart on a page with {len(notes)} notes"
        work.report("note-mark-unread", message, first)


def _renumber(work: Work, place: _Place, mark: str) -> None:
    """Give a place the mark that its order demands; a digit that was printed is not changed in silence."""
    if place.mark != mark and any(sign.isalnum() for sign in place.mark):
        work.report("note-mark-misread", f"{place.mark} is read as the footnote mark {mark}", place.line)
    place.mark = mark


def _wrap(places: list[_Place]) -> None:
    for place in reversed(places):
        if not place.read:
            text = place.line.text
            place.line.text = f"{text[: place.start]}{OPEN}{place.mark}{CLOSE}{text[place.end :]}"
