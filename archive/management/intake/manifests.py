"""`manifest.json` beside sources: what they lack, by file name.

{"scan.txt": {"symbol": "A/RES/72/179", "title": "Protection of migrants", "adopted": "2017-12-19"}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from archive.curation.outcomes import Supplied
from archive.symbols import Symbol, SymbolError

MANIFEST = "manifest.json"
KEYS = ("symbol", "title", "adopted")

Manifest = Mapping[str, Supplied]


class ManifestError(ValueError):
    """A manifest that cannot be used; the message says what is wrong and where."""


def no_manifest() -> Manifest:
    """Nothing supplied for any file."""
    return {}


def read_manifest(data: bytes) -> Manifest:
    """What is supplied, by file name; raises ManifestError."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ManifestError(
            f"not JSON in UTF-8 ({str(error).splitlines()[0]}); no file beside it was given more"
        ) from None
    if not isinstance(found, dict):
        raise ManifestError("not an object of file names; no file beside it was given more")
    return {name: check_supplied(given, name) for name, given in found.items()}


def check_supplied(given: Any, name: str) -> Supplied:
    """What is supplied for one file, checked and in canonical form; raises ManifestError."""
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise ManifestError(f"{name}: not an object of texts")
    unknown = sorted(given.keys() - set(KEYS))
    if unknown:
        raise ManifestError(f"{name}: {unknown[0]!r} is not one of {', '.join(KEYS)}")
    checked = dict(given)
    try:
        if given.get("symbol"):
            checked["symbol"] = str(Symbol.parse(given["symbol"]))
        if given.get("adopted"):
            checked["adopted"] = date.fromisoformat(given["adopted"]).isoformat()
    except SymbolError as error:
        raise ManifestError(f"{name}: {error}") from None
    except ValueError:
        raise ManifestError(f"{name}: not a day as YYYY-MM-DD: {given['adopted']!r}") from None
    return checked
