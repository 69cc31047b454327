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
from itertools import groupby

from archive.parsing.text.note_blocks import BEGINS, DIGIT_START, ENDS, MARK_ALONE
from archive.parsing.text.working import Line

# the first number of a document's notes: those before it may stand on the cover
_FIRST = 3
# "issues affecting them,3" | "the Agenda 4 and"
_MARK_IN_TEXT = r"[^\d\s/(–-]\s?{}(?![\d/])"
_LONGEST = 300


def foots_of_pages(lines: list[Line]) -> list[list[Line]]:
    """For each page the lines of its notes, as runs of the given lines; pages without notes are left out."""
    found: list[list[Line]] = []
    last = 0
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        while span := _foot(page, last):
            found.append(page[span[0] : span[1]])
            last = max(_marks(found[-1]))
            page = page[span[1] :]
    return found


def _foot(page: list[Line], last: int) -> tuple[int, int] | None:
    """Where the notes of a page begin and end, if it has any."""
    for start in range(1, len(page)):
        if not _may_start(page, start, last):
            continue
        end = _end(page, start)
        block = page[start:end]
        if _are_notes(page, start, block, last):
            return start, end
    return None


def _may_start(page: list[Line], start: int, last: int) -> bool:
    line = page[start]
    number = _number(line)
    if number is not None:
        return number == last + 1 or (last == 0 and number <= _FIRST)
    apart = line.after_blank or line.after_edge
    return apart and BEGINS.match(line.text) is not None


def _number(line: Line) -> int | None:
    if MARK_ALONE.match(line.bare):
        return int(line.bare) if line.bare.isdigit() else None
    match = DIGIT_START.match(line.text)
    return int(match[1]) if match and BEGINS.match(line.text, match.end()) else None


def _end(page: list[Line], start: int) -> int:
    end = start + 1
    while end < len(page) and end - start < _LONGEST and _goes_on(page[end - 1], page[end]):
        end += 1
    return end


def _goes_on(before: Line, line: Line) -> bool:
    if _number(line) is not None or BEGINS.match(line.text) or MARK_ALONE.match(before.bare):
        return True
    return not ENDS.search(before.bare) and not line.after_edge


def _marks(block: list[Line]) -> list[int]:
    """The numbers of the notes of a block, as far as they run on."""
    found = {number for line in block if (number := _number(line)) is not None}
    first = min(found, default=0)
    return [number for number in sorted(found) if number - first < len(found)]


def _are_notes(page: list[Line], start: int, block: list[Line], last: int) -> bool:
    apart = start + len(block) == len(page) or page[start + len(block)].after_edge
    marks = _marks(block)
    numbers = [number for line in block if (number := _number(line)) is not None]
    if not apart or not marks or len(marks) != len(numbers):
        return False
    if marks[0] != last + 1 and not (last == 0 and marks[0] <= _FIRST):
        return False
    texts = [line for line in block if not MARK_ALONE.match(line.bare)]
    begun = sum(BEGINS.match(_words(line)) is not None for line in texts)
    above = "\n".join(line.text for line in page[:start])
    marked = any(re.search(_MARK_IN_TEXT.format(number), above) for number in marks)
    return marked and begun * 2 >= len(marks)


def _words(line: Line) -> str:
    match = DIGIT_START.match(line.text)
    return line.text[match.end() :] if match else line.text
