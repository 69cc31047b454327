"""The authority file in the database: treaties, declarations, compacts with every name they are cited by."""

from collections.abc import Collection

from django.db import transaction
from django.db.models.functions import Lower

from archive.models import Instrument, InstrumentAlias
from archive.parsing.citations.authority import Authority, Entry
from archive.parsing.citations.authority import load_authority as read_authority

FIELDS = ("slug", "kind", "name", "short_name", "symbol", "treaty_series", "adopted_on", "note", "is_curated")


@transaction.atomic
def load_authority(*, authority: Authority | None = None) -> int:
    """Bring the authority file's instruments into the database; returns how many it holds.

    An instrument that linking made for a bare symbol becomes the authority's own. What a librarian
    edited stays as it is, and only gains names that no other instrument has.
    """
    entries = list((authority or read_authority()).entries.values())
    standing = _standing(entries)
    instruments, changed = [], []
    for entry in entries:
        bearer = standing.get(entry.symbol or "")
        instrument = standing.get(entry.slug) or bearer or Instrument(slug=entry.slug)
        if bearer and bearer.pk != instrument.pk and not bearer.is_curated:
            _merge(bearer, instrument)
        if not instrument.is_edited and _describe(instrument, entry) and instrument.pk:
            changed.append(instrument)
        instruments.append(instrument)
    Instrument.objects.bulk_update(changed, FIELDS)
    Instrument.objects.bulk_create([one for one in instruments if not one.pk])
    _add_names(entries, dict(zip((entry.slug for entry in entries), instruments, strict=True)))
    return len(entries)


def _standing(entries: Collection[Entry]) -> dict[str, Instrument]:
    """Instruments of the database under their slug, and under their symbol."""
    slugs = [entry.slug for entry in entries]
    symbols = [entry.symbol for entry in entries if entry.symbol]
    found = Instrument.objects.filter(symbol__in=symbols) | Instrument.objects.filter(slug__in=slugs)
    return {key: one for one in found for key in (one.symbol, one.slug) if key}


def _merge(made: Instrument, instrument: Instrument) -> None:
    """Hand over what cites an instrument that linking made for a symbol, now known to be the authority's own."""
    made.citations.update(instrument=instrument)
    made.delete()


def _describe(instrument: Instrument, entry: Entry) -> bool:
    """Set what the entry says; tells whether anything differed."""
    before = [getattr(instrument, name) for name in FIELDS]
    instrument.slug, instrument.kind, instrument.name = entry.slug, entry.kind, entry.name
    instrument.short_name, instrument.symbol = entry.short_name, entry.symbol
    instrument.treaty_series, instrument.adopted_on = entry.treaty_series, entry.adopted_on or instrument.adopted_on
    instrument.note, instrument.is_curated = entry.note, True
    return before != [getattr(instrument, name) for name in FIELDS]


def _add_names(entries: Collection[Entry], instruments: dict[str, Instrument]) -> None:
    """Add names that mean nothing yet; a name means one instrument, the first that has it."""
    wanted = {name.lower(): (name, entry.slug) for entry in reversed(list(entries)) for name in entry.names}
    known = set(InstrumentAlias.objects.values_list(Lower("text"), flat=True))
    InstrumentAlias.objects.bulk_create(
        [
            InstrumentAlias(instrument=instruments[slug], text=name)
            for key, (name, slug) in wanted.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )
