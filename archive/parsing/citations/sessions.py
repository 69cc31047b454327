"""When sessions were held: which dates a text of a session can bear.

The General Assembly opens session n in September of 1945 + n (the first in January 1946) and
may resume it a year later. The Human Rights Council has met in March, June and September
since its seventh session in 2008, and ends by 10 April, 20 July and 15 October but for two sessions. The
functional commissions and the regional commission for Asia hold one session a year.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from archive.symbols import Symbol, SymbolError, roman_to_int

Span = tuple[date, date]


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

YEARLY_SESSIONS = {
    "E/CN.3": 1969,
    "E/CN.5": 1962,
    "E/CN.6": 1956,
    "E/CN.7": 1957,
    "E/CN.15": 1991,
    "E/CN.16": 1997,
    "E/ESCAP": 1944,
}
"""Session n of these bodies was held in this year + n (session 62 of the Commission on Narcotic Drugs in 2019)."""

_COMMISSION = re.compile(r"(?P<body>E/CN\.\d+|E/ESCAP)/(?:RES|DEC)/(?P<session>\d{1,4})/\d{1,4}(?: [A-Z])?")
_LAST_YEAR = 9000
REMEMBERED = 10_000
"""Symbols whose days are remembered: texts cite the same ones again and again."""

_COUNCIL_SEASONS = (((2, 15), (4, 10)), ((5, 25), (7, 20)), ((9, 1), (10, 15)))
"""First and last month and day of the three sessions of a year."""

_LONGER = {18: (10, 21), 43: (6, 30)}
"""Sessions that ended later than their season: the eighteenth resumed in October 2011, the pandemic
suspended the forty-third from March to June 2020."""


@lru_cache(maxsize=REMEMBERED)
def span_of(symbol: str) -> Span | None:
    """First and last day on which the text of that canonical symbol can have been adopted; None where not known."""
    commission = _COMMISSION.fullmatch(symbol)
    if commission:
        session = int(commission["session"])
        first = YEARLY_SESSIONS.get(commission["body"])
        return _around(session if first is None else first + session)
    try:
        parsed = Symbol.parse(symbol.replace("/DEC/", "/RES/", 1))
    except SymbolError:
        return None
    return _span(parsed)


def _span(symbol: Symbol) -> Span | None:
    session = symbol.session
    if session.startswith("ES-"):
        return None
    if session.startswith("S-"):
        years = SPECIAL_SESSIONS.get(symbol.body, ())
        held = 1 <= symbol.session_number <= len(years)
        return _around(years[symbol.session_number - 1]) if held else None
    if symbol.body == "S":
        return date(int(session), 1, 1), date(int(session), 12, 31)
    if symbol.body == "E":
        return _around(int(session)) if session.isdigit() else None
    if symbol.body == "A":
        return _assembly_span(int(session) if session.isdigit() else roman_to_int(session))
    return _human_rights_council_span(int(session)) if session.isdigit() else None


def _around(year: int) -> Span | None:
    """A year and the months beside it: organizational meetings come before, resumed ones after."""
    return (date(year - 1, 7, 1), date(year + 1, 3, 31)) if 1900 < year < _LAST_YEAR else None


def _assembly_span(session: int) -> Span | None:
    year = 1945 + session
    if year > _LAST_YEAR:
        return None
    return date(1946, 1, 1) if session == 1 else date(year, 7, 1), date(year + 1, 12, 31)


def _human_rights_council_span(session: int) -> Span | None:
    if session < 7:
        return date(2006, 6, 1), date(2007, 12, 31)
    years, third = divmod(session - 7, 3)
    if 2008 + years > _LAST_YEAR:
        return None
    year = 2008 + years
    first, last = _COUNCIL_SEASONS[third]
    return date(year, *first), date(year, *_LONGER.get(session, last))


def allows(symbol: str, cited: date | None, until: date | None) -> bool:
    """Whether the text of a symbol can bear the cited date, and be cited by a text adopted by `until`."""
    span = span_of(symbol)
    if span is None:
        return True
    if cited is not None and not span[0] <= cited <= span[1]:
        return False
    return until is None or span[0] <= until


def proves(symbol: str, cited: date | None, until: date | None) -> bool:
    """`allows`, where the days of the session are known."""
    return span_of(symbol) is not None and allows(symbol, cited, until)
