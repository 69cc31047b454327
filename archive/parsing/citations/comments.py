"""General comments and recommendations of treaty bodies: "general comment No. 25 (2021) of the Committee on …"."""

from __future__ import annotations

import re

from archive.parsing.citations.findings import Found

COMMITTEES = {
    "Committee on the Rights of the Child": ("CRC/C/GC", 7),
    "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families": ("CMW/C/GC", 1),
    "Committee on the Rights of Persons with Disabilities": ("CRPD/C/GC", 1),
    "Committee on Enforced Disappearances": ("CED/C/GC", 1),
    "Human Rights Committee": ("CCPR/C/GC", 32),
    "Committee on Economic, Social and Cultural Rights": ("E/C.12/GC", 18),
    "Committee against Torture": ("CAT/C/GC", 2),
    "Committee on the Elimination of Discrimination against Women": ("CEDAW/C/GC", 28),
    "Committee on the Elimination of Racial Discrimination": ("CERD/C/GC", 32),
}
"""The series of each committee, and the number from which on its comments bear such symbols; earlier ones differ."""

_COMMITTEE = "|".join(COMMITTEES)
_COMMENT = re.compile(
    r"\b[Gg]eneral (?:comment|recommendation)s? No\. (?P<number>\d{1,3})(?: \((?P<year>(?:19|20)\d\d)\))?(?!\w)"
)
# "… of the Committee on …", "… on migrant domestic workers, adopted by the Committee on …"
_BEHIND = re.compile(rf"[^;]{{0,160}}?\b(?:of|by) the (?P<committee>{_COMMITTEE})(?!\w)")
# "the Human Rights Committee, in its general comment No. 36", "the Committee's general comment"
_BEFORE = re.compile(rf"(?P<committee>{_COMMITTEE})(?:,? in its|,? and its|['’]s)?\s$")


def find_comments(text: str) -> list[Found]:
    """Every general comment or recommendation; without a symbol where the committee is not named."""
    if "No. " not in text:
        return []
    return [Found(*match.span(), "document", _symbol(text, match)) for match in _COMMENT.finditer(text)]


def _symbol(text: str, match: re.Match[str]) -> str | None:
    before = _BEFORE.search(text[max(0, match.start() - 130) : match.start()])
    named = before or _BEHIND.match(text, match.end())
    if named is None:
        return None
    series, first = COMMITTEES[named["committee"]]
    return f"{series}/{match['number']}" if int(match["number"]) >= first else None
