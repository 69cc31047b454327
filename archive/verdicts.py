"""What the archive says of a citation: known, date disputed, not held, no such resolution, or an unclear body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from archive.models import Citation, Instrument, Resolution
from archive.parsing.citations.bodies import MAIN_BODIES, spell, spoken_commission
from archive.parsing.citations.sessions import allows, span_of
from archive.parsing.document import Mention
from archive.symbols import Symbol, SymbolError

KNOWN = "known"
DATE_DISPUTED = "date disputed"
NOT_HELD = "not in the archive"
NO_SUCH = "no such resolution"
AMBIGUOUS = "ambiguous body"
UNRECOGNISED = "not recognised"

COMPLETE = 0.9
"""A session of which the archive holds this share of the numbers, and more than a few, counts as held."""
MORE_THAN_A_FEW = 20

BODY_TITLES = {
    "A": "General Assembly",
    "A/HRC": "Human Rights Council",
    "S": "Security Council",
    "E": "Economic and Social Council",
}
_BARE = re.compile(r"(?<![\w/])(?P<number>(?:ES-|S-)?\d{1,4}/\d{1,4}|\d{1,4} ?\([IVXLC]{1,8}\))(?P<part> [A-Z]\b)?")

# "World Health Assembly resolution 61/18": the body is named, and is none whose symbols the archive knows
_NAMED_BEFORE = re.compile(
    r"(?:Assembly|Council|Commission|Conference|Board|Committee|Union|Parties)(?:['’]s?)?\s(?:resolutions?\s|decisions?\s)?$"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation of the text, text[start:end], and what the archive says of it.

    `status` is "known", "date disputed", "not in the archive", "no such resolution",
    "ambiguous body" or "not recognised"; `message` says it in a sentence. `correct` is a
    citation to copy, `address` leads to what is cited, `choices` are the symbols that an
    ambiguous number may mean.
    """

    text: str
    start: int
    end: int
    status: str
    message: str
    symbol: str = ""
    title: str = ""
    cited_date: date | None = None
    own_date: date | None = None
    correct: str = ""
    address: str = ""
    choices: tuple[str, ...] = ()


def spoken_date(day: date) -> str:
    """A date as United Nations texts print it: "16 December 2021"."""
    return f"{day.day} {day:%B %Y}"


def candidates(words: str, cited: date | None) -> list[str]:
    """The symbols that a bare number may mean, by its form and date: "53/24" has two."""
    match = _BARE.search(words)
    if match is None:
        return []
    spelled = (
        spell(body, match["number"].replace(" ", ""), part=(match["part"] or "").strip()) for body in MAIN_BODIES
    )
    return [symbol for symbol in spelled if symbol and allows(symbol, cited, date.today())]


def citation_of(symbol: str, day: date | None, draft_body: str) -> str:
    """A resolution as a text of `draft_body` cites it: "Human Rights Council resolution 53/24 of 13 July 2023"."""
    of_day = f" of {spoken_date(day)}" if day else ""
    try:
        parsed = Symbol.parse(symbol)
    except SymbolError:
        named = spoken_commission(symbol)
        return f"{named}{of_day}" if named else symbol
    body = "" if parsed.body == draft_body else f"{BODY_TITLES[parsed.body]} "
    return f"{body}{parsed.spoken}{of_day}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the archive knows of the things that a text cites.

    `resolutions` and `instruments` by symbol (instruments by slug too), `votes` how many texts of
    the archive cite a symbol with each date, `sessions` by (body, session) how many resolutions
    are held and the highest number.
    """

    resolutions: dict[str, Resolution]
    instruments: dict[str, Instrument]
    votes: dict[str, Counter[date]]
    sessions: dict[tuple[str, str], tuple[int, int]]

    @classmethod
    def about(cls, mentions: Sequence[Mention]) -> Facts:
        """Four queries, however many mentions."""
        symbols = {mention.symbol for mention in mentions if mention.symbol}
        bare = (candidates(mention.text, mention.date) for mention in mentions if not mention.symbol)
        symbols |= {choices[0] for choices in bare if len(choices) == 1}
        slugs = {mention.instrument for mention in mentions if mention.instrument}
        held = Resolution.objects.published().filter(symbol__in=symbols)
        known = Instrument.objects.filter(Q(symbol__in=symbols) | Q(slug__in=slugs)).select_related("resolution")
        return cls(
            {one.symbol: one for one in held.only("symbol", "path", "title", "adopted_on")},
            {key: one for one in known for key in (one.slug, one.symbol) if key},
            _votes(symbols),
            _sessions(symbols),
        )

    def check(self, mention: Mention, *, offset: int, line: str, draft_body: str) -> Checked:
        """What the archive says of one mention of a draft, whose line begins at `offset`."""
        start, end = offset + mention.start, offset + mention.end
        if mention.instrument in self.instruments:
            return self._instrument(mention, self.instruments[mention.instrument], start, end)
        if mention.symbol is None:
            is_named = _NAMED_BEFORE.search(line[max(0, mention.start - 40) : mention.start]) is not None
            choices = () if is_named else tuple(candidates(mention.text, mention.date))
            if len(choices) == 1:
                return self._numbered(mention, choices[0], start, end, draft_body)
            return self._without_symbol(mention, choices, start, end, draft_body)
        return self._numbered(mention, mention.symbol, start, end, draft_body)

    def _instrument(self, mention: Mention, instrument: Instrument, start: int, end: int) -> Checked:
        where = f", United Nations, Treaty Series, {instrument.treaty_series}" if instrument.treaty_series else ""
        symbol = f" ({instrument.symbol})" if instrument.symbol and not where else ""
        return Checked(
            mention.text,
            start,
            end,
            KNOWN,
            instrument.note or "It is in the list of instruments.",
            instrument.symbol or "",
            instrument.name,
            mention.date,
            instrument.adopted_on,
            f"{instrument.name}{where}{symbol}",
            instrument.get_absolute_url(),
        )

    def _without_symbol(
        self, mention: Mention, choices: tuple[str, ...], start: int, end: int, draft_body: str
    ) -> Checked:
        if not choices:
            message = "It reads like a citation, but of nothing that the archive can name."
            return Checked(mention.text, start, end, UNRECOGNISED, message, cited_date=mention.date)
        bodies = " or ".join(BODY_TITLES[Symbol.parse(symbol).body] for symbol in choices)
        return Checked(
            mention.text,
            start,
            end,
            AMBIGUOUS,
            f"The words do not say whose resolution it is: {bodies}. Name the body before the number.",
            cited_date=mention.date,
            correct=" or ".join(citation_of(symbol, mention.date, draft_body) for symbol in choices),
            choices=choices,
        )

    def _numbered(self, mention: Mention, symbol: str, start: int, end: int, draft_body: str) -> Checked:
        held = self.resolutions.get(symbol)
        own = held.adopted_on if held else self._likely_date(symbol)
        instrument = self.instruments.get(symbol)
        status, message = self._verdict(symbol, mention.date, held, own)
        address = held.get_absolute_url() if held else instrument.get_absolute_url() if instrument else ""
        return Checked(
            mention.text,
            start,
            end,
            status,
            message,
            symbol,
            held.title if held else instrument.name if instrument else "",
            mention.date,
            own,
            "" if status == NO_SUCH else citation_of(symbol, own or mention.date, draft_body),
            address,
        )

    def _verdict(self, symbol: str, cited: date | None, held: Resolution | None, own: date | None) -> tuple[str, str]:
        if held is None and (why := self._why_no_such(symbol)):
            return NO_SUCH, why
        if cited and own and cited != own:
            source = "It was adopted on" if held else "The texts of the archive cite it as of"
            return DATE_DISPUTED, f"{source} {spoken_date(own)}, not {spoken_date(cited)}."
        if cited and not own and not allows(symbol, cited, None):
            return DATE_DISPUTED, f"Its session was not held on {spoken_date(cited)}."
        if held:
            return KNOWN, "It is in the archive" + (" and has that date." if cited else ".")
        instrument = self.instruments.get(symbol)
        if instrument and instrument.is_curated:
            return (
                KNOWN,
                f"It is on file as “{instrument.short_name or instrument.name}”; the text is not in the archive.",
            )
        if "/RES/" not in symbol:
            return NOT_HELD, "The archive holds resolutions; whether this document exists it cannot say."
        texts = sum(self.votes.get(symbol, {}).values())
        cites = {0: "", 1: " One of its texts cites it with a date."}
        return (
            NOT_HELD,
            f"The archive does not hold it.{cites.get(texts, f' {texts} of its texts cite it with a date.')}",
        )

    def _likely_date(self, symbol: str) -> date | None:
        """The date of a curated instrument, else the one that most texts give, if more than any other."""
        instrument = self.instruments.get(symbol)
        if instrument and instrument.is_curated and instrument.adopted_on:
            return instrument.adopted_on
        votes = self.votes.get(symbol, Counter())
        ranked = Counter({day: texts for day, texts in votes.items() if allows(symbol, day, None)}).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _why_no_such(self, symbol: str) -> str:
        try:
            parsed = Symbol.parse(symbol)
        except SymbolError:
            return ""
        span = span_of(symbol)
        if span and span[0] > date.today():
            return "That session has not been held yet."
        count, highest = self.sessions.get((parsed.body, parsed.session), (0, 0))
        is_held = count > MORE_THAN_A_FEW and count >= COMPLETE * highest
        if is_held and parsed.number > highest and not parsed.has_parenthesis:
            return f"The highest number of that session in the archive is {highest}."
        return ""


def _votes(symbols: set[str]) -> dict[str, Counter[date]]:
    votes: dict[str, Counter[date]] = defaultdict(Counter)
    cited = (
        Citation.objects.filter(cited_symbol__in=symbols, cited_date__isnull=False, paragraph__is_public=True)
        .exclude(state=Citation.State.REJECTED)
        .order_by()
        .values_list("cited_symbol", "cited_date")
    )
    for symbol, day, texts in cited.annotate(Count("paragraph__resolution", distinct=True)):
        if day:
            votes[symbol][day] = texts
    return votes


def _sessions(symbols: set[str]) -> dict[tuple[str, str], tuple[int, int]]:
    wanted: set[tuple[str, str]] = set()
    for symbol in symbols:
        try:
            parsed = Symbol.parse(symbol)
        except SymbolError:
            continue
        wanted.add((parsed.body, parsed.session))
    codes = {session for _, session in wanted}
    held = (
        Resolution.objects.published()
        .filter(session__code__in=codes)
        .order_by()
        .values_list("session__body__code", "session__code")
        .annotate(Count("number", distinct=True), Max("number"))
    )
    return {(body, session): (count, highest) for body, session, count, highest in held}
