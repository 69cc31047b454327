"""Instruments cited by names defined nearby: "the Convention", "the Covenants", "the Protocols thereto".

They mean what was named before: in the same paragraph, else in the nearest earlier paragraph
that names exactly one such instrument. What a text defines in so many words, "… on the Law of
the Sea (the Convention)", it means from there on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from archive.parsing.citations.authority import Authority, Entry
from archive.parsing.citations.findings import Found, Spans

_NOUNS = (
    "Optional Protocols",
    "Optional Protocol",
    "Protocols",
    "Protocol",
    "Conventions",
    "Convention",
    "Covenants",
    "Covenant",
    "Declaration",
    "Treaty",
    "Agreement",
    "Global Compact",
    "Compact",
    "Statute",
    "Programme of Action",
    "Plan of Action",
    "Global Plan of Action",
    "Platform for Action",
    "Action Agenda",
    "Agenda",
    "Framework",
    "Guiding Principles",
    "Principles",
    "Strategy",
)
_SORTS = ("Convention", "Covenant", "Treaty", "Agreement", "Protocol", "Statute")
"""What a treaty is called by itself; the first of these in its name says what it is."""

# most texts have none of the nouns, and to see that costs little
_HAS_NOUN = re.compile("|".join(_NOUNS))
# "the Convention" where no title follows: not "the Convention on …", "the Declaration of …", "the Agreement between"
_DEFINED = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Bb]oth|[Tt]hese|[Tt]hose|[Tt]he two|[Tt]he first|[Tt]he second)\s"
    rf"(?P<noun>{'|'.join(_NOUNS)})(?![\w-])"
    r"(?!\s(?:on|for|against|of|relating|concerning|between|governing|Against|Relating|Concerning)\b)"
    r"(?!\s(?:to\s)?[A-Z])"
    r"(?P<thereto>\sthereto)?"
)
# "… on the Law of the Sea (the Convention)", "… in Mali (“the Agreement”)", "(hereinafter “the Covenant”)"
_DEFINITION = re.compile(
    r"\s?\((?:herein)?(?:after)?(?:\sreferred\sto\sas)?\s?[“\"‘]?the\s"
    rf"(?P<noun>{'|'.join(_NOUNS)})[”\"’]?\)"
)


@lru_cache(maxsize=4096)
def nouns_of(name: str) -> frozenset[str]:
    """The short nouns by which a text may later speak of an instrument of that name.

    Of what treaties are called only the first: an "Agreement under the … Convention on the Law
    of the Sea" is an agreement.
    """
    nouns = {noun for noun in _NOUNS if re.search(rf"\b{noun}\b", name)}
    sort = re.search(rf"\b(?:{'|'.join(_SORTS)})\b", name)
    return frozenset(nouns - set(_SORTS) | ({sort[0]} if sort else set()))


class _Named:
    """What one paragraph has named up to a place."""

    def __init__(self) -> None:
        self.slugs: dict[str, dict[str, None]] = {}
        """What each noun may mean, in the order of first naming."""
        self.last: dict[str, str] = {}
        """What was named last that each noun may mean."""
        self.protocols: tuple[str, ...] = ()
        """The protocols of the instrument named last that has any."""

    def add(self, entry: Entry) -> None:
        """One instrument more is named."""
        for noun in nouns_of(entry.name):
            self.slugs.setdefault(noun, {})[entry.slug] = None
            self.last[noun] = entry.slug
        self.protocols = entry.protocols or self.protocols


class Definitions:
    """What "the Convention" means at a place: remembers the instruments named so far, paragraph by paragraph."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.latest: dict[str, tuple[str, ...]] = {}
        """What the nearest earlier paragraph that names such a thing names, by noun."""
        self.latest_several: dict[str, tuple[str, ...]] = {}
        """The same of the nearest earlier paragraph that names more than one."""
        self.defined: dict[str, tuple[str, ...]] = {}
        """What the text itself says that a noun means; nothing, where it names what is not in the authority file."""

    def read(self, text: str, found: Iterable[Found]) -> list[Found]:
        """Findings for the names defined nearby in a paragraph in which others were found."""
        named = sorted(
            ((item.start, item.end, item.instrument) for item in found if item.instrument), key=lambda item: item[0]
        )
        before = _Named()
        waiting = iter(named)
        following = next(waiting, None)
        result: list[Found] = []
        for match in self._undefined(text, named) if _HAS_NOUN.search(text) else ():
            while following and following[0] < match.start():
                before.add(self.authority.entries[following[2]])
                following = next(waiting, None)
            spans = (match.start("noun"), match.end())
            result += [Found(*spans, "defined", instrument=slug) for slug in self._meaning(match, before)]
        while following:
            before.add(self.authority.entries[following[2]])
            following = next(waiting, None)
        self._remember(before)
        return result

    def _undefined(self, text: str, named: list[tuple[int, int, str]]) -> list[re.Match[str]]:
        """The nouns that stand alone, in order; what is defined in so many words is taken note of."""
        taken = [(start, end) for start, end, _ in named]
        definitions = list(_DEFINITION.finditer(text))
        if definitions:
            ending: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
            for _, end, slug in named:
                ending[end] += (slug,)
            for match in definitions:
                self.defined.setdefault(match["noun"], ending[match.start()])
                taken.append(match.span())  # a definition is no citation
        spans = Spans(taken)
        return [match for match in _DEFINED.finditer(text) if not spans.overlap(*match.span("noun"))]

    def _remember(self, named: _Named) -> None:
        meant = {noun: tuple(slugs) for noun, slugs in named.slugs.items()}
        self.latest |= meant
        self.latest_several |= {noun: slugs for noun, slugs in meant.items() if len(slugs) > 1}

    def _meaning(self, match: re.Match[str], before: _Named) -> tuple[str, ...]:
        noun = match["noun"]
        if "Protocol" in noun and (match["thereto"] or match[0].lower().startswith("its")):
            return before.protocols if noun.endswith("s") or len(before.protocols) == 1 else ()
        if noun in ("Covenants", "Conventions", "Protocols", "Optional Protocols"):
            one = noun.removesuffix("s")
            here = tuple(before.slugs.get(one, ()))
            return here if len(here) > 1 else self.latest_several.get(one, ())
        if noun in self.defined:
            return self.defined[noun]
        if noun in before.last:
            return (before.last[noun],)
        earlier = self.latest.get(noun, ())
        return earlier if len(earlier) == 1 else ()
