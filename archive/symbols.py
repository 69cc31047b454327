"""Symbols of resolutions: reading any spelling, one canonical form, the URL form, the sort key.

The grammar, by body:

    A/RES/76/172          General Assembly, session / number
    A/RES/S-32/1          special session;  A/RES/ES-11/1  emergency special session
    A/RES/74/255 B        a lettered part
    A/RES/217 (III) A     before 1976: number, session in Roman numerals, part
    A/HRC/RES/57/14       Human Rights Council;  A/HRC/RES/S-33/1  special session
    S/RES/2240 (2015)     Security Council, number and year
    E/RES/2021/2 B        Economic and Social Council, year / number
    E/RES/1298 (XLIV)     before 1978
    S/PRST/2020/11        a statement by the President of the Security Council: no resolution, but cited beside them
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
BODIES = ("A/HRC", "A", "S", "E")


class SymbolError(ValueError):
    """The text is not the symbol of a resolution; the message says what was read."""


def roman_to_int(numeral: str) -> int:
    """The value of a Roman numeral in capitals ("XLIV" is 44)."""
    total = 0
    for here, after in zip(numeral, numeral[1:] + " ", strict=True):
        value = ROMAN_VALUES[here]
        total += -value if ROMAN_VALUES.get(after, 0) > value else value
    return total


def int_to_roman(value: int) -> str:
    """The Roman numeral of a value from 1 to 399, in capitals (44 is "XLIV")."""
    numeral = ""
    for sign, worth in _ROMAN_SIGNS:
        count, value = divmod(value, worth)
        numeral += sign * count
    return numeral


_ROMAN_SIGNS = (
    ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)
)  # fmt: skip


# (?:A|A/HRC|E) RES session / number part: "A/RES/76/172", "A/HRC/RES/S-33/1", "E/RES/2021/2B"
_MODERN = re.compile(
    r"(?P<body>A/HRC|A|E)/RES/(?P<session>(?:ES-|S-)?\d{1,4})/(?P<number>\d{1,4})(?P<part>[A-Z]?)", re.ASCII
)
# "S/RES/2240(2015)": the number runs on over all years; the year tells the session
_SECURITY_COUNCIL = re.compile(
    r"(?P<body>S)/RES/(?P<number>\d{1,4})\((?P<session>(?:19|20)\d\d)\)(?P<part>[A-Z]?)", re.ASCII
)
_STATEMENT = re.compile(r"(?P<body>S)/PRST/(?P<session>(?:19|20)\d\d)/(?P<number>\d{1,3})", re.ASCII)
# "A/RES/217(III)A", "A/RES/2200(XXI)A", "A/RES/217A(III)", "A/RES/1004(ES-II)", "A/RES/2252(ES-V)"
_ROMAN = re.compile(
    r"(?P<body>A|E)/RES/(?P<number>\d{1,4})(?P<before>[A-Z]?)\((?P<session>(?:ES-|S-)?[IVXLC]{1,8})\)(?P<part>[A-Z]?)",
    re.ASCII,
)
_DASH = re.compile("[\u2010-\u2015\u2212]")


def _session(printed: str) -> str:
    """The session without leading zeros, or "" for none that can be: zero, or no Roman numeral."""
    kind, dash, tail = printed.rpartition("-")
    if tail.isdigit():
        tail = tail.lstrip("0")
    elif int_to_roman(roman_to_int(tail)) != tail:
        tail = ""
    return f"{kind}{dash}{tail}" if tail else ""


def _squeeze(text: str) -> str:
    """Capitals without white space; every dash a hyphen; digits ASCII."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = _DASH.sub("-", text)
    return "".join(text.split()).upper()


@dataclass(frozen=True, slots=True)
class Symbol:
    """One resolution's symbol in its parts.

    `session` is as it stands in the symbol: "76", "S-32", "2021", "III"; for the Security
    Council it is the year. `part` is a letter or empty. `series` is "RES", or "PRST" for presidential
    statements.
    """

    body: str
    session: str
    number: int
    part: str = ""
    series: Literal["RES", "PRST"] = "RES"

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """Read any spelling (case, blanks, "217 A (III)" order); raises SymbolError."""
        if len(text) > 60:
            raise SymbolError(f"not the symbol of a resolution: {text[:60]!r}…")
        squeezed = _squeeze(text).rstrip("/.")
        statement = _STATEMENT.fullmatch(squeezed)
        if statement and int(statement["number"]):
            return cls("S", statement["session"], int(statement["number"]), series="PRST")
        for pattern in (_MODERN, _SECURITY_COUNCIL, _ROMAN):
            match = pattern.fullmatch(squeezed)
            session = _session(match["session"]) if match else ""
            if match and session and int(match["number"]):
                part = match["part"] or match.groupdict().get("before") or ""
                return cls(match["body"], session, int(match["number"]), part)
        raise SymbolError(f"not the symbol of a resolution: {text!r}")

    @property
    def is_resolution(self) -> bool:
        """Whether it is a resolution's symbol, and not a statement's."""
        return self.series == "RES"

    @property
    def has_parenthesis(self) -> bool:
        """Whether the session stands in parentheses after the number (Security Council, Roman sessions)."""
        return (self.body == "S" and self.is_resolution) or bool(
            re.search(r"[IVXLC]+$", self.session.removeprefix("ES-").removeprefix("S-"))
        )

    def _spelled(self, blank: str) -> str:
        if self.has_parenthesis:
            core = f"{self.body}/RES/{self.number}{blank}({self.session})"
        else:
            core = f"{self.body}/{self.series}/{self.session}/{self.number}"
        return f"{core}{blank}{self.part}" if self.part else core

    def __str__(self) -> str:
        """The canonical form for reading: "A/RES/217 (III) A"."""
        return self._spelled(" ")

    @property
    def path(self) -> str:
        """The canonical form in a URL, without blanks: "A/RES/217(III)A"."""
        return self._spelled("")

    @property
    def short(self) -> str:
        """How texts of the same body name it: "76/172", "2240 (2015)", "217 A (III)", "S/PRST/2020/11"."""
        if not self.is_resolution:
            return str(self)
        if not self.has_parenthesis:
            return f"{self.session}/{self.number}" + (f" {self.part}" if self.part else "")
        part = f" {self.part}" if self.part else ""
        return f"{self.number}{part} ({self.session})"

    @property
    def spoken(self) -> str:
        """What it is, and how texts name it: "resolution 76/172", "presidential statement S/PRST/2020/11"."""
        return f"{'resolution' if self.is_resolution else 'presidential statement'} {self.short}"

    @property
    def session_number(self) -> int:
        """The session as a number to sort by within its kind ("III" is 3, "S-32" is 32)."""
        tail = self.session.removeprefix("ES-").removeprefix("S-")
        return int(tail) if tail.isdigit() else roman_to_int(tail)

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """Body, kind of session (regular first, statements last), session, number, part."""
        kind = (
            3
            if not self.is_resolution
            else 2
            if self.session.startswith("ES-")
            else 1
            if self.session.startswith("S-")
            else 0
        )
        return (BODIES.index(self.body), kind, self.session_number, self.number, self.part)
