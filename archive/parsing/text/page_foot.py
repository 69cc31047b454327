"""Notes at the foot of a page that no rule of underscores begins: Geneva draws the rule as a line, which no text keeps.

    issues affecting them,3            issues affecting them,3
    2                                  2 A/HRC/44/35.
    3                                  3 See resolution 69/2.
    A/HRC/44/35.
    See resolution 69/2.

The numbers must be the next ones, stand as marks in the page above, and the words read
as those of notes; a list in a paragraph has numbers with full stops.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby

from archive.parsing.text.note_blocks import BEGINS, DIGIT_START, ENDS, MARK_ALONE
from archive.parsing.text.phrases import opens_operative
from archive.parsing.text.working import Line

# the first number of a document's notes: those before it may stand on the cover
_FIRST = 3
# "issues affecting them,3" | "the Agenda 4 and"
_MARK_IN_TEXT = re.compile(r"[^\d\s/(–-]\s?(\d{1,3})(?![\d/])")
# "the Programme;1 and": no number of a sentence stands so
_GLUED_MARK = re.compile(r"[a-z][,;.)”]?(\d{1,3})(?=\s|$)")
_LONGEST = 300


def foots_of_pages(lines: list[Line]) -> list[list[Line]]:
    """For each page the lines of its notes, as runs of the given lines; pages without notes are left out."""
    found: list[list[Line]] = []
    last = 0
    for _, group in groupby(lines, key=lambda line: line.page):
        page = _Page(list(group))
        while span := page.foot(last):
            found.append(page.lines[span[0] : span[1]])
            last = max(page.marks(*span))
            page.begin = span[1]
    return found


class _Page:
    """The lines of a page; `begin` is the first not yet taken. What is asked often is told once for each line."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.begin = 0
        glued = {int(match[1]) for line in lines for match in _GLUED_MARK.finditer(line.text)}
        self.numbers = [_number(line, glued) for line in lines]
        self.ends = self._ends()
        self.marked = self._marked()

    def _ends(self) -> list[int]:
        """For each line, where the notes that it may begin would end."""
        ends = [len(self.lines)] * len(self.lines)
        for index in range(len(self.lines) - 2, -1, -1):
            ends[index] = ends[index + 1] if self._goes_on(index) else index + 1
        return ends

    def _goes_on(self, index: int) -> bool:
        """Whether notes run on from this line to the next."""
        before, line = self.lines[index], self.lines[index + 1]
        if self.numbers[index + 1] is not None or BEGINS.match(line.text) or MARK_ALONE.match(before.bare):
            return True
        return not ENDS.search(before.bare) and not line.after_edge

    def _marked(self) -> dict[int, list[tuple[int, int]]]:
        """Where numbers stand as marks do: by number, the line of the words before it and its own."""
        starts: list[int] = []
        length = 0
        for line in self.lines:
            starts.append(length)
            length += len(line.text) + 1
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for match in _MARK_IN_TEXT.finditer("\n".join(line.text for line in self.lines)):
            words, number = (bisect_right(starts, at) - 1 for at in (match.start(), match.start(1)))
            found[int(match[1])].append((words, number))
        return found

    def foot(self, last: int) -> tuple[int, int] | None:
        """Where the notes of the page begin and end, if it has any; `last` is the last number before them."""
        for start in range(self.begin + 1, len(self.lines)):
            if not self._may_start(start, last):
                continue
            end = min(self.ends[start], start + _LONGEST)
            if self._are_notes(start, end, last):
                return start, end
        return None

    def _may_start(self, start: int, last: int) -> bool:
        line, number = self.lines[start], self.numbers[start]
        if number is not None:
            return number == last + 1 or (last == 0 and number <= _FIRST)
        apart = line.after_blank or line.after_edge
        return apart and BEGINS.match(line.text) is not None

    def marks(self, start: int, end: int) -> list[int]:
        """The numbers of the notes of a block, as far as they run on."""
        found = {number for number in self.numbers[start:end] if number is not None}
        first = min(found, default=0)
        return [number for number in sorted(found) if number - first < len(found)]

    def _are_notes(self, start: int, end: int, last: int) -> bool:
        if end < len(self.lines) and not self.lines[end].after_edge:
            return False
        marks = self.marks(start, end)
        if not marks or len(marks) != sum(number is not None for number in self.numbers[start:end]):
            return False
        if marks[0] != last + 1 and not (last == 0 and marks[0] <= _FIRST):
            return False
        begun = sum(
            not MARK_ALONE.match(line.bare) and (number is not None or BEGINS.match(line.text) is not None)
            for line, number in zip(self.lines[start:end], self.numbers[start:end], strict=True)
        )
        return begun * 2 >= len(marks) and any(self._is_marked(number, start) for number in marks)

    def _is_marked(self, number: int, start: int) -> bool:
        """Whether a number stands as a mark in the lines above."""
        places = self.marked.get(number, [])
        at = bisect_left(places, (self.begin, -1))
        return at < len(places) and places[at][1] < start


def _number(line: Line, glued: set[int]) -> int | None:
    """The mark that a line begins with: before words of notes, or one that stands glued to a word of the page."""
    if MARK_ALONE.match(line.bare):
        return int(line.bare) if line.bare.isdigit() else None
    match = DIGIT_START.match(line.text)
    if match is None:
        return None
    words = line.text[match.end() :]
    number = int(match[1])
    marked = number in glued and words[:1].isupper() and not opens_operative(words)
    return number if marked or BEGINS.match(words) else None
