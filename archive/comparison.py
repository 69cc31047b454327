"""Comparing texts: which of two lists of texts belong together, and which words differ.

Knows strings only. What counts as the same word: letters, digits and marks, whatever hyphen,
quotation mark or blank stands between or around them, since those are set differently by
every publisher and lost by every scanner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

ALIKE = 60.0
"""Similarity (0 to 100) from which two texts are taken for two wordings of one."""

LARGEST_GAP = 40_000
"""Pairs that are compared in full between two texts that are equal; beyond, position decides."""

_TOKEN = re.compile(r"\s*(?P<word>\S+)")
_DASHES = re.compile("[\u00ad\u2010-\u2015\u2212-]")
_QUOTES = re.compile("[\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\"'`]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, by position in their lists; None where one has no partner."""

    left: int | None
    right: int | None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that differ: what stands left and right, and where it begins in either text."""

    left: str
    right: str
    left_start: int
    right_start: int


def squeeze(text: str) -> str:
    """What of a text is compared: no blanks, hyphens or quotation marks, compatible characters as one."""
    text = unicodedata.normalize("NFKC", text)
    return _QUOTES.sub("", _DASHES.sub("", "".join(text.split())))


def align(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Pairs in reading order of both lists: equal texts first, between them the most similar ones."""
    here, there = [squeeze(text) for text in left], [squeeze(text) for text in right]
    pairs: list[Pair] = []
    for equal, gap in _runs(here, there):
        pairs += _align_gap(here, there, gap)
        pairs += [Pair(one, other, 100.0) for one, other in zip(equal.left, equal.right, strict=True)]
    return pairs


def word_changes(left: str, right: str) -> list[Change]:
    """The runs of words that differ between two texts; empty where all words are the same."""
    here, there = list(_TOKEN.finditer(left)), list(_TOKEN.finditer(right))
    changes = []
    for _, gap in _runs([squeeze(each[0]) for each in here], [squeeze(each[0]) for each in there]):
        mine, theirs = _span(left, here, gap.left), _span(right, there, gap.right)
        if squeeze(left[slice(*mine)]) != squeeze(right[slice(*theirs)]):
            changes.append(Change(left[slice(*mine)], right[slice(*theirs)], mine[0], theirs[0]))
    return changes


@dataclass(frozen=True, slots=True)
class _Run:
    left: range
    right: range


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[_Run, _Run]]:
    """Runs of equal items, each with the gap before it; the last run is empty."""
    before_left = before_right = 0
    for block in LCSseq.opcodes(left, right).as_matching_blocks():
        gap = _Run(range(before_left, block.a), range(before_right, block.b))
        before_left, before_right = block.a + block.size, block.b + block.size
        yield _Run(range(block.a, before_left), range(block.b, before_right)), gap


def _align_gap(left: Sequence[str], right: Sequence[str], gap: _Run) -> list[Pair]:
    """The alignment of a gap that keeps the order and has the greatest sum of similarities."""
    if not gap.left or not gap.right:
        return [*(Pair(index, None) for index in gap.left), *(Pair(None, index) for index in gap.right)]
    if len(gap.left) * len(gap.right) > LARGEST_GAP:
        return _align_by_position(left, right, gap)
    rows, columns = len(gap.left), len(gap.right)
    similar = [[_similarity(left[one], right[other]) for other in gap.right] for one in gap.left]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            together = similar[row][column] + best[row + 1][column + 1] if similar[row][column] else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        score = similar[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            pairs.append(Pair(gap.left[row], gap.right[column], score))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append(Pair(gap.left[row], None))
            row += 1
        else:
            pairs.append(Pair(None, gap.right[column]))
            column += 1
    pairs += [Pair(gap.left[index], None) for index in range(row, rows)]
    return pairs + [Pair(None, gap.right[index]) for index in range(column, columns)]


def _align_by_position(left: Sequence[str], right: Sequence[str], gap: _Run) -> list[Pair]:
    pairs = []
    for one, other in zip_longest(gap.left, gap.right):
        score = _similarity(left[one], right[other]) if one is not None and other is not None else 0.0
        if score:
            pairs.append(Pair(one, other, score))
        else:
            pairs += [Pair(one, None)] if one is not None else []
            pairs += [Pair(None, other)] if other is not None else []
    return pairs


def _similarity(one: str, other: str) -> float:
    """From `ALIKE` to 100, or 0 for texts that are not two wordings of one."""
    return fuzz.ratio(one, other, score_cutoff=ALIKE)


def _span(text: str, tokens: Sequence[re.Match[str]], run: range) -> tuple[int, int]:
    """From where to where a run of words stands; of an empty run, the place where it would stand."""
    start = tokens[run.start].start("word") if run.start < len(tokens) else len(text)
    return start, tokens[run.stop - 1].end() if run else start
