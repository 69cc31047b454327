"""Documents and resolutions by their full symbol: "A/72/53/Add.1", "S/RES/1645 (2005)", "FCCC/CP/2015/10/Add.1"."""

from __future__ import annotations

import re

from archive.parsing.citations.dates import date_after
from archive.parsing.citations.findings import Found
from archive.parsing.citations.patterns import DASH, PARTS
from archive.symbols import Symbol, SymbolError

_SYMBOL = re.compile("|".join(PARTS[name].expression for name in ("symbol", "health", "sales")))
_DIGIT = re.compile(r"\d")
LONGEST = 60
"""No symbol in use is longer; what is longer is no symbol."""


def find_documents(text: str) -> list[Found]:
    """Every document cited by symbol; one with two symbols ("A/75/9-S/2020/9") is one document."""
    if not ("/" in text or "Sales No. " in text) or not _DIGIT.search(text):
        return []
    matches = (match for match in _SYMBOL.finditer(text) if len(match[0]) <= LONGEST and _DIGIT.search(match[0]))
    return [_found(text, match) for match in matches]


def _found(text: str, match: re.Match[str]) -> Found:
    symbol = canonical(match[0])
    if "/RES/" not in symbol:
        return Found(match.start(), match.end(), "document", symbol)
    cited, end = date_after(text, match.end())
    return Found(match.start(), max(match.end(), end), "resolution", symbol, date=cited)


def canonical(printed: str) -> str:
    """The symbol as the archive writes it: hyphens, one blank before parentheses, resolutions by `Symbol`."""
    plain = re.sub(DASH, "-", printed)
    try:
        return str(Symbol.parse(plain))
    except SymbolError:
        return re.sub(r"\s*\(", " (", plain)
