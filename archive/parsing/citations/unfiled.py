"""Names that the authority file lacks: "the Nouméa Accord", "Agreement on Port State Measures", "World Drug Report".

They are found by their form, a capitalised name that says it is an agreement or a published
report, or a judgment with its date, and stay unresolved, so that a librarian meets them in the
queue and files them once for all.
"""

from __future__ import annotations

import re

from archive.parsing.citations.dates import read_date
from archive.parsing.citations.findings import Found, Spans
from archive.parsing.citations.patterns import DATE, may_name_judgment

_NOUN = (
    r"(?:Convention|Agreement|Protocol|Treaty|Covenant|Accord|Pact|Charter|Statute|Declaration"
    r"|Programme of Action|Plan of Action|Code of Conduct)"
)
# every finding has one of these words; most texts have none, and finding that out costs little
_HAS_NOUN = re.compile(_NOUN)
_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'/‑-]{0,40}|(?:19|20)\d\d)"
_SMALL = r"(?:of|on|for|and|to|in|against|or|with|by|at|from|between|as|into|among|de|la|del|its|their|an?)"
_TIE = r"(?:on|of|for|against|to|in|among|with|under|relating to|concerning|between|regarding|governing)"
# "Nouméa", "Status of Forces", "Economic Community of West African States"
_BEFORE = rf"(?:{_CAPITAL}\s(?:(?:of|and)\s(?={_CAPITAL}))?){{0,6}}"
# "on Port State Measures to Prevent, Deter and Eliminate Illegal … Fishing"; a second "and the" begins another thing
_STEP = rf"(?:,\s(?:and\s|or\s)?|\s(?:{_SMALL}\s){{0,2}}(?:(?<!and\s)(?<!or\s)the\s)?)"
_RUN = rf"(?:the\s)?{_CAPITAL}(?:{_STEP}{_CAPITAL})*"
_TAIL = rf"(?:\sbetween\s{_RUN}\sand\sthe\s{_RUN}|\s{_TIE}\s{_RUN})"
_NAME = re.compile(rf"(?<![\w/-])(?P<before>{_BEFORE}){_NOUN}(?![\w-])(?P<tail>{_TAIL})?(?!\s[A-Z])")
_REPORT = re.compile(
    rf"(?<![\w/-])(?!The\s|This\s)(?P<before>{_CAPITAL}(?:\s(?:of\s|and\s|for\s)?{_CAPITAL}){{1,5}}\s)Report"
    rf"(?![\w-])(?P<tail>\son\s{_RUN})?(?!\s[A-Z])"
)
# "the judgment of the International Court of Justice of 26 February 2007", "the judgment of 8 June 2021"
_JUDGMENT = re.compile(
    r"\b(?:[Aa]dvisory [Oo]pinion|[Jj]udge?ment)(?:\sof\sthe\s[^;,.()“”]{3,90}?)?"
    rf"\s(?:of|rendered on|delivered on)\s(?:{DATE.pattern})"
)
# what such a name says when it is no name of one agreement
_GENERAL = re.compile(
    r"(?:The|This|That|Such|Each|Any|Every|No|Under|Draft|Political|Ministerial|Final|Optional|Framework|Joint|Peace"
    r"|Constitutional|Additional|Revised|Amended|Supplementary|International|Global|Regional|National|Comprehensive"
    r"|United Nations|Government of National)\s"
    rf"{_NOUN}"
)
_LEADING = re.compile(r"(?:The|This|That|These|Such|Each|Any|Every|Under|Draft)\s")


def find_unfiled(text: str, found: list[Found]) -> list[Found]:
    """What the text cites by a name or as a judgment where nothing is found yet; none of them has an instrument."""
    named = [*_NAME.finditer(text)] if _HAS_NOUN.search(text) else []
    if "Report" in text:
        named += _REPORT.finditer(text)
    unfiled = []
    for match in named:
        leading = _LEADING.match(match["before"])
        start, end = match.start() + (leading.end() if leading else 0), match.end()
        has_more = match["tail"] or len(match["before"]) > (leading.end() if leading else 0)
        if not has_more or _GENERAL.fullmatch(text, start, end):
            continue
        unfiled.append(Found(start, end, "instrument"))
    if may_name_judgment(text):
        unfiled += [Found(*match.span(), "instrument", date=read_date(match)) for match in _JUDGMENT.finditer(text)]
    if not unfiled:
        return []
    taken = Spans((item.start, item.end) for item in found)
    return [item for item in unfiled if not taken.overlap(item.start, item.end)]
