"""Bodies and sessions, made when the first resolution of one arrives.

The General Assembly's regular session N opens in September of 1945 + N; the Human Rights Council
meets three times a year since its fourth session (March 2007); the Security Council and ECOSOC
(since 1978) count by years. Special sessions have no rule: the first adoption date places them.
"""

from collections.abc import Collection
from datetime import date

from archive.models import Body, Session
from archive.symbols import Symbol

BODY_NAMES = {
    "A": "General Assembly",
    "S": "Security Council",
    "E": "Economic and Social Council",
    "A/HRC": "Human Rights Council",
}
_BELOW_TWENTY = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {2: "twent", 3: "thirt", 4: "fort", 5: "fift", 6: "sixt", 7: "sevent", 8: "eight", 9: "ninet"}


def ordinal(number: int) -> str:
    """An ordinal in words as the United Nations print it: 76 is "seventy-sixth", 101 "one hundred and first"."""
    if number >= 200:
        return f"{number}th"
    if number >= 100:
        return f"one hundred and {ordinal(number - 100)}" if number > 100 else "one hundredth"
    if number < 20:
        return _BELOW_TWENTY[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}y-{_BELOW_TWENTY[ones]}" if ones else f"{_TENS[tens]}ieth"


def session_name(symbol: Symbol) -> str:
    """The session in words: "Seventy-sixth session", "Eleventh emergency special session", "2021 session", "2020"."""
    if symbol.body == "S":
        return symbol.session
    if symbol.body == "E" and symbol.session.isdigit():
        return f"{symbol.session} session"
    kind = "emergency special session" if symbol.session.startswith("ES-") else "session"
    if symbol.session.startswith("S-"):
        kind = "special session"
    return f"{ordinal(symbol.session_number)} {kind}".capitalize()


def _opening(symbol: Symbol, adopted_on: date | None) -> str:
    """The year and month in which the session opens, "2021-09"; by the adoption date where no rule tells."""
    number = symbol.session_number
    if symbol.session.startswith(("S-", "ES-")):
        return f"{adopted_on:%Y-%m}" if adopted_on else "9999-99"
    if symbol.body == "A":
        return f"{1945 + number:04}-09"
    if symbol.body == "A/HRC":
        year, third = divmod(number - 4, 3)
        return f"{2007 + year:04}-{(3, 6, 9)[third]:02}"
    return f"{number:04}-01" if number > 1000 else f"{1946 + number // 2:04}-01"


def ensure_sessions(*, sessions: Collection[tuple[Symbol, date | None]]) -> dict[tuple[str, str], Session]:
    """The sessions of symbols, by codes of body and session, made with their bodies where they are new.

    The dates are those of adoption. One query where all are known.
    """
    codes = {symbol.session for symbol, _ in sessions}
    standing = {
        (session.body.code, session.code): session
        for session in Session.objects.select_related("body").filter(code__in=codes)
    }
    for symbol, adopted_on in sessions:
        if (symbol.body, symbol.session) not in standing:
            standing[symbol.body, symbol.session] = _make(symbol, adopted_on)
    return standing


def _make(symbol: Symbol, adopted_on: date | None) -> Session:
    body, _ = Body.objects.get_or_create(
        code=symbol.body,
        defaults={"name": BODY_NAMES[symbol.body], "position": list(BODY_NAMES).index(symbol.body)},
    )
    session, _ = Session.objects.get_or_create(
        body=body,
        code=symbol.session,
        defaults={
            "name": session_name(symbol),
            "sort_key": f"{_opening(symbol, adopted_on)} {symbol.session_number:04}",
        },
    )
    return session
