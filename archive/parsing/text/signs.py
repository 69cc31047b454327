"""What stands in the head and foot of a page and says nothing: numbers of pages and jobs, bar codes, the symbol."""

from __future__ import annotations

import re

from archive.parsing.text.working import Line

_GENEVA = r"GE\.\s?\d{2}-\d{5}\*{0,2}(?:\s?\([A-Z]\))?(?:\s?[.,])?"
# what converters print between pages: "--- Page 3 ---", "[page 3]", "<!-- page 3 of 12 -->", "{3}------",
# "--- end of page.page_number=3 ---"
PAGE_MARKER = (
    r"(?:<!--\s*|[-–—=]{2,}\s*|[\[({<]\s?)(?:(?:[Ee]nd|[Ss]tart) of )?(?:[Pp]age|PAGE)"
    r"(?:[ ._-]?(?:page_)?(?:[Bb]reak|number))?"
    r"(?:\s?[:#=]?\s?\d{1,4})?(?:\s?(?:of|/)\s?\d{1,4})?(?:\s*-->|\s*[-–—=]{2,}|\s?[\])}>])|\{\d{1,4}\}-{5,}"
)
# one sign of a page head or foot, each with an example
_SIGNS = "|".join(
    (
        r"\d{1,3}\s?/\s?\d{1,3}",  # 12/13
        r"\d{2}-\d{5}\*{0,2}(?:\s?\([A-Z]\))?",  # 25-20973 (E)
        rf"(?:\d{{1,3}}\s+)?{_GENEVA}(?:\s+(?:\d{{1,3}}|\d{{6}}(?:\s+\d{{6}})?))?",  # GE.24-18553(E) | 2 GE.24-18553
        r"\*[\dA-Z]{7,8}\*|\d{7}",  # *2520973*
        r"\d{6}",  # 221225, the day it was printed
        r"(?:A/(?:HRC/)?|[SE]/)RES/\S+(?: \(\d{4}\))?(?: [A-Z]\b)?\*{0,2}",  # A/RES/80/218, S/RES/2240 (2015)
        r"A/(?:C\.\d/)?\d{2}/L\.\d{1,4}(?:/Rev\.\d)?\*{0,2}",  # the head of a draft
        PAGE_MARKER,
        r"Please recycle\b\W*",
        r"[Pp]age \d{1,3}(?: of \d{1,3})?",
        r"[-–—]\s?\d{1,3}\s?[-–—]",  # - 2 -
    )
)
_ONLY_SIGNS = re.compile(rf"(?:(?:{_SIGNS})\s*)+$")
SIGN_AT_EDGE = re.compile(rf"^(?:{_SIGNS})\s+|\s+(?:{_SIGNS})+$")
# the number of a job of the Geneva office
_JOB = re.compile(rf"{_GENEVA}$")
# New York printed "2" beside "04-48684" before it printed "2/14"
_NEW_YORK_JOB = re.compile(r"\d{2}-\d{5}\*{0,2}(?:\s?\([A-Z]\))?(?:\s+\d{6})?$")
_PAGE_OF_PAGES = re.compile(r"\d{1,3}\s?/\s?\d{1,3}$")
# lines that a page number may be away from that of the job
_NEAR = 8


def is_sign(line: Line) -> bool:
    """Whether a line holds nothing but what stands in a page's head or foot."""
    return _ONLY_SIGNS.match(line.bare) is not None


def page_numbers(lines: list[Line]) -> set[int]:
    """Numbers of pages alone on their lines, as Geneva prints them beside the number of the job ("2 / GE.24-18553").

    The marks of notes stand there too ("3 / 2 / GE.24-18553"), so only the number that the count
    of job numbers demands is one. The first page has no number; its job names the language
    ("GE.24-18553 (E)") and may have been read with the head.
    """
    jobs = [index for index, line in enumerate(lines) if _JOB.match(line.bare)]
    if jobs:
        return _numbered(lines, jobs, 1 if lines[jobs[0]].bare.endswith(")") else 2)
    if any(_PAGE_OF_PAGES.match(line.bare) for line in lines):
        return set()
    jobs = [index for index, line in enumerate(lines) if _NEW_YORK_JOB.match(line.bare)]
    return max((_numbered(lines, jobs, first) for first in (1, 2)), key=len) if len(jobs) > 1 else set()


def _numbered(lines: list[Line], jobs: list[int], first: int) -> set[int]:
    found: set[int] = set()
    for position, job in enumerate(jobs):
        page = position + first
        low = max(job - _NEAR, jobs[position - 1] + 1 if position else 0)
        high = min(job + _NEAR, jobs[position + 1] if position + 1 < len(jobs) else len(lines))
        # the head of the next page is a sign too
        high = next((at for at in range(job + 1, high) if is_sign(lines[at])), high)
        same = [at for at in range(low, high) if page > 1 and lines[at].bare == str(page)]
        if same:
            found.add(max(same, key=lambda at: (_apart(lines, at), -abs(at - job))))
    return found


def _apart(lines: list[Line], at: int) -> int:
    """How far a line stands apart from its neighbours: blank lines or a job number on both sides."""
    below = at + 1 == len(lines) or lines[at + 1].after_blank or is_sign(lines[at + 1])
    return (lines[at].after_blank or is_sign(lines[at - 1])) + below
