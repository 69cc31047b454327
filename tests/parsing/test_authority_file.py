"""The authority file: every record is one that the archive can hold, and every name means one instrument."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from archive.models import Instrument
from archive.parsing.citations import load_authority
from archive.parsing.citations.authority import DIRECTORY, GROUPS
from archive.parsing.citations.names import folded
from archive.symbols import Symbol

AUTHORITY = load_authority()
ENTRIES = list(AUTHORITY.entries.values())
SERIES = re.compile(r"vols?\. [\d, and]+, Nos?\. [\d, and–]+")


def test_it_is_broad_enough_for_the_texts_of_four_bodies():
    assert len(ENTRIES) > 250
    assert {"treaty", "declaration", "compact", "outcome", "judgment"} <= {entry.kind for entry in ENTRIES}


def test_no_slug_stands_twice_in_the_files():
    records = [
        record
        for path in DIRECTORY.glob("*.json")
        if path.name != GROUPS
        for record in json.loads(path.read_text(encoding="utf-8"))
    ]
    assert len(records) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_the_archive_can_hold_it(entry):
    limits = {
        name: Instrument._meta.get_field(name).max_length for name in ("slug", "short_name", "symbol", "treaty_series")
    }
    for name, limit in limits.items():
        assert len(getattr(entry, name) or "") <= limit
    assert entry.kind in Instrument.Kind.values
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entry.slug)
    assert entry.name == entry.name.strip() != ""
    assert not entry.treaty_series or SERIES.fullmatch(entry.treaty_series)
    assert entry.adopted_on is None or date(1850, 1, 1) < entry.adopted_on < date(2027, 1, 1)
    assert set(entry.protocols) <= set(AUTHORITY.entries)
    if entry.symbol and "/RES/" in entry.symbol:
        assert str(Symbol.parse(entry.symbol)) == entry.symbol


def test_a_name_means_one_instrument():
    meant: dict[tuple[str, ...], str] = {}
    for entry in ENTRIES:
        for name in entry.names:
            assert meant.setdefault(folded(name), entry.slug) == entry.slug, name


def test_a_symbol_and_a_place_in_the_treaty_series_belong_to_one_instrument():
    symbols = [entry.symbol for entry in ENTRIES if entry.symbol]
    assert len(symbols) == len(set(symbols))
    # the covenant on civil and political rights and its first protocol are printed together
    places = [entry.treaty_series for entry in ENTRIES if entry.treaty_series]
    assert {place for place in places if places.count(place) > 1} == {"vol. 999, No. 14668"}


def test_groups_name_several_instruments_of_the_file():
    for name, slugs in AUTHORITY.groups.items():
        assert len(slugs) > 1, name
        assert set(slugs) <= set(AUTHORITY.entries)
