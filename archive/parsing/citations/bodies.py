"""Which body adopted a numbered text: what the words say, and what number and date allow.

A bare "53/24" is a General Assembly resolution of 10 November 1998 or one of the Human
Rights Council of July 2023. The words before it name candidates; the form of the number
and its date rule some out. Where nothing is left, the citation stays unresolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from archive.symbols import Symbol, SymbolError, roman_to_int

BODY_NAMES: dict[str, str] = {
    "General Assembly": "A",
    "Assembly": "A",
    "Human Rights Council": "A/HRC",
    "Security Council": "S",
    "Economic and Social Council": "E",
    "Council": "council",
    "Commission on Human Rights": "E/CN.4",
    "Commission for Social Development": "E/CN.5",
    "Commission on the Status of Women": "E/CN.6",
    "Commission on Narcotic Drugs": "E/CN.7",
    "Commission on Population and Development": "E/CN.9",
    "Commission on Crime Prevention and Criminal Justice": "E/CN.15",
    "Commission on Science and Technology for Development": "E/CN.16",
    "Commission on Sustainable Development": "E/CN.17",
    "Statistical Commission": "E/CN.3",
    "Commission": "commission",
    "Economic and Social Commission for Asia and the Pacific": "E/ESCAP",
    "United Nations Environment Assembly": "UNEP/EA",
    "Environment Assembly": "UNEP/EA",
    "World Health Assembly": "",
    "Health Assembly": "",
    "Parliamentary Assembly": "",
    "Human Settlements Programme Assembly": "",
    "Economic Commission for Europe": "",
    "Economic Commission for Africa": "",
    "Economic Commission for Latin America and the Caribbean": "",
    "Economic and Social Commission for Western Asia": "",
    "Sub-Commission on the Promotion and Protection of Human Rights": "",
    "Committee on the Elimination of Racial Discrimination": "",
    "Peace and Security Council": "",
    "European Council": "",
    "Governing Council": "",
    "Trade and Development Board": "",
    "Executive Board": "",
    "General Conference": "",
    "Conference of the Parties": "",
    "Conference of the States Parties": "",
    "Forum on Forests": "",
    "Congress": "",
    "Union": "",
}
"""Names of adopting bodies and the codes that begin their symbols.

