"""What a paragraph's first line begins with: a number, a letter, a Roman number, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.parsing.text.phrases import opens_operative

_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = [tens + unit for tens in ("", "x", "xx") for unit in _UNITS if tens + unit]
_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
LETTERS = _LETTERS + [letter * 2 for letter in _LETTERS]

_NUMBER = re.compile(r"(\d{1,3})\s?\.(?!\d)\s*")
# "1. 1. Calls upon": a converter numbered what was numbered
_NUMBER_TWICE = re.compile(r"(\d{1,3})\.\s+\1\.\s+(?=[A-Z])")
_NUMBER_MISREAD = re.compile(r"([\dlIOoSBZ|!]{1,3})\s?[.,]\s+(?=[A-Z])")
_NUMBER_WITHOUT_STOP = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
_LETTER = re.compile(r"[(\[{]\s?([^\s()\[\]{}]{0,5})\s?[)\]}]\s*")
_DIGITS = str.maketrans("lIOoSBZ|!", "110058211")
# signs that recognition takes for one another in "(l)", "(i)", "(j)", "(e)", "(ii)"
_LOOKALIKE = {
    "a": "a4@",
    "b": "b6h",
    "c": "c©¢eo",
    "e": "ec©¢",
    "f": "ft£",
    "g": "gq9",
    "h": "hb",
    "i": "i1lIjt!|",
    "j": "ji;1",
    "k": "kK",
    "l": "l1I|i!",
    "o": "o0OQ",
    "p": "pP",
    "q": "qg9",
    "s": "s5S",
    "u": "uv",
    "v": "vyu",
    "w": "wW",
    "x": "xX",
    "y": "yv",
    "z": "z2Z",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A number or letter at the start of a line; `rest` is where the words begin."""

    kind: str
    """number, letter"""
    value: str
    rest: int
    certain: bool = True


def number_token(text: str, expected: int) -> Token | None:
    """ "12. Requests", "12 Requests", and "l2. Requests" where 12 is expected."""
    match = _NUMBER_TWICE.match(text) or _NUMBER.match(text)
    if match:
        return Token("number", match[1].lstrip("0") or "0", match.end())
    match = _NUMBER_WITHOUT_STOP.match(text)
    if match and opens_operative(text[match.end() :]):
        return Token("number", match[1].lstrip("0") or "0", match.end())
    match = _NUMBER_MISREAD.match(text)
    if match and match[1].translate(_DIGITS) == str(expected) and opens_operative(text[match.end() :]):
        return Token("number", str(expected), match.end(), certain=False)
    return None


def letter_token(text: str) -> Token | None:
    """ "(f) Underlines", "(ii) to", and "() Reminds", "(©) Calls" where a letter was misread."""
    match = _LETTER.match(text)
    return Token("letter", match[1], match.end()) if match else None


def next_letter(letter: str | None) -> str | None:
    """(a) first, (aa) after (z); None after the last."""
    if letter is None:
        return "a"
    if letter not in LETTERS or letter == LETTERS[-1]:
        return None
    return LETTERS[LETTERS.index(letter) + 1]


def next_roman(roman: str | None) -> str | None:
    """(i) first; None after the last that is known."""
    if roman is None:
        return "i"
    if roman not in ROMAN or roman == ROMAN[-1]:
        return None
    return ROMAN[ROMAN.index(roman) + 1]


def reads_as(printed: str, expected: str) -> bool:
    """Whether misread signs may stand for the expected letter or Roman number; nothing may stand for "j"."""
    if not printed:
        return expected in ("j", "l", "i")
    if len(expected) == 1:
        return all(sign in _LOOKALIKE.get(expected, expected) for sign in printed) and len(printed) <= 2
    as_roman = re.sub("[1lI|!jtd]", "i", printed)
    return as_roman == expected or re.sub("[yu]", "v", as_roman) == expected
