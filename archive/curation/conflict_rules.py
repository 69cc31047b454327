"""When citations contradict one another, and what was probably meant. Strings and dates only, no rows.

Three contradictions are told apart: a date unlike the other citations' or unlike the resolution's own
(`date`), a number that its body or session does not have (`number`), a title unlike its own (`title`).
Parts with letters (61/250 A, B, C) have dates of their own, and the same number in two bodies is two
resolutions: neither is a contradiction.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from archive.parsing.citations.sessions import allows, span_of
from archive.symbols import Symbol, SymbolError

LIKE_TITLE = 80.0
"""Likeness (0 to 100) from which a quoted title counts as the resolution's own."""
LIKE_PART = 95.0
"""Likeness from which a quoted title counts as a part of the own; a few words in common are none."""
SHORTEST_PART = 12
FEW_WORDS = 4
"""A title of more words than these, all of which the own title has, is that title shortened."""
COMPLETE = 0.9
"""A session of which the archive holds this share of the numbers has no number above its highest."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One contradiction: what is cited as what, what was probably meant ("" where nothing tells), and why."""

    kind: str
    symbol: str
    value: str
    likely: str
    why: str


@dataclass
class Evidence:
    """What the archive knows: texts that cite each symbol with each date, own dates, titles, who holds what."""

    dated: Mapping[str, Mapping[date, int]]
    undated: Mapping[str, int] = field(default_factory=dict)
    own_dates: Mapping[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._parts: dict[str, set[str]] = defaultdict(set)
        for symbol in {*self.dated, *self.own_dates}:
            whole = re.sub(r" [A-Z]$", "", symbol)
            if whole != symbol:
                self._parts[whole].add(symbol)
        self._days_of_sessions: dict[tuple[str, date], set[str]] = defaultdict(set)
        for symbol, votes in self.dated.items():
            for day in votes:
                self._days_of_sessions[symbol.rpartition("/")[0], day].add(symbol)
        self._by_date: dict[date, set[str]] = defaultdict(set)
        for symbol in {*self.dated, *self.own_dates}:
            right = self.right_date(symbol)[0]
            if right:
                self._by_date[right].add(symbol)

    def right_date(self, symbol: str) -> tuple[date | None, str]:
        """The date that a symbol most probably has, and what says so."""
        if symbol in self.own_dates:
            return self.own_dates[symbol], "its own date of adoption"
        votes = Counter(self.dated.get(symbol, {}))
        inside = Counter({day: count for day, count in votes.items() if allows(symbol, day, None)})
        ranked = (inside or votes).most_common(2)
        if not ranked or (not inside and span_of(symbol)):
            return None, ""
        if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
            return self._shared_day(symbol, [day for day, count in votes.items() if count == ranked[0][1]])
        return ranked[0][0], f"so {ranked[0][1]} of the {sum(votes.values())} texts that cite it"

    def _shared_day(self, symbol: str, days: list[date]) -> tuple[date | None, str]:
        """Of dates with as many texts each, the one that other resolutions of the session bear too."""
        session = symbol.rpartition("/")[0]
        shared = [day for day in days if self._days_of_sessions[session, day] - {symbol}]
        return (shared[0], "other resolutions of its session have that date") if len(shared) == 1 else (None, "")

    def dates_of_parts(self, symbol: str) -> set[date]:
        """The dates that lettered parts of a resolution have."""
        return {
            day
            for part in self._parts.get(symbol, ())
            for day in [*self.dated.get(part, {}), self.own_dates.get(part)]
            if day
        }

    def bearers(self, day: date) -> set[str]:
        """Symbols whose right date is that day."""
        return self._by_date.get(day, set())


def suspicious_dates(evidence: Evidence) -> Iterable[Suspicion]:
    """Citations whose date contradicts the others', the resolution's own, or the days of its session."""
    for symbol, votes in evidence.dated.items():
        right, why = evidence.right_date(symbol)
        fine = {right} | (evidence.dates_of_parts(symbol) if not re.search(r" [A-Z]$", symbol) else set())
        for day in votes:
            if day in fine:
                continue
            if right is None and len(votes) == 1 and allows(symbol, day, None):
                continue
            yield _date(evidence, symbol, day, right, why)


def _date(evidence: Evidence, symbol: str, day: date, right: date | None, why: str) -> Suspicion:
    near = nearest_symbol(symbol, evidence.bearers(day))
    span = span_of(symbol)
    outside = "" if allows(symbol, day, None) or span is None else " and its session was not held then"
    if near and (right is None or not _is_slip_of_date(day, right)):
        return Suspicion("date", symbol, day.isoformat(), near, f"{near} has that date{outside}")
    if right is None:
        reason = f"its session was held between {span[0]:%-d %B} and {span[1]:%-d %B %Y}" if outside and span else ""
        return Suspicion("date", symbol, day.isoformat(), "", reason or "as many texts say one date as the other")
    return Suspicion("date", symbol, day.isoformat(), right.isoformat(), why + outside)


def _is_slip_of_date(one: date, other: date) -> bool:
    """Whether two dates differ in one thing only: the day, the month or the year."""
    return ((one.day != other.day) + (one.month != other.month) + (one.year != other.year)) == 1


def nearest_symbol(symbol: str, others: Iterable[str]) -> str:
    """The symbol of the same body that differs from this one by one slip of the pen, or ""."""
    body = _body(symbol)
    near = sorted(other for other in others if other != symbol and _body(other) == body and is_one_slip(symbol, other))
    return near[0] if len(near) == 1 else ""


def is_one_slip(one: str, other: str) -> bool:
    """Whether one character more, less, other or two changed places make one symbol the other."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def _body(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).body
    except SymbolError:
        return symbol.rsplit("/", 2)[0]


def suspicious_numbers(evidence: Evidence, held: Iterable[str]) -> Iterable[Suspicion]:
    """Citations of a number that its session does not have, or that another session or year has.

    `held` are the symbols of the archive. Numbers of the Security Council, and of the Assembly
    before 1976, run on over all sessions, so that each stands with one session only.
    """
    yield from _above_the_highest(evidence, held)
    yield from _two_sessions(evidence)


def _above_the_highest(evidence: Evidence, held: Iterable[str]) -> Iterable[Suspicion]:
    standing: dict[tuple[str, str], set[int]] = defaultdict(set)
    for symbol in held:
        parsed = _parsed(symbol)
        if parsed and parsed.is_resolution and not parsed.has_parenthesis:
            standing[(parsed.body, parsed.session)].add(parsed.number)
    for symbol in sorted({*evidence.dated, *evidence.undated}):
        parsed = _parsed(symbol)
        numbers = standing.get((parsed.body, parsed.session), set()) if parsed else set()
        if not parsed or len(numbers) < COMPLETE * max(numbers, default=1) or len(numbers) < 20:
            continue
        if parsed.number > max(numbers):
            why = f"the highest number of that session in the archive is {max(numbers)}"
            near = {other for day in evidence.dated.get(symbol, {}) for other in evidence.bearers(day)}
            yield Suspicion("number", symbol, "", nearest_symbol(symbol, near), why)


def _two_sessions(evidence: Evidence) -> Iterable[Suspicion]:
    by_number: dict[tuple[str, int, str], Counter[str]] = defaultdict(Counter)
    for symbol in {*evidence.dated, *evidence.undated}:
        parsed = _parsed(symbol)
        if parsed and parsed.has_parenthesis and parsed.body != "E":
            times = sum(evidence.dated.get(symbol, {}).values()) + evidence.undated.get(symbol, 0)
            by_number[(parsed.body, parsed.number, parsed.part)][symbol] += times
    for rivals in by_number.values():
        if len(rivals) < 2:
            continue
        ranked = rivals.most_common()
        likely = ranked[0][0] if ranked[0][1] > ranked[1][1] or ranked[0][0] in evidence.own_dates else ""
        for symbol, times in ranked:
            if symbol != likely and symbol not in evidence.own_dates:
                why = f"{times} of the {sum(rivals.values())} texts that cite this number give this session"
                yield Suspicion("number", symbol, "", likely, why)


def _parsed(symbol: str) -> Symbol | None:
    try:
        return Symbol.parse(symbol)
    except SymbolError:
        return None


def suspicious_titles(quoted: Iterable[tuple[str, str]], titles: Mapping[str, str]) -> Iterable[Suspicion]:
    """Quoted titles (symbol, title) unlike the resolution's own."""
    for symbol, title in quoted:
        own = titles.get(symbol, "")
        if own and not is_title(title, own):
            yield Suspicion("title", symbol, title, own, "its own title in the archive")


def is_title(quoted: str, own: str) -> bool:
    """Whether a quoted title is the resolution's own, or a part of it."""
    one, other = _plain(quoted), _plain(own)
    is_part = len(one) >= SHORTEST_PART and fuzz.partial_ratio(one, other) >= LIKE_PART
    words = set(one.split())
    is_shortened = len(words) > FEW_WORDS and words <= set(other.split())
    return is_part or is_shortened or fuzz.ratio(one, other) >= LIKE_TITLE


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()