"council" and "commission" mean whichever one the text is about; an empty code is a body
whose resolutions have no symbol that can be told from the number: they stay unresolved
instead of falling to the General Assembly.
"""

COUNCILS = ("A/HRC", "S", "E")
MAIN_BODIES = ("A", "A/HRC", "S", "E")

FIRST_ARABIC_ASSEMBLY_SESSION = 31
"""Before the thirty-first session (1976) the Assembly numbered 3541 (XXX)."""


def _years(spelled: str) -> tuple[int, ...]:
    return tuple(int(year) for year in spelled.split())


SPECIAL_SESSIONS: dict[str, tuple[int, ...]] = {
    "A": _years(
        "1947 1948 1961 1963 1967 1974 1975 1978 1978 1978 1980 1982 1986 1986 1988 1989 1990 1990"
        " 1997 1998 1999 1999 2000 2000 2001 2001 2002 2005 2014 2016 2021 2021"
    ),
    "A/HRC": _years(
        "2006 2006 2006 2006 2007 2008 2008 2008 2009 2009 2009 2009 2010 2010 2011 2011 2011 2011"
        " 2012 2014 2014 2014 2015 2015 2016 2016 2017 2018 2021 2021 2021 2021 2021 2022 2022 2023"
    ),
}
"""Years of the special sessions, the first session first, as the pages of the two bodies list them."""


def session_of(number: str) -> str:
    """The session part of a bare number: "76" of 76/172, "2015" of 2240 (2015), "XXI" of 2200 A (XXI)."""
    inside = re.search(r"\(([^)]+)\)", number)
    return inside[1] if inside else number.split("/", 1)[0]


def spell(body: str, number: str, *, part: str = "", decision: bool = False) -> str | None:
    """The canonical symbol of a bare number of that body, or None where the form is not that body's.

    Resolutions of the four main bodies have the forms of `archive.symbols`. Decisions take
    "DEC" for "RES". Commissions of the Economic and Social Council have RES within their
    series (E/CN.9/RES/2006/2), the Environment Assembly its session (UNEP/EA.4/Res.3).
    """
    if body in MAIN_BODIES:
        if not _form_fits(body, number):
            return None
        try:
            symbol = str(Symbol.parse(f"{body}/RES/{number}{part}"))
        except SymbolError:
            return None
        return symbol.replace("/RES/", "/DEC/", 1) if decision else symbol
    if "(" in number or not body or body in ("council", "commission"):
        return None
    session, _, serial = number.partition("/")
    if body == "UNEP/EA":
        return f"UNEP/EA.{session}/{'Dec' if decision else 'Res'}.{serial}"
    tail = f" {part}" if part else ""
    return f"{body}/{'DEC' if decision else 'RES'}/{number}{tail}"


def _form_fits(body: str, number: str) -> bool:
    session = session_of(number)
    if "(" in number:
        return (body == "S") == session.isdigit() and (session.isdigit() or body in ("A", "E"))
    if session.startswith(("ES", "S")):
        return body == "A" or (body == "A/HRC" and session.startswith("S-"))
    value = int(session)
    return {
        "A": FIRST_ARABIC_ASSEMBLY_SESSION <= value < 200,
        "A/HRC": 1 <= value < 200,
        "S": False,
        "E": 1978 <= value < 2100,
    }[body]


def session_span(symbol: Symbol) -> tuple[date, date] | None:
    """First and last day on which a text of that session can have been adopted; None where not known.

    General Assembly: session n opens in September of 1945 + n; a resumed one ends a year
    later. Human Rights Council: three sessions a year since the seventh, March, June,
    September (resumed sessions and postponements are allowed for). Others go by the year.
    """
    session = symbol.session
    if symbol.body == "S" or (symbol.body == "E" and session.isdigit()):
        year = int(session)
        return date(year - 1, 7, 1), date(year + 1, 3, 31)
    if session.startswith("S-"):
        return _special_session_span(symbol)
    if symbol.body == "A" and not session.startswith("ES"):
        year = 1945 + (int(session) if session.isdigit() else roman_to_int(session))
        return date(year, 7, 1), date(year + 1, 12, 31)
    if symbol.body == "A/HRC" and session.isdigit():
        return _human_rights_council_span(int(session))
    return None


def _special_session_span(symbol: Symbol) -> tuple[date, date] | None:
    years = SPECIAL_SESSIONS.get(symbol.body, ())
    if not 1 <= symbol.session_number <= len(years):
        return None
    year = years[symbol.session_number - 1]
    return date(year - 1, 12, 1), date(year + 1, 3, 31)


def _human_rights_council_span(session: int) -> tuple[date, date]:
    if session < 7:
        return date(2006, 6, 1), date(2007, 12, 31)
    years, third = divmod(session - 7, 3)
    opening = date(2008 + years, (3, 6, 9)[third], 1)
    return opening - timedelta(days=45), opening + timedelta(days=160)


def allows(symbol: str, cited: date | None, citing: date | None) -> bool:
    """Whether a text of that symbol can bear the cited date, and be cited by a text of `citing`."""
    try:
        span = session_span(Symbol.parse(symbol.replace("/DEC/", "/RES/", 1)))
    except SymbolError:
        return True
    if span is None:
        return True
    if cited is not None and not span[0] <= cited <= span[1]:
        return False
    return citing is None or span[0] <= citing + timedelta(days=120)


def last_day_of(symbol: str | None) -> date | None:
    """The last day on which the resolution of that symbol can have been adopted, so that nothing it cites is later."""
    if symbol is None:
        return None
    try:
        span = session_span(Symbol.parse(symbol))
    except SymbolError:
        return None
    return span[1] if span else None
