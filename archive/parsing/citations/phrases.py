"""The noun phrase that ends at a footnote mark, for what is named in the footnote alone."""

from __future__ import annotations

import re

LONGEST_PHRASE = 420
"""A noun phrase at a mark reaches back at most so far."""

# "the reports of …", "a study by …", "guidelines on …": what most documents are called
DOCUMENT = re.compile(
    r"\b(?:[Rr]eports?|[Nn]otes?|[Ss]tudy|[Ss]tudies|[Ll]etters?|[Ss]tatements?|[Gg]uidelines|[Gg]uidance|[Cc]ommuniqué"
    r"|[Rr]ecommendations|[Cc]onclusions|[Pp]roceedings|[Pp]olicy briefs?|[Oo]utcome document)"
    r"(?=,?\s(?:of|by|on|from|entitled|to|in|submitted|prepared)\b)"
)
_BOUNDARY = re.compile(
    r"[;:]\s|,\s(?!(?:and\s)?[a-z]+ed\s)|\b(?:(?:of|in|by|with|to|and|from|on|under|for)\s)?(?:the|its|an?)\s"
)
_ONLY_MORE = re.compile(r"(?:and|or|as well as|,)\s")


def phrase_before(text: str, offset: int, floor: int) -> tuple[int, int]:
    """Start and end of the noun phrase that ends at an offset, not reaching before `floor`.

    It begins at the last word that opens the name of a document ("report of", "study on"),
    else after the last article or comma.
    """
    floor = max(floor, offset - LONGEST_PHRASE)
    end = offset
    while end > floor and not text[end - 1].isalnum():
        end -= 1
    opening = opening_before(text, end, floor)
    boundaries = [match.end() for match in _BOUNDARY.finditer(text, floor, end)]
    start = opening if opening is not None else boundaries[-1] if boundaries else floor
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def opening_before(text: str, end: int, floor: int) -> int | None:
    """Where the name of a document opens that may run to `end`, in the same clause."""
    while end > floor and not text[end - 1].isalnum():
        end -= 1
    floor = max(floor, end - LONGEST_PHRASE, text.rfind(";", 0, end))
    openings = [match.start() for match in DOCUMENT.finditer(text, floor, end)]
    return openings[-1] if openings else None


def goes_on(text: str, start: int) -> bool:
    """Whether words only continue a phrase before them: "and thirty-first sessions"."""
    return _ONLY_MORE.match(text, start) is not None
