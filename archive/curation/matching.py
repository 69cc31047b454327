"""Which paragraph of an earlier reading is which of a new one, so that what librarians decided stays with the words."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

SAME_PLACE = 60.0
"""Likeness (0 to 100) from which a paragraph under an unchanged label counts as the same, reworded."""
ELSEWHERE = 90.0
"""Likeness from which a paragraph under another label counts as the same, moved."""
COMPARED_LENGTH = 4_000
"""Characters of a paragraph that are compared; the time grows with their square."""
COMPARED_AT_MOST = 40_000
"""Pairs compared for moved paragraphs; a reading that shares less with the earlier one is a new text."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as matching sees it."""

    label: str
    text: str


def match(*, earlier: Sequence[Words], later: Sequence[Words]) -> list[int | None]:
    """For each later paragraph the index of the earlier one that it continues, or None where it is new.

    First the same words under the same label, then the same words elsewhere, then like words under
    the same label, then nearly the same words elsewhere. No earlier paragraph is taken twice.
    """
    matches: list[int | None] = [None] * len(later)
    free = dict(enumerate(earlier))
    _exactly(matches, free, later, key=lambda words: (words.label, words.text))
    _exactly(matches, free, later, key=lambda words: words.text)
    _same_place(matches, free, later)
    _moved(matches, free, later)
    return matches


def _exactly(
    matches: list[int | None], free: dict[int, Words], later: Sequence[Words], key: Callable[[Words], Hashable]
) -> None:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, words in free.items():
        waiting[key(words)].append(index)
    for place, words in enumerate(later):
        if matches[place] is None and waiting[key(words)]:
            index = waiting[key(words)].pop(0)
            matches[place] = index
            del free[index]


def _same_place(matches: list[int | None], free: dict[int, Words], later: Sequence[Words]) -> None:
    by_label = {words.label: index for index, words in free.items()}
    for place, words in enumerate(later):
        index = by_label.get(words.label)
        if matches[place] is None and index is not None and _like(free[index].text, words.text, SAME_PLACE):
            matches[place] = index
            del free[index]


def _moved(matches: list[int | None], free: dict[int, Words], later: Sequence[Words]) -> None:
    places = [place for place, index in enumerate(matches) if index is None]
    if len(places) * len(free) > COMPARED_AT_MOST:
        return
    for place in places:
        for index, words in free.items():
            if _like(words.text, later[place].text, ELSEWHERE):
                matches[place] = index
                del free[index]
                break


def _like(one: str, other: str, least: float) -> bool:
    return fuzz.ratio(one[:COMPARED_LENGTH], other[:COMPARED_LENGTH], score_cutoff=least) > 0
