"""The regular expressions that find citations, composed of named parts.

Each part is a `Part`: the expression, an example that it matches from end to end, and the
reason why it is written so. A test holds every example to its expression. Quantifiers are
bounded and every number is anchored by what may not stand before it, so the time is linear
in the length of the text, whatever is pasted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One named piece of the grammar."""

    expression: str
    example: str
    reason: str


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH = "|".join(MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
"""Months, in full or shortened: December, Dec., Dec, Sept."""

DASH = "[-\u2010-\u2015\u2212]"
"""Printers use hyphens, non-breaking hyphens, dashes and the minus sign for the same stroke."""

PARTS: dict[str, Part] = {
    "date": Part(
        rf"(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})\s(?P<year>\d{{4}})",
        "18 December 2019",
        "the form of a date that United Nations texts print; bibliographies shorten the month",
    ),
    "american_date": Part(
        rf"(?P<american_month>{_MONTH})\s(?P<american_day>\d{{1,2}}),\s(?P<american_year>\d{{4}})",
        "Dec. 13, 2006",
        "the form of a date in American bibliographies",
    ),
    "number": Part(
        rf"(?<![\w/.{DASH[1:-1]}])(?:(?:ES|S){DASH})?\d{{1,4}}/\d{{1,4}}(?![\w/])",
        "74/148",
        "session / number, year / number, special sessions S-32/1 and ES-11/1; never the middle of a longer symbol",
    ),
    "security": Part(
        r"(?<![\w/.])\d{1,4}\s?\((?:19[4-9]|20\d)\d\)",
        "2240 (2015)",
        "Security Council: a number that runs on over the years, and the year; no other body prints it so",
    ),
    "roman": Part(
        rf"(?<![\w/.])\d{{1,4}}(?:\s?[A-Z])?\s?\((?:(?:ES|S){DASH})?[IVXLC]{{1,8}}\)",
        "2200 A (XXI)",
        "before 1976: number, part, session in Roman numerals",
    ),
    "bare": Part(
        r"(?<![\w/.(-])\d{3,4}(?![\w/(]|\s\()",
        "2391",
        "Security Council texts drop the year of a resolution that they have named before",
    ),
    "letter": Part(r"\s?[A-Z](?!\w|['’]|\.\w)", " B", "the lettered part after a number: 61/250 B, 3236 (XXIX) A"),
    "protocol": Part(
        r"(?<![\w/.])\d{1,3}/(?:CP|CMP|CMA|COP|MOP)\.\d{1,2}",
        "1/CP.21",
        "decisions of conferences of the parties carry the conference in the number",
    ),
    "health": Part(
        r"\bWHA\d{1,2}/\d{4}/REC/\d(?:/Rev\.\d)?|\bEB\d{2,3}/\d{1,3}|\bWT/MIN\(\d\d\)/(?:[A-Z]+/)?\d{1,3}",
        "WHA58/2005/REC/1",
        "documents of the World Health Assembly, its Executive Board, and the World Trade Organization",
    ),
    "sales": Part(
        r"Sales No\. [EFS]\.\d{2}\.[IVX]{1,5}(?:\.[A-Z])?(?:\.\d{1,3})?",
        "Sales No. E.96.IV.13",
        "reports of conferences have no symbol in footnotes, but the number under which they are sold",
    ),
    "symbol": Part(
        r"(?<![\w/])(?:A|S|E|ST|T|CCPR|CERD|CEDAW|CRC|CMW|CRPD|CAT|CED|HRI|FCCC|NPT|DP|UNEP|ISBA|SPLOS|CTOC|CAC|CD|BWC"
        r"|CCW|APLC|LC|TD|ID|UNW|HSP|ICCD|CBD|WHA|WFP|LEG|MSC|EC|GC|PBC|SG|JIU|ICSC|ITC|PCNICC|ICC|UNFF|HS|UNCTAD)"
        rf"/(?:[A-Za-z0-9.]{{1,20}}(?:{DASH}\d{{1,4}})?/){{0,6}}[A-Za-z0-9.]{{0,19}}[A-Za-z0-9]"
        rf"(?:{DASH}\d{{1,4}}(?:/\d{{1,4}})?(?![\w/]))?"
        rf"(?:{DASH}[AES]/[A-Z0-9][A-Za-z0-9./]{{1,30}}[A-Za-z0-9])?"
        r"(?:\s?\((?:(?:Part|Vol\.|Vols\.)\s[IVX]{1,5}|(?:19|20)\d\d|[IVXLC]{1,8})\)(?:/[A-Za-z0-9.]{1,20})?)?",
        "A/72/53/Add.1",
        "a document by its symbol: series, segments between strokes; parts and volumes in parentheses belong to it",
    ),
}


def compiled(*names: str) -> re.Pattern[str]:
    """One pattern that finds any of the named parts; the part that matched is `lastgroup`."""
    return re.compile("|".join(f"(?P<{name}>{_anonymous(PARTS[name].expression)})" for name in names))


def _anonymous(expression: str) -> str:
    """The expression without names of inner groups, so that parts can be joined."""
    return re.sub(r"\(\?P<\w+>", "(?:", expression)


DATE = re.compile(f"(?:{PARTS['date'].expression}|{PARTS['american_date'].expression})")
DATE_AFTER = re.compile(
    r"(?:\s(?:of|on|dated)\s|,?\s(?:adopted(?: on)?|adopted by [\w ]{1,60} on)\s|,\s|,?\s\()(?=[\dADFJMNOS])"
)
"""The words that tie a date to the number before it: "74/148 of 18 December 2019"."""

LETTER = re.compile(PARTS["letter"].expression)


def may_name_judgment(text: str) -> bool:
    """Whether a text speaks of a judgment or an advisory opinion at all: few do, and to see that costs little."""
    return "udgment" in text or "udgement" in text or "pinion" in text
