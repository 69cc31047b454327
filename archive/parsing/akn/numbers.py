"""Printed numbers: their style, and which follows which.

5.  6.1       decimal, at the top          (a) a. a)     letters, after z: aa, bb or ab
(1)           decimal in parentheses       (i) i. i)     Roman
– •           bullets, counted             A. II.        capitals
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = [tens + unit for tens in ("", "x", "xx", "xxx") for unit in _UNITS][1:]
_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
_NUMBER = re.compile(r"(\(?)(\w{1,8}(?:\.\d{1,3})*)([.)]*)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed, without blanks: its style ("." "()" ")" or "bullet") and its core ("5", "a", "–")."""

    style: str
    core: str

    @classmethod
    def read(cls, number: str) -> Printed:
        """Split a printed number; whatever is no number is a bullet."""
        squeezed = "".join(number.split())
        match = _NUMBER.fullmatch(squeezed)
        if match is None:
            return cls("bullet", squeezed)
        return cls("()" if match[1] else ")" if ")" in match[3] else ".", match[2])

    @property
    def value(self) -> int | None:
        """The value of a decimal number at the top."""
        return int(self.core) if self.style == "." and self.core.isdecimal() else None

    @property
    def is_top(self) -> bool:
        """Whether it is a decimal number outside parentheses: "5." or "6.1"."""
        return self.style == "." and self.core[:1].isdecimal()

    @property
    def shown(self) -> str:
        """How it is shown after the number of its parent: "(a)", "a", "–"."""
        return f"({self.core})" if self.style == "()" else self.core

    def follows(self, earlier: Printed) -> bool:
        """Whether it is the next one in the list that `earlier` stands in."""
        if self.style != earlier.style:
            return False
        if self.style == "bullet":
            return self.core == earlier.core
        if self.core.isdecimal() and earlier.core.isdecimal():
            return int(self.core) == int(earlier.core) + 1
        return self.follows_as_letter(earlier) or self.follows_as_roman(earlier)

    def follows_as_letter(self, earlier: Printed) -> bool:
        """(b) after (a), (aa) after (z), (bb) or (ab) after (aa)."""
        return _same_case(self, earlier) and self.core.lower() in _next_letters(earlier.core.lower())

    def follows_as_roman(self, earlier: Printed) -> bool:
        """(ii) after (i)."""
        if not _same_case(self, earlier):
            return False
        here, before = self.core.lower(), earlier.core.lower()
        return here in _ROMANS and before in _ROMANS and _ROMANS.index(here) == _ROMANS.index(before) + 1

    @property
    def is_first(self) -> bool:
        """Whether a list can begin with it."""
        return self.style == "bullet" or self.core.lower() in ("a", "i", "1")


def _same_case(one: Printed, other: Printed) -> bool:
    return one.style == other.style and one.core.isupper() == other.core.isupper()


def _next_letters(letters: str) -> set[str]:
    if letters not in _LETTERS and not re.fullmatch(r"[a-z]{2,5}", letters):
        return set()
    if letters == "z" * len(letters):
        return {"a" * (len(letters) + 1)}
    if letters[-1] == "z":
        return {chr(ord(letters[0]) + 1) + "a"}
    up = chr(ord(letters[-1]) + 1)
    doubled = {up * len(letters)} if len(set(letters)) == 1 else set()
    return doubled | {letters[:-1] + up}
