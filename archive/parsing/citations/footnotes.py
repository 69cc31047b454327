"""Citations through footnotes: the mark stands at the cited words, the body carries the authority.

`read_bodies` tells what each footnote body names, following "Ibid."; `join` makes mark, words
and body one citation. The words are, in this order: an earlier mention in the paragraph that
means the same as the body; the mention at the mark; the last mention before the mark when
only its title or date stands between; otherwise the noun phrase that ends at the mark, so
that what stands in a footnote alone is still cited by words of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.parsing.citations.authority import Authority
from archive.parsing.citations.documents import find_documents
from archive.parsing.citations.findings import Found
from archive.parsing.citations.names import NameFinder
from archive.parsing.citations.resolutions import Reading, find_resolutions
from archive.parsing.document import NoteMark, ParsedFootnote

_IBID = re.compile(r"\W{0,3}(?:see\s)?[I1l]bid\b", re.IGNORECASE)
_TREATY_SERIES = re.compile(r"Treaty Series", re.IGNORECASE)
_TREATY = re.compile(r"vols?\.\s(?P<volumes>\d[\d, and]{0,60}),\sNos?\.\s(?P<numbers>I?-?\d[\d, and–-]{0,40})")
_PUBLICATION = re.compile(r"Official Records|Supplement No|Reports? of the|United Nations publication")

NEAR = 3
"""Characters (a comma, a quotation mark, a blank) that may stand between cited words and the mark."""
FAR = 160
"""The longest title or date between cited words and the mark."""
LONGEST_PHRASE = 300
"""A noun phrase at a mark reaches back at most so far."""

# a new thing begins between the mention and the mark: the mark belongs to that
_NEW_THING = re.compile(
    r";|\b(?:and|as well as|or|by|in)\s(?:the|its|their|of the|a)\b"
    r"|\b(?:reports?|notes?|study|letter|statement|guidelines)\b"
)
# "the reports of …", "a study by …", "guidelines on …": what most documents are called
_DOCUMENT = re.compile(
    r"\b(?:[Rr]eports?|[Nn]otes?|[Ss]tudy|[Ss]tudies|[Ll]etters?|[Ss]tatements?|[Gg]uidelines|[Gg]uidance|[Cc]ommuniqué"
    r"|[Rr]ecommendations|[Cc]onclusions|[Pp]roceedings|[Dd]ecisions?|[Dd]ocuments?)\s(?=of|by|on|from|entitled|to|in)"
)
_BOUNDARY = re.compile(
    r"[;:]\s|,\s(?!(?:and\s)?[a-z]+ed\s)|\b(?:(?:of|in|by|with|to|and|from|on|under|for)\s)?(?:the|its|an?)\s"
)
_ONLY_MORE = re.compile(r"(?:and|or|as well as|,)\s")


@dataclass(frozen=True, slots=True)
class Body:
    """What a footnote body names: symbols in order, treaties as (volume, number), instruments by name.

    A publication (Official Records, a report) may only say where something is printed.
    """

    symbols: tuple[str, ...] = ()
    treaties: tuple[tuple[str, str], ...] = ()
    instruments: tuple[str, ...] = ()
    is_treaty_series: bool = False
    is_publication: bool = False

    @property
    def names_something(self) -> bool:
        """Whether any authority was read."""
        return bool(self.symbols or self.treaties)


def read_bodies(footnotes: Sequence[ParsedFootnote], reading: Reading, names: NameFinder) -> dict[str, Body]:
    """What each footnote names, by mark; of a mark used for two bodies the first counts."""
    bodies: dict[str, Body] = {}
    previous = Body()
    for footnote in footnotes:
        previous = _read(footnote.text, previous, reading, names)
        bodies.setdefault(footnote.mark, previous)
    return bodies


def _read(text: str, previous: Body, reading: Reading, names: NameFinder) -> Body:
    numbered = sorted(find_resolutions(text, reading) + find_documents(text), key=lambda found: found.start)
    symbols = tuple(dict.fromkeys(found.symbol for found in numbered if found.symbol))
    ibid = _IBID.match(text) is not None
    is_series = _TREATY_SERIES.search(text) is not None or (ibid and previous.is_treaty_series)
    treaties = _treaties(text) if is_series else ()
    if ibid and not symbols and not treaties:
        return previous
    publication = _PUBLICATION.search(text) is not None or (ibid and previous.is_publication and bool(symbols))
    instruments = tuple(found.instrument for found in names.find(text) if found.instrument)
    return Body(symbols, treaties, instruments, is_series, publication)


def _treaties(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _TREATY.finditer(text):
        volumes = re.findall(r"\d+", match["volumes"])
        found += [(volume, number) for number in re.findall(r"\d+", match["numbers"]) for volume in volumes]
    return tuple(found)


class Joiner:
    """Joins marks to mentions, with an authority file at hand."""

    def __init__(self, authority: Authority) -> None:
        self.entries = authority.entries
        self.by_symbol = authority.by_symbol()
        self.by_treaty = authority.by_treaty_volume()

    def join(self, text: str, notes: Iterable[NoteMark], found: list[Found], bodies: dict[str, Body]) -> list[Found]:
        """The findings of a paragraph with footnotes joined, and those that only a footnote gives."""
        result = list(found)
        last_mark = 0
        for note in sorted(notes, key=lambda note: note.offset):
            body = bodies.get(note.mark)
            if body is not None:
                result = self._one(text, note, last_mark, result, body)
            last_mark = note.offset
        return result

    def _one(self, text: str, note: NoteMark, last_mark: int, found: list[Found], body: Body) -> list[Found]:
        free = [item for item in found if item.end <= note.offset + NEAR and item.footnote is None]
        target = (
            self._same(free, body) or self._near(free, note.offset) or self._loose(text, free, note, last_mark, body)
        )
        if target is not None:
            return [
                self._joined(item, note.mark, body) if (item.start, item.end) == (target.start, target.end) else item
                for item in found
            ]
        return found + self._from_words(text, note, last_mark, found, body)

    def _slugs(self, body: Body) -> list[str]:
        slugs = [self.by_treaty[treaty] for treaty in body.treaties if treaty in self.by_treaty]
        slugs += [self.by_symbol[symbol] for symbol in body.symbols if symbol in self.by_symbol]
        return list(dict.fromkeys(slugs))

    def _same(self, free: list[Found], body: Body) -> Found | None:
        """The last mention that means what the body names."""
        slugs = self._slugs(body)
        same = [item for item in free if (item.symbol and item.symbol in body.symbols) or (item.instrument in slugs)]
        return max(same, key=lambda item: item.end, default=None)

    def _near(self, free: list[Found], offset: int) -> Found | None:
        near = [item for item in free if item.end >= offset - NEAR]
        return max(near, key=lambda item: (item.end, item.start), default=None)

    def _loose(self, text: str, free: list[Found], note: NoteMark, last_mark: int, body: Body) -> Found | None:
        """The last mention before the mark, when only its title or date stands between."""
        item = max((item for item in free if item.end > last_mark), key=lambda item: item.end, default=None)
        if item is None or not body.names_something or note.offset - item.end > FAR:
            return None
        if _NEW_THING.search(text, item.end, note.offset):
            return None
        numbered = item.kind in ("resolution", "decision")
        return item if (numbered and body.is_publication) or (item.instrument is None and not numbered) else None

    def _joined(self, item: Found, mark: str, body: Body) -> Found:
        symbol, instrument = item.symbol, item.instrument
        entry = self.entries.get(instrument) if instrument else None
        if symbol is None and entry is not None and entry.symbol in body.symbols:
            symbol = entry.symbol
        if symbol is None and instrument is None and body.names_something:
            slugs = self._slugs(body)
            instrument = slugs[0] if slugs else None
            symbol = body.symbols[0] if body.symbols else None
        return replace(item, footnote=mark, symbol=symbol, instrument=instrument)

    def _from_words(self, text: str, note: NoteMark, last_mark: int, found: list[Found], body: Body) -> list[Found]:
        """Findings for what stands in the footnote alone, on the noun phrase that ends at the mark."""
        if not body.names_something:
            return []
        floor = max([last_mark, *(item.end for item in found if item.end <= note.offset)])
        start, end = phrase_before(text, note.offset, floor)
        if end <= start:
            start, end = phrase_before(text, note.offset, last_mark)
        words = [item for item in found if item.kind == "words" and item.end <= start]
        if words and _ONLY_MORE.match(text, start) and not _DOCUMENT.search(text, floor, end):
            # "its thirtieth¹ and thirty-first sessions²": the second mark continues the phrase of the first
            start = words[-1].start
        if end <= start:
            return []
        if body.treaties:
            slug = next(iter(self._slugs(body)), None)
            return [Found(start, end, "words", instrument=slug, footnote=note.mark)]
        return [
            Found(start, end, "words", symbol, self.by_symbol.get(symbol), footnote=note.mark)
            for symbol in body.symbols
        ]


def phrase_before(text: str, offset: int, floor: int) -> tuple[int, int]:
    """Start and end of the noun phrase that ends at an offset, not reaching before `floor`.

    It begins at the last word that opens the name of a document ("report of", "study on"),
    else with the first capital or after the last article or comma.
    """
    floor = max(floor, offset - LONGEST_PHRASE)
    end = offset
    while end > floor and not text[end - 1].isalnum():
        end -= 1
    openings = [match.start() for match in _DOCUMENT.finditer(text, floor, end)]
    boundaries = [match.end() for match in _BOUNDARY.finditer(text, floor, end)]
    start = openings[-1] if openings else boundaries[-1] if boundaries else floor
    while start < end and not text[start].isalnum():
        start += 1
    return start, end
