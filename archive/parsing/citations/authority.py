"""The authority file: what can be cited by name, with every name it is cited by.

`fixtures/instruments/*.json` hold lists of instruments:

    {"slug": "convention-on-the-rights-of-the-child", "kind": "treaty",
     "name": "Convention on the Rights of the Child", "short_name": "CRC",
     "aliases": ["..."], "symbol": null, "treaty_series": "vol. 1577, No. 27531",
     "adopted_on": "1989-11-20", "note": "One sentence.",
     "protocols": ["slug of a protocol thereto"]}

and `groups.json` the names that mean several at once ("International Covenants on Human Rights").
An instrument's `symbol` is that of the text itself (the Universal Declaration IS resolution
217 (III) A); a treaty merely annexed to the resolution that adopted it has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parents[3] / "fixtures" / "instruments"
GROUPS = "groups.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument of the authority file."""

    slug: str
    kind: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    symbol: str | None = None
    treaty_series: str = ""
    adopted_on: date | None = None
    note: str = ""
    protocols: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which a text cites it."""
        return tuple(dict.fromkeys(filter(None, (self.name, *self.aliases))))

    @property
    def treaty_numbers(self) -> tuple[str, ...]:
        """Registration numbers in the Treaty Series: "27531"."""
        return (
            tuple(re.findall(r"\d{1,6}", self.treaty_series.split("No", 1)[-1])) if "No" in self.treaty_series else ()
        )


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """All instruments by slug, and the groups: a name and the slugs it means. Compared by identity."""

    entries: dict[str, Entry]
    groups: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry], groups: dict[str, tuple[str, ...]] | None = None) -> Authority:
        """From entries at hand, as a test or the database gives them."""
        return cls({entry.slug: entry for entry in entries}, groups or {})

    def by_symbol(self) -> dict[str, str]:
        """Slugs by the symbol of the text itself."""
        return {entry.symbol: entry.slug for entry in self.entries.values() if entry.symbol}

    def by_treaty_volume(self) -> dict[tuple[str, str], str]:
        """Slugs by (volume, registration number): protocols share the number of their convention."""
        found: dict[tuple[str, str], str] = {}
        for entry in self.entries.values():
            volumes = re.findall(r"\d{1,6}", entry.treaty_series.split("No", 1)[0])
            for number in entry.treaty_numbers:
                for volume in volumes or [""]:
                    found.setdefault((volume, number), entry.slug)
        return found


def read_entry(record: dict[str, object]) -> Entry:
    """One JSON record as an `Entry`; raises KeyError, TypeError or ValueError for a malformed one."""
    adopted = record.get("adopted_on")
    values = {name: record[name] for name in ("slug", "kind", "name")}
    return Entry(
        **{name: str(value) for name, value in values.items()},
        short_name=str(record.get("short_name") or ""),
        aliases=_strings(record.get("aliases")),
        symbol=str(record["symbol"]) if record.get("symbol") else None,
        treaty_series=str(record.get("treaty_series") or ""),
        adopted_on=date.fromisoformat(str(adopted)) if adopted else None,
        note=str(record.get("note") or ""),
        protocols=_strings(record.get("protocols")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


@lru_cache(maxsize=1)
def load_authority(directory: Path = DIRECTORY) -> Authority:
    """The authority file of the project, read once."""
    entries = [
        read_entry(record)
        for path in sorted(directory.glob("*.json"))
        if path.name != GROUPS
        for record in json.loads(path.read_text(encoding="utf-8"))
    ]
    groups_file = directory / GROUPS
    groups = json.loads(groups_file.read_text(encoding="utf-8")) if groups_file.exists() else {}
    return Authority.of(entries, {name: tuple(slugs) for name, slugs in groups.items()})
