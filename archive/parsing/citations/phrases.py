"""The noun phrase that ends at a footnote mark, for what is named in the footnote alone."""

from __future__ import annotations

import re

from archive.parsing.citations.patterns import MONTHS

LONGEST_PHRASE = 420
"""A noun phrase at a mark reaches back at most so far."""

# "the reports of …", "a study by …", "guidelines on …": what most documents are called
DOCUMENT = re.compile(
    r"\b(?:(?:[Rr]eports?|(?<![Tt]ake\s)(?<![Tt]akes\s)(?<![Tt]aking\s)(?<![Tt]aken\s)[Nn]otes?|[Ss]tudy|[Ss]tudies"
    r"|[Ll]etters?|[Ss]tatements?|[Gg]uidelines|[Gg]uidance|[Cc]ommuniqué"
    r"|[Rr]ecommendations|[Cc]onclusions|[Pp]roceedings|[Pp]olicy briefs?|[Oo]utcome document)"
    r"(?=,?\s(?:of|by|on|from|entitled|to|in|under|submitted|prepared|adopted)\b)"
    # "agreed conclusions 1997/2 of 18 July 1997 on …", "decision XII/11 of the Conference of the Parties"
    r"|[Aa]greed conclusions(?=\s\d)|[Dd]ecisions?(?=\s[\dIVX]{1,6}/\d))"
)
# "the political declaration of …", "the Convention for …", "the Code of Conduct": what adopted texts are called
_TEXT = re.compile(
    r"\b(?:[Pp]olitical\s|[Mm]inisterial\s|[Jj]oint\s|[Ff]inal\s|[Oo]ptional\s)?"
    r"(?:[Dd]eclarations?|Conventions?|Protocols?|Agreements?|Treaty|Treaties|Covenants?|Charter|Statute|Constitution|[Cc]odes?"
    r"|[Pp]rinciples|[Rr]ules|[Aa]rticles|[Pp]rogrammes?|[Pp]lans?|[Ss]trategy|[Ff]ramework|[Aa]genda|[Cc]ompact|Platform"
    r"|[Oo]utcome|[Rr]oad ?map|[Mm]odel law|[Ss]tandards|[Aa]mendments?|[Cc]onsensus|[Dd]ecisions?"
    r"|[Ff]inal [Dd]ocument)"
    r"(?=\s(?:of|for|on|against|to|in|concerning|relating|governing|between|regarding|adopted)\b)"
)
_BOUNDARY = re.compile(
    r"[;:]\s|,\s(?!(?:and\s)?[a-z]+ed\s)|\b(?:(?:of|in|by|with|to|and|from|on|under|for)\s)?(?:the|its|an?)\s"
)
# "the twentieth special session of the General Assembly": an organ alone is not what a footnote names
_ORGAN = (
    r"(?:[A-Z][\w’-]*\s(?:(?:of|and|on|for)\s(?:the\s)?)?){0,8}"
    r"(?:Assembly|Council|Commission|Committee|Conference|Congress|Court|Group|Nations|Parties|Secretariat|Territory)"
)
_COUNTED = r"(?:[\w-]{3,20}(?:th|st|nd|rd|first|second|third)|first|second|third)"
# "in October 2022", "from 13 to 17 December 2021", "at its sixth session": nor is the time when something was said
_WHEN = (
    rf"(?:(?:in|on|from|at|held|during|of|its|the)\s)*(?:\d{{1,2}}\s(?:(?:to|and)\s\d{{1,2}}\s)?)?"
    rf"(?:(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?(?:\sto\s[\w ]{{3,30}})?|\d{{4}}"
    rf"|{_COUNTED}\s(?:[a-z]+\s){{0,2}}(?:sessions?|meetings?|anniversary))"
)
_SAYS_NOTHING = re.compile(rf"(?:{_ORGAN})(?:,?\s{_WHEN})?|{_WHEN}")
# where one member of a list ends and the next begins
_NEXT_MEMBER = re.compile(r",\s(?:and\s)?(?=the\b|its\b|an?\b)|;\s|\s(?:and|or|as well as)\s(?=the\b|its\b|an?\b)")
_ONLY_MORE = re.compile(r"(?:and|or|as well as|,)\s")


def phrase_before(text: str, offset: int, floor: int) -> tuple[int, int]:
    """Start and end of the noun phrase that ends at an offset, not reaching before `floor`.

    It begins at the last word that opens the name of a document ("report of", "study on"), else
    where the name of a text does ("Convention for", "political declaration of"), else after the
    last article or comma.
    """
    floor = max(floor, offset - LONGEST_PHRASE)
    end = offset
    while end > floor and not text[end - 1].isalnum():
        end -= 1
    opening = opening_before(text, end, floor)
    if opening is None:
        opening = _text_before(text, end, floor)
    boundaries = list(_BOUNDARY.finditer(text, floor, end))
    while len(boundaries) > 1 and _says_nothing(text, boundaries[-1], end):
        boundaries.pop()
    start = opening if opening is not None else boundaries[-1].end() if boundaries else floor
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def _says_nothing(text: str, boundary: re.Match[str], end: int) -> bool:
    """Whether what follows a boundary only tells whose or when."""
    only = _SAYS_NOTHING.fullmatch(text, boundary.end(), end)
    return only is not None and (boundary[0] in ("of the ", "by the ", "at its ") or not text[boundary.end()].isupper())


def opening_before(text: str, end: int, floor: int) -> int | None:
    """Where the name of a document opens that may run to `end`, in the same clause."""
    while end > floor and not text[end - 1].isalnum():
        end -= 1
    floor = max(floor, end - LONGEST_PHRASE)
    floor = max(floor, text.rfind(";", floor, end))
    openings = [match.start() for match in DOCUMENT.finditer(text, floor, end)]
    return openings[-1] if openings else None


def _text_before(text: str, end: int, floor: int) -> int | None:
    """Where the name of a text opens: the first such word of the last member of a list that has one."""
    limits = [floor, *(match.end() for match in _NEXT_MEMBER.finditer(text, floor, end))]
    for limit in reversed(limits):
        opening = _TEXT.search(text, limit, end)
        if opening:
            return opening.start()
    return None


def goes_on(text: str, start: int) -> bool:
    """Whether words only continue a phrase before them: "and thirty-first sessions"."""
    return _ONLY_MORE.match(text, start) is not None
