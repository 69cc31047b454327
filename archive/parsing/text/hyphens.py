"""Words that a printer cut at the end of a line: "reli-" | "gion" is one word, "well-" | "being" keeps its hyphen.

After it: in a text whose lines are hyphenated, no line ends in the middle of a word. The United
Nations has not hyphenated since the 1990s, so where no word was seen to be cut, none is mended.
"""

from __future__ import annotations

import re

from archive.parsing.text.working import Line, Work

_CUT = re.compile(r"([^\W\d_]{2,})-$")
_REST = re.compile(r"[a-zß-ÿ]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# first and last parts of words that keep their hyphen wherever the line ends
_FIRST = (
    "well self non co sub anti inter multi socio cross high low long short mid pre post ex semi micro under over vice "
    "all half one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "north south east west follow start decision policy capacity confidence peace income gender sex age time fact "
    "so by much least less land child human world life large small full part short medium non-self"
)
_LAST = (
    "up being based making building level scale wide free term day time called related specific sharing "
    "general governmental economic cultural political military first second third fourth fifth sixth seventh eighth "
    "ninth one two three four five six seven eight nine year finding keeping led owned term-wide defence"
)
_KEPT_AFTER, _KEPT_BEFORE = frozenset(_FIRST.split()), frozenset(_LAST.split())
# cut words, and cut words in a hundred lines, at least, of a text whose lines are hyphenated
_FEWEST = 3
_SHARE = 3


def mend_hyphens(work: Work) -> None:
    """Give each line the rest of its last word, where the words were cut and not joined by a hyphen."""
    lines = work.lines
    cuts = [index for index, line in enumerate(lines[:-1]) if line.text.endswith("-") and _CUT.search(line.text)]
    pairs = [(index, *parts) for index in cuts if (parts := _parts(lines[index], lines[index + 1]))]
    if not pairs:
        return
    words = _whole_words(lines)
    cut = [(index, first, rest) for index, first, rest in pairs if not _keeps_hyphen(first, rest, words)]
    if len(cut) < _FEWEST or len(cut) * 100 < _SHARE * len(lines):
        cut = [(index, first, rest) for index, first, rest in cut if (first + rest).casefold() in words]
    for index, _, _ in cut:
        _join(lines[index], lines[index + 1])
    work.lines = [line for line in lines if line.text]


def _whole_words(lines: list[Line]) -> set[str]:
    """The words of the text without those that a line cuts."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = [word.casefold() for word in _WORD.findall(line.text)]
        ends = line.text.endswith("-") and _CUT.search(line.text) is not None
        found.update(words[int(cut) : len(words) - ends])
        cut = ends
    return found


def _join(line: Line, following: Line) -> None:
    word, _, left = following.text.partition(" ")
    line.text = line.text[:-1] + word
    line.numbers = (*line.numbers, *following.numbers[:1])
    following.text = left.lstrip()


def _parts(line: Line, following: Line) -> tuple[str, str] | None:
    first, rest = _CUT.search(line.text), _REST.match(following.text)
    return (first[1], rest[0]) if first and rest and not following.after_blank else None


def _keeps_hyphen(first: str, rest: str, words: set[str]) -> bool:
    first, rest = first.casefold(), rest.casefold()
    if f"{first}-{rest}" in words:
        return True
    if first + rest in words:
        return False
    return first in _KEPT_AFTER or rest in _KEPT_BEFORE or (first in words and rest in words)
