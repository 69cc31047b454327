"""Citations through footnotes: the mark stands at the cited words, the body carries the authority, the two are one.

The words are, in this order: an earlier mention in the paragraph that means the same as the
body; the name of a document that runs up to the mark ("the report of …"); the mention at the
mark; the last mention before it when only its title or date stands between; otherwise the
noun phrase that ends at the mark. So what stands in a footnote alone is still cited by words
of the paragraph. A mark whose body the source has lost leaves the document at it unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from archive.parsing.citations.authority import Authority
from archive.parsing.citations.findings import Found
from archive.parsing.citations.notes import Body, Note
from archive.parsing.citations.phrases import goes_on, opening_before, phrase_before

NEAR = 3
"""Characters (a comma, a quotation mark, a blank) that may stand between cited words and the mark."""
REACH = 3_000
"""Characters back from a mark in which its words are looked for; longer paragraphs are annexes in disguise."""
FEW = 20
"""Findings of earlier marks that a later mark may go on with."""
FAR = 160
"""The longest title or date between cited words and the mark."""

# a new thing begins between the mention and the mark: the mark belongs to that
_NEW_THING = re.compile(
    r";|\b(?:and|as well as|or|by|in)\s(?:the|its|their|of the|a)\b"
    r"|\b(?:reports?|notes?|study|letter|statement|guidelines)\b"
)
# ", adopted by the World Conference on 25 June 1993", ", which came into force on 15 December 2008"
_ADOPTED = re.compile(
    r"[,)]*\s(?:which (?:was|were|came)\s|as\s)?"
    r"(?:adopted|signed|opened|done|concluded|into force|approved|endorsed|annexed|held|issued|of \d|on \d)"
)

# "the reports of the Secretary-General on lamps¹ and on lighthouses²": another of the same
_ANOTHER = re.compile(r",?\s(?:and\s|as well as\s)(?=on\s|concerning\s)")


class Joiner:
    """Joins marks to mentions, with an authority file at hand."""

    def __init__(self, authority: Authority) -> None:
        self.entries = authority.entries
        self.by_symbol = authority.by_symbol()
        self.by_treaty = authority.by_treaty_volume()

    def join(self, text: str, notes: Iterable[Note], found: list[Found]) -> list[Found]:
        """The findings of a paragraph with footnotes joined, and those that only a footnote gives."""
        result = sorted(found, key=lambda item: item.end)
        ends = [item.end for item in result]
        added: list[Found] = []
        last_mark = 0
        for note in notes:
            # only what ends within reach before the mark, so that the time grows with the marks and no faster
            first, last = bisect_left(ends, note.offset - REACH), bisect_right(ends, note.offset + NEAR)
            recent = added[-FEW:]
            joined = self._one(text, note, last_mark, result[first:last] + recent)
            result[first:last] = joined[: last - first]
            added[len(added) - len(recent) :] = joined[last - first :]
            last_mark = note.offset
        return result + added

    def _one(self, text: str, note: Note, last_mark: int, found: list[Found]) -> list[Found]:
        found = [self._reopened(text, item, note) if item.end > last_mark else item for item in found]
        free = [item for item in found if item.end <= note.offset + NEAR and item.footnote is None]
        if note.body is None:
            return found + self._lost(text, note, last_mark, free)
        targets = self._same(free, note.body, last_mark)
        printed_elsewhere = [item for item in free if self._contradicts(item, note.body)]
        others = [item for item in free if self._is_another_resolution(item, note.body)]
        fitting = [item for item in free if item not in printed_elsewhere and item not in others]
        if not targets and not self._is_inside_document(text, note, last_mark, free):
            targets = self._near(fitting, note.offset) or self._loose(text, fitting, note, last_mark)
        if not targets and self._near(printed_elsewhere, note.offset):
            return found
        if not targets:
            return found + self._from_words(text, note, last_mark, found)
        body = note.body
        return [self._joined(item, note.mark, body) if _span(item) in targets else item for item in found]

    def _reopened(self, text: str, item: Found, note: Note) -> Found:
        """A description in small letters that the body gives to another resolution than the authority file does.

        The "political declaration of the high-level meeting on universal health coverage" is that
        of 2019, unless its note says that of 2023.
        """
        entry = self.entries.get(item.instrument or "")
        symbols = note.body.symbols if note.body else ()
        if entry is None or not text[item.start].islower() or item.footnote or entry.symbol in symbols:
            return item
        if not (entry.symbol and "/RES/" in entry.symbol and symbols and "/RES/" in symbols[0]):
            return item
        gap = text[item.end : note.offset]
        ends_here = item.end <= note.offset and (len(gap) <= NEAR or _ADOPTED.match(gap) is not None)
        return replace(item, instrument=None) if ends_here and ";" not in gap else item

    def _slugs(self, body: Body) -> list[str]:
        slugs = [self.by_treaty[treaty] for treaty in body.treaties if treaty in self.by_treaty]
        slugs += [self.by_symbol[symbol] for symbol in body.symbols if symbol in self.by_symbol]
        return list(dict.fromkeys(slugs))

    def _same(self, free: list[Found], body: Body, last_mark: int) -> set[tuple[int, int]]:
        """The last mention that means what the body names; all since the last mark where the body names several."""
        slugs = self._slugs(body)
        same = [item for item in free if (item.symbol and item.symbol in body.symbols) or item.instrument in slugs]
        if not same:
            return set()
        recent = [item for item in same if item.end > last_mark]
        several = len(slugs) > 1 and recent
        return {_span(item) for item in recent} if several else {_span(max(same, key=lambda item: item.end))}

    def _contradicts(self, item: Found, body: Body) -> bool:
        """Whether the body cannot be that of the mention: no supplement of Official Records prints a treaty."""
        entry = self.entries.get(item.instrument or "")
        return entry is not None and entry.kind == "treaty" and body.is_publication and not body.is_treaty_series

    def _is_another_resolution(self, item: Found, body: Body) -> bool:
        """Whether the body names a resolution, and not that of the instrument at the mark: one about it.

        "the midterm review of the Sendai Framework¹" with resolution 77/289 is no citation of 69/283.
        """
        entry = self.entries.get(item.instrument or "")
        own = entry.symbol if entry else None
        named = [symbol for symbol in body.symbols if "/RES/" in symbol]
        if not own or "/RES/" not in own or not named or item.symbol:
            return False
        return not any(symbol == own or symbol.startswith(f"{own} ") for symbol in named)

    def _is_inside_document(self, text: str, note: Note, last_mark: int, free: list[Found]) -> bool:
        """Whether the mention at the mark only ends the name of the document that the body names."""
        body = note.body
        if body is None or not body.symbols or body.is_publication:
            return False
        near = [item for item in free if item.end >= note.offset - NEAR and item.kind != "words"]
        if not near:
            return False
        start = min(item.start for item in near)
        opening = opening_before(text, start, last_mark)
        return opening is not None and "," not in text[opening:start]

    def _near(self, free: list[Found], offset: int) -> set[tuple[int, int]]:
        near = [item for item in free if item.end >= offset - NEAR]
        return {_span(max(near, key=_span))} if near else set()

    def _loose(self, text: str, free: list[Found], note: Note, last_mark: int) -> set[tuple[int, int]]:
        """The last mention before the mark, when only its title or date stands between."""
        item = max((item for item in free if item.end > last_mark), key=lambda item: item.end, default=None)
        if item is None or note.body is None or not note.body.names_something or note.offset - item.end > FAR:
            return set()
        if _NEW_THING.search(text, item.end, note.offset):
            return {_span(item)} if self._is_only_dated(text, item, note) else set()
        numbered = item.kind in ("resolution", "decision")
        fits = (numbered and note.body.is_publication) or (item.instrument is None and not numbered)
        return {_span(item)} if fits else set()

    def _is_only_dated(self, text: str, item: Found, note: Note) -> bool:
        """Whether the words up to the mark tell when and by whom it was adopted, and the body gives no other text."""
        entry = self.entries.get(item.instrument or "")
        is_other = entry is not None and entry.symbol is not None
        gap = text[item.end : note.offset]
        return not is_other and ";" not in gap and _ADOPTED.match(gap) is not None

    def _joined(self, item: Found, mark: str, body: Body) -> Found:
        symbol, instrument = item.symbol, item.instrument
        entry = self.entries.get(instrument) if instrument else None
        if symbol is None and entry is not None and entry.symbol in body.symbols:
            symbol = entry.symbol
        if symbol is None and instrument is None and body.names_something:
            instrument = next(iter(self._slugs(body)), None)
            symbol = next(iter(body.symbols), None)
        return replace(item, footnote=mark, symbol=symbol, instrument=instrument)

    def _from_words(self, text: str, note: Note, last_mark: int, found: list[Found]) -> list[Found]:
        """Findings for what stands in the footnote alone."""
        if note.body is None or not note.body.names_something:
            return []
        start, end = _words(text, note, last_mark, found)
        if end <= start:
            return []
        if note.body.treaties:
            slug = next(iter(self._slugs(note.body)), None)
            return [Found(start, end, "words", instrument=slug, footnote=note.mark)]
        return [
            Found(start, end, "words", symbol, self.by_symbol.get(symbol), footnote=note.mark)
            for symbol in note.body.symbols
        ]

    def _lost(self, text: str, note: Note, last_mark: int, free: list[Found]) -> list[Found]:
        """The document at a mark whose body is lost, unless a mention stands there."""
        opening = opening_before(text, note.offset, last_mark)
        goes_on = any(_ends_at(item, last_mark) for item in free)
        if opening is None and (not goes_on or self._near(free, note.offset)):
            return []
        start, end = phrase_before(text, note.offset, last_mark)
        if opening is None:
            start = last_mark
            while start < end and not text[start].isalnum():
                start += 1
        return [Found(start, end, "words")] if end > start else []


def _span(item: Found) -> tuple[int, int]:
    return item.start, item.end


def _ends_at(item: Found, last_mark: int) -> bool:
    """Whether a document that stands by words alone runs up to the mark."""
    return item.kind == "words" and last_mark - NEAR <= item.end <= last_mark


def _words(text: str, note: Note, last_mark: int, found: list[Found]) -> tuple[int, int]:
    """The noun phrase at a mark, behind the mentions before it, or with those that its own name holds."""
    floor = max([last_mark, *(item.end for item in found if item.end <= note.offset)])
    start, end = phrase_before(text, note.offset, floor)
    another = _ANOTHER.match(text, last_mark)
    if another and opening_before(text, end, last_mark) is None and any(_ends_at(item, last_mark) for item in found):
        return another.end(), end
    if end <= start or opening_before(text, end, floor) is None:
        opening = opening_before(text, end, last_mark)
        if opening is not None:
            return opening, max(end, phrase_before(text, note.offset, last_mark)[1])
    if end <= start:
        start, end = phrase_before(text, note.offset, last_mark)
    words = [item for item in found if item.kind == "words" and item.end <= start]
    if words and goes_on(text, start) and opening_before(text, end, floor) is None:
        # "its thirtieth¹ and thirty-first sessions²": the second mark continues the phrase of the first
        start = words[-1].start
    return start, end
