"""What footnotes name: the authority in each body, "Ibid." followed, and which body belongs to which mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from archive.parsing.citations.documents import find_documents
from archive.parsing.citations.resolutions import Reading, find_resolutions
from archive.parsing.document import ParsedFootnote, ParsedParagraph

_IBID = re.compile(r"\W{0,3}(?:see\s)?[I1l]bid\b", re.IGNORECASE)
_TREATY_SERIES = re.compile(r"Treaty Series", re.IGNORECASE)
_TREATY = re.compile(r"vols?\.\s(?P<volumes>\d[\d, and]{0,60}),\sNos?\.\s(?:I-)?(?P<numbers>\d[\d, and–-]{0,40})")
# "Official Records of the General Assembly, Seventy-second Session, Supplement No. 53 (A/72/53)": where it is printed
_PRINTED_IN = re.compile(r"Supplement No\.\s\w{1,6}\s\((?P<symbol>[A-Z]/[^\s)]{1,30})")
_PUBLICATION = re.compile(r"Official Records|Supplement No|Reports? of the|United Nations publication")
_CORRIGENDUM = re.compile(r"/(?:Corr|Amend)\.\d+$")


@dataclass(frozen=True, slots=True)
class Body:
    """What a footnote body names: symbols in order, treaties as (volume, registration number).

    A publication (Official Records, a report) may only say where something is printed.
    """

    symbols: tuple[str, ...] = ()
    treaties: tuple[tuple[str, str], ...] = ()
    is_treaty_series: bool = False
    is_publication: bool = False

    @property
    def names_something(self) -> bool:
        """Whether any authority was read."""
        return bool(self.symbols or self.treaties)


@dataclass(frozen=True, slots=True)
class Note:
    """A mark in a paragraph: where it stands, the mark and reading of its body (None where the source has no body)."""

    offset: int
    mark: str
    body: Body | None


def read_notes(
    paragraphs: Sequence[ParsedParagraph], footnotes: Sequence[ParsedFootnote], reading: Reading
) -> dict[str, list[Note]]:
    """The notes of every paragraph, by its label, in the order of their marks."""
    bodies = _read_bodies(footnotes, reading)
    paired = _pair(paragraphs, footnotes)
    notes: dict[str, list[Note]] = {}
    for (label, offset, printed), index in paired.items():
        mark = printed if index is None else footnotes[index].mark
        notes.setdefault(label, []).append(Note(offset, mark, None if index is None else bodies[index]))
    return notes


def _read_bodies(footnotes: Sequence[ParsedFootnote], reading: Reading) -> list[Body]:
    bodies: list[Body] = []
    read: dict[tuple[str, Body], Body] = {}  # the same words stand in many notes
    previous = Body()
    for footnote in footnotes:
        key = footnote.text, previous
        if key not in read:
            read[key] = _read(*key, reading)
        previous = read[key]
        bodies.append(previous)
    return bodies


def _read(text: str, previous: Body, reading: Reading) -> Body:
    numbered = sorted(find_resolutions(text, reading) + find_documents(text), key=lambda found: found.start)
    symbols = _essential([found.symbol for found in numbered if found.symbol], text)
    ibid = _IBID.match(text) is not None
    is_series = _TREATY_SERIES.search(text) is not None or (ibid and previous.is_treaty_series)
    treaties = _treaties(text) if is_series else ()
    if ibid and not symbols and not treaties:
        return previous
    publication = _PUBLICATION.search(text) is not None or (ibid and previous.is_publication and bool(symbols))
    return Body(symbols, treaties, is_series, publication)


def _essential(symbols: list[str], text: str) -> tuple[str, ...]:
    """Symbols without corrigenda, and without the volume where something is printed that is named itself."""
    printed_in = set(_PRINTED_IN.findall(text))
    named = [symbol for symbol in symbols if symbol not in printed_in] or symbols
    plain = [symbol for symbol in named if _CORRIGENDUM.sub("", symbol) == symbol] or named
    return tuple(dict.fromkeys(plain))


def _treaties(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _TREATY.finditer(text):
        volumes = re.findall(r"\d+", match["volumes"])
        numbers = _numbers(match["numbers"])
        found += [(volume, number) for number in numbers for volume in volumes]
    return tuple(found)


def _numbers(text: str) -> list[str]:
    """ "970–973" is four registration numbers."""
    ends = re.fullmatch(r"(\d{1,5})\s?[-–]\s?(\d{1,5})", text.strip())
    if ends and 0 < int(ends[2]) - int(ends[1]) < 20:
        return [str(number) for number in range(int(ends[1]), int(ends[2]) + 1)]
    return re.findall(r"\d+", text)


_Mark = tuple[str, int, str]


def _pair(paragraphs: Sequence[ParsedParagraph], footnotes: Sequence[ParsedFootnote]) -> dict[_Mark, int | None]:
    """Which body (its index) each mark (label, offset, mark) has.

    By the mark where marks can be trusted; where a scan garbled them, so that two bodies carry
    the same mark, by place: the last marks before the foot of a page belong to the bodies there.
    """
    marks: list[tuple[_Mark, int]] = [
        ((paragraph.label, min(note.offset, len(paragraph.text)), note.mark), _line(paragraph, note.offset))
        for paragraph in paragraphs
        for note in sorted(paragraph.notes, key=lambda note: note.offset)
    ]
    if _are_garbled(footnotes):
        return _by_place(marks, footnotes)
    by_mark: dict[str, list[int]] = {}
    for index, footnote in enumerate(footnotes):
        by_mark.setdefault(footnote.mark, []).append(index)
    uses = Counter(mark[2] for mark, _ in marks)
    seen: Counter[str] = Counter()
    paired: dict[_Mark, int | None] = {}
    for mark, _ in marks:
        candidates = by_mark.get(mark[2], [])
        turn = seen[mark[2]] if len(candidates) == uses[mark[2]] else 0
        paired[mark] = candidates[turn] if candidates else None
        seen[mark[2]] += 1
    return paired


def _line(paragraph: ParsedParagraph, offset: int) -> int:
    """About which line of the source a place in a paragraph stands on."""
    if paragraph.lines is None:
        return 0
    first, last = paragraph.lines
    return first + offset * (last - first) // max(1, len(paragraph.text))


def _are_garbled(footnotes: Sequence[ParsedFootnote]) -> bool:
    counts = Counter(footnote.mark for footnote in footnotes)
    has_lines = all(footnote.lines for footnote in footnotes)
    return has_lines and any(count > 1 for count in counts.values()) and not all(mark.isdigit() for mark in counts)


def _by_place(marks: list[tuple[_Mark, int]], footnotes: Sequence[ParsedFootnote]) -> dict[_Mark, int | None]:
    paired: dict[_Mark, int | None] = {mark: None for mark, _ in marks}
    marks = sorted(marks, key=itemgetter(1))
    lines_of_marks = [line for _, line in marks]
    previous_end = 0
    for block in _feet(footnotes):
        lines = footnotes[block[0]].lines
        start = lines[0] if lines else 0
        first, last = bisect_left(lines_of_marks, previous_end), bisect_left(lines_of_marks, start)
        on_page = [mark for mark, _ in marks[first:last]]
        for mark, index in zip(on_page[::-1], block[::-1], strict=False):
            paired[mark] = index
        previous_end = start
    return paired


def _feet(footnotes: Sequence[ParsedFootnote]) -> list[list[int]]:
    """Indexes of bodies that follow one another line by line: the feet of the pages."""
    feet: list[list[int]] = [[0]] if footnotes else []
    for (before, first), (after, second) in pairwise(enumerate(footnotes)):
        if first.lines and second.lines and second.lines[0] - first.lines[1] <= 2:
            feet[-1].append(after)
        else:
            feet.append([after])
        del before
    return feet
