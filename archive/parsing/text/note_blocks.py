"""The notes under the rule of one page, whose marks may stand before, above or far below their bodies.

poppler prints "7 / See resolution ..." as two lines, and the marks of the first notes often last:

    __________________
    Official Records of the General Assembly, Seventy-eighth Session, Supplement No. 32 (A/78/32).
    A/78/96.
    3
    A/78/544.
    1
    2
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import pairwise

from archive.parsing.text.joining import join
from archive.parsing.text.working import CLOSE, OPEN, Line, NoteBody

# what notes begin with: "See", "Ibid.", "Resolution 70/1", "A/78/203", "United Nations, Treaty Series"
BEGINS = re.compile(
    r"(?:See\b|[I1lT\[|!]{1,2}[bh]id\b|Ibid|Idem|Official Records|United Nations,|League of Nations,|Treaty Series|"
    r"Target \d|Resolutions? [\dSE]|Decisions? [\dSE]|General Assembly (?:resolution|decision)|https?://|www\.|"
    r"[AESCB4$]/[A-Z0-9]|[A-Z]{2,8}/[A-Z0-9]|Report of|The full text|Available|"
    r"World Health Organization, |International Labour|Reissued|As (?:of|at|defined|contained)|"
    r"Economic and Social Council (?:resolution|decision)|Human Rights Council|"
    r"[A-Z]\w+(?: \w+){0,6}, (?:annex|chap|vol|resolution|document|No\.)|FCCC|UNEP|ST/|CAC/|Council resolution)"
)
MARK_ALONE = re.compile(r"(?:\d{1,3}|\*{1,3}|[a-z])$")
RAISED_START = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}\s*(?=\S)")
DIGIT_START = re.compile(r"(\d{1,3})\s+(?=\S)")
STAR_START = re.compile(r"(\*{1,3})\s*(?=[A-Z])")
# "A/75/176. 8": the mark of the next note, read with the line above it; but "Supplement No. 8"
_ENDED = r"(?<=[.)\]])(?<!\bNo\.)(?<!\bNos\.)(?<!\b[Vv]ol\.)(?<!chap\.)(?<!sect\.)(?<!para\.)(?<!paras\.)(?<!art\.)"
_MARK_AT_END = re.compile(rf"{_ENDED}\s(\d{{1,3}})$")
_NOTE_INSIDE = re.compile(rf"{_ENDED}\s(\d{{1,3}})\s(?=\S)")
ENDS = re.compile(r"[.)>\]]$")


def note_body(mark: str, lines: list[Line]) -> NoteBody:
    """A note from the lines of its body."""
    text = join([line.printed for line in lines])
    numbers = tuple(number for line in lines for number in line.numbers)
    return NoteBody(mark, text, lines[0].page, numbers)


def _order(mark: str) -> tuple[int, str]:
    """Stars first, then numbers, then letters."""
    return (-1, mark) if mark[0] == "*" else (int(mark), "") if mark.isdigit() else (1000, mark)


@dataclass(slots=True)
class NoteBlock:
    """Reads one block; what it could not place is in `unplaced` afterwards."""

    texts: list[Line] = field(default_factory=list)
    starts: dict[int, str] = field(default_factory=dict)
    """Which text begins a note, and its mark."""
    waiting: list[Line] = field(default_factory=list)
    """Marks alone on the lines just before."""
    loose: list[Line] = field(default_factory=list)
    """Marks that no body follows."""
    unplaced: list[Line] = field(default_factory=list)
    highest: int = 0
    alone: int = 0
    """The highest mark that stood alone on its line."""

    def read(self, block: list[Line]) -> list[NoteBody]:
        """The notes of the block."""
        for line in block:
            if MARK_ALONE.match(line.printed):
                self.waiting.append(line)
                self.alone = max(self.alone, int(line.printed)) if line.printed.isdigit() else self.alone
                continue
            self._text(line)
            while rest := self._cut_next_note():
                self._text(rest)
            self._cut_mark_at_end()
        self.loose += self.waiting
        if not self.texts:
            self.unplaced = self.loose
            return []
        placed = self._place_loose()
        notes = self._cut()
        notes[-1].numbers += placed
        return notes

    def _text(self, line: Line) -> None:
        inline = RAISED_START.match(line.text) or STAR_START.match(line.text) or self._expected(line)
        if inline:
            self._start(inline[1])
            line = Line(line.numbers, line.text[inline.end() :], line.indent, line.page)
        elif self.waiting:
            unmarked_before = bool(self.texts) and 0 not in self.starts
            source = self.waiting.pop(-1 if unmarked_before else 0)
            self._start(source.printed)
            line = Line((*source.numbers, *line.numbers), line.text, line.indent, line.page)
        self.loose += self.waiting
        self.waiting = []
        self.texts.append(line)

    def _cut_next_note(self) -> Line | None:
        """ "Resolution 49/57, annex. 2 See A/75/345.": the next note in the line of the last, taken out of it."""
        line = self.texts[-1]
        for match in _NOTE_INSIDE.finditer(line.text):
            if int(match[1]) == self.highest + 1 and BEGINS.match(line.text, match.end()):
                self.texts[-1] = replace(line, text=line.text[: match.start()])
                return line.cut(match.start(1))
        return None

    def _cut_mark_at_end(self) -> None:
        line = self.texts[-1]
        match = _MARK_AT_END.search(line.text)
        if match and int(match[1]) == self.highest + 1:
            self.texts[-1] = replace(line, text=line.text[: match.start()])
            self.waiting.append(replace(line, text=match[1]))

    def _start(self, mark: str) -> None:
        self.starts[len(self.texts)] = mark
        self.highest = max(self.highest, int(mark)) if mark.isdigit() else self.highest

    def _expected(self, line: Line) -> re.Match[str] | None:
        """ "7 See resolution ...": a number before its body, one more than the last."""
        match = DIGIT_START.match(line.text)
        if not match or (self.texts and not ENDS.search(self.texts[-1].text)):
            return None
        if int(match[1]) in (self.highest + 1, self.alone + 1):
            return match
        return match if not self.starts and BEGINS.match(line.text, match.end()) else None

    def _place_loose(self) -> tuple[int, ...]:
        """Marks printed away from their bodies belong to the unmarked bodies, in order; gives their lines."""
        placed: tuple[int, ...] = ()
        in_order = sorted((_order(mark), position) for position, mark in self.starts.items())
        for line in sorted(self.loose, key=lambda each: _order(each.printed)):
            at = bisect_left(in_order, (_order(line.printed), -1))
            low = in_order[at - 1][1] + 1 if at else 0
            high = in_order[at][1] if at < len(in_order) else len(self.texts)
            free = [position for position in range(low, high) if position not in self.starts]
            if not free and 0 not in self.starts:
                free = [0]  # a body that was printed before them all
            if not free:
                self.unplaced.append(line)
                continue
            position = 0 if free[0] == 0 else self._best_break(free)
            self.starts[position] = line.printed
            in_order.insert(at, (_order(line.printed), position))
            placed += line.numbers
        return placed

    def _best_break(self, positions: list[int]) -> int:
        """The first place where a note most likely begins."""

        def score(position: int) -> int:
            ends = ENDS.search(self.texts[position - 1].text) is not None
            begins = BEGINS.match(self.texts[position].text) is not None
            return 4 * ends + 2 * begins + self.texts[position].text[:1].isupper()

        return max(positions, key=lambda position: (score(position), -position))

    def _cut(self) -> list[NoteBody]:
        positions = sorted(self.starts)
        notes = []
        if not positions or positions[0] > 0:
            notes.append(note_body("", self.texts[: positions[0] if positions else len(self.texts)]))
        for begin, end in pairwise([*positions, len(self.texts)]):
            notes.append(note_body(self.starts[begin], self.texts[begin:end]))
        return notes
