"""Instruments cited by any name of the authority file, and judgments by their date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from archive.parsing.citations.authority import Authority
from archive.parsing.citations.dates import read_date
from archive.parsing.citations.findings import Found
from archive.parsing.citations.patterns import DATE, may_name_judgment

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s,.:()“”\"'‘’/\u2010-\u2015-]{1,4}")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


_JUDGMENT = re.compile(rf"\b(?:[Aa]dvisory [Oo]pinion|[Jj]udge?ment)\b[^;.“”]{{0,120}}?\s(?:of|on)\s(?={DATE.pattern})")

REMEMBERED = 50_000
"""Words remembered by a finder; a corpus of resolutions has half as many."""
LONG_NAME = 6
"""A name of so many words is known by them, whether or not it begins with a capital."""


def folded(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small letters, no article, no punctuation."""
    return tuple(
        word.casefold() for word in _WORD.findall(_ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)
    )


@dataclass(slots=True)
class _Node:
    """A word of a name: the words that may follow it, and what a name that ends here means.

    `wants_capital` tells that the name does not count where it begins with a small letter, and
    `all_capital` that this holds for every name that goes through here.
    """

    branches: dict[str, _Node] = field(default_factory=dict)
    slugs: tuple[str, ...] = ()
    wants_capital: bool = True
    all_capital: bool = True


class _Begins(dict[str, _Node | None]):
    """The names that a word, as printed, begins; remembers the words that it was asked about."""

    def __init__(self, tree: _Node) -> None:
        self._tree = tree

    def __missing__(self, word: str) -> _Node | None:
        node = self._tree.branches.get(word.casefold())
        if node and node.all_capital and word[0].islower():
            node = None
        if len(self) < REMEMBERED:
            self[word] = node
        return node


class NameFinder:
    """Finds the names of an authority file in texts, the longest first, in one walk over the words."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.by_date = {
            entry.adopted_on: entry.slug
            for entry in authority.entries.values()
            if entry.kind == "judgment" and entry.adopted_on
        }
        self._tree = _Node()
        self._begins = _Begins(self._tree)
        for entry in authority.entries.values():
            for name in entry.names:
                self._plant(name, (entry.slug,))
        for name, slugs in authority.groups.items():
            self._plant(name, slugs)

    def _plant(self, name: str, slugs: tuple[str, ...]) -> None:
        words = folded(name)
        wants_capital = name[:1].isupper() and len(words) < LONG_NAME
        node = self._tree
        for word in words:
            node = node.branches.setdefault(word, _Node())
            node.all_capital = node.all_capital and wants_capital
        node.slugs = node.slugs or slugs
        node.wants_capital = node.wants_capital and wants_capital

    def find(self, text: str) -> list[Found]:
        """Every name in the text; one that means several instruments gives one finding for each."""
        words = _WORD.findall(text)
        begun = [(index, node) for index, node in enumerate(map(self._begins.__getitem__, words)) if node]
        named = [(index, ends) for index, node in begun if (ends := _ends(words, index, node))]
        # most texts have none, so where the words stand is asked for few
        spans = [word.span() for word in _WORD.finditer(text)] if named else []
        found: list[Found] = []
        after = 0
        for index, ends in named:
            if index < after:
                continue
            stop, slugs = _longest(text, spans, index, ends)
            start = spans[index][0]
            end = _closed(text, start, spans[stop - 1][1]) if slugs else start
            found += [Found(start, end, "instrument", instrument=slug) for slug in slugs]
            after = stop
        return merged(text, found + self._judgments(text))

    def _judgments(self, text: str) -> list[Found]:
        """Judgments and advisory opinions by their date."""
        found: list[Found] = []
        if not may_name_judgment(text):
            return found
        for match in _JUDGMENT.finditer(text):
            stands = DATE.match(text, match.end())
            day = read_date(stands) if stands else None
            if stands and day in self.by_date:
                found.append(Found(match.start(), stands.end(), "instrument", instrument=self.by_date[day], date=day))
        return found


def _ends(words: list[str], index: int, node: _Node) -> list[tuple[int, tuple[str, ...]]]:
    """The names that the words from one on spell: where each ends and what it means, the longest last."""
    is_small = words[index][0].islower()
    ends = []
    for at in range(index + 1, len(words) + 1):
        if node.slugs and not (is_small and node.wants_capital):
            ends.append((at, node.slugs))
        branch = node.branches.get(words[at].casefold()) if at < len(words) else None
        if branch is None:
            break
        node = branch
    return ends


def _longest(
    text: str, spans: list[tuple[int, int]], index: int, ends: list[tuple[int, tuple[str, ...]]]
) -> tuple[int, tuple[str, ...]]:
    """The last of the ends up to which nothing but blanks and points stands between the words."""
    best: tuple[int, tuple[str, ...]] = (index + 1, ())
    at = index + 1
    for stop, slugs in ends:
        while at < stop and _BETWEEN.fullmatch(text, spans[at - 1][1], spans[at][0]):
            at += 1
        if at < stop:
            break
        best = stop, slugs
    return best


# "Intergovernmental Conference to Adopt the Global Compact …" names a conference
_BODY_BEFORE = re.compile(
    r"\b(?:Conference|Committee|Forum|Fund|Board|Group|Centre|Office|Network|Secretariat|Commission|Meeting|Platform)"
    r"\s(?:of the (?:States )?Parties to|to (?:Adopt|Review)|on|for)\s(?:the\s)?$"
)
_BODY_BEHIND = re.compile(r"\s(?:Champion|Committee|Conference|Forum|Fund|Secretariat)")


def is_part_of_a_name(text: str, found: Found) -> bool:
    """Whether the words name a conference, committee or fund and not the instrument that it is called after."""
    if found.kind != "instrument":
        return False
    return (
        _BODY_BEFORE.search(text[max(0, found.start - 60) : found.start]) is not None
        or _BODY_BEHIND.match(text, found.end) is not None
    )


# between two names of one thing: "advisory opinion OC 16/99 of 1 October 1999 on the Right to …"
_SAME_THING = re.compile(
    r"\)?,?\s(?:(?:on|in|regarding|concerning|entitled|in the case concerning)\s)?(?:the\s)?[“\"]?|[,:(\s“\"]{0,3}"
)


def _closed(text: str, start: int, end: int) -> int:
    """The end with a parenthesis that was opened inside."""
    return end + 1 if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end) else end


def merged(text: str, found: list[Found]) -> list[Found]:
    """The findings with neighbouring names of the same instrument made one."""
    result: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        last = result[-1] if result else None
        if (
            last
            and last.instrument == item.instrument
            and (item.start <= last.end or _SAME_THING.fullmatch(text, last.end, item.start))
        ):
            end = _closed(text, last.start, max(last.end, item.end))
            result[-1] = replace(last, end=end, date=last.date or item.date)
        else:
            result.append(item)
    return result
