"""Citations linked to what they cite: a few set-based statements, whatever the size of the archive.

A citation finds its instrument by the slug that the parser read, by the symbol it read, or by its words
being a name of the instrument. What none of these finds stays visibly unresolved. Decisions of librarians
(confirmed, rejected) are never touched.
"""

import re
from dataclasses import dataclass

from django.db import connection, transaction

from archive.curation.sessions import BODY_NAMES
from archive.curation.slugs import free_slugs
from archive.models import Instrument
from archive.parsing.citations.bodies import spoken_commission
from archive.symbols import Symbol, SymbolError

# Every instrument that is a resolution of the archive leads to it; drafts are nobody's target.
_LINK_RESOLUTIONS = """
UPDATE archive_instrument AS instrument
SET resolution_id = told.id, adopted_on = told.adopted_on, name = told.name
FROM (
    SELECT resolution.id, known.id AS instrument_id,
        CASE WHEN known.is_curated AND known.adopted_on IS NOT NULL THEN known.adopted_on
             ELSE coalesce(resolution.adopted_on, known.adopted_on) END AS adopted_on,
        CASE WHEN known.is_curated OR resolution.title = '' THEN known.name ELSE resolution.title END AS name
    FROM archive_resolution AS resolution JOIN archive_instrument AS known ON known.symbol = resolution.symbol
    WHERE resolution.status <> 'draft'
) AS told
WHERE instrument.id = told.instrument_id
  AND (instrument.resolution_id, instrument.adopted_on, instrument.name)
      IS DISTINCT FROM (told.id, told.adopted_on, told.name)
"""
_UNLINK_DRAFTS = """
UPDATE archive_instrument AS instrument SET resolution_id = NULL
FROM archive_resolution AS resolution
WHERE instrument.resolution_id = resolution.id AND resolution.status = 'draft'
"""
_MISSING_SYMBOLS = """
SELECT DISTINCT citation.cited_symbol
FROM archive_citation AS citation
WHERE citation.state = 'unresolved' AND citation.cited_symbol <> ''
  AND NOT EXISTS (SELECT FROM archive_instrument AS instrument WHERE instrument.symbol = citation.cited_symbol)
  AND NOT EXISTS (SELECT FROM archive_instrument AS instrument WHERE instrument.slug = citation.cited_slug)
"""
_BY_SLUG = """
UPDATE archive_citation AS citation SET instrument_id = instrument.id, state = 'resolved'
FROM archive_instrument AS instrument
WHERE citation.state IN ('unresolved', 'resolved') AND instrument.slug = citation.cited_slug
  AND citation.instrument_id IS DISTINCT FROM instrument.id AND citation.cited_slug <> ''
"""
_BY_SYMBOL = """
UPDATE archive_citation AS citation SET instrument_id = instrument.id, state = 'resolved'
FROM archive_instrument AS instrument
WHERE citation.state = 'unresolved' AND instrument.symbol = citation.cited_symbol AND citation.cited_symbol <> ''
"""
_BY_NAME = """
UPDATE archive_citation AS citation SET instrument_id = alias.instrument_id, state = 'resolved'
FROM archive_instrumentalias AS alias
WHERE citation.state = 'unresolved' AND lower(citation.text) = lower(alias.text)
  AND citation.cited_symbol = '' AND citation.cited_slug = ''
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did: citations newly resolved, instruments newly made for symbols, resolutions newly linked."""

    citations: int
    instruments: int
    resolutions: int


@transaction.atomic
def link_citations() -> Linked:
    """Resolve every citation that can be, and lead instruments to the resolutions that have arrived."""
    instruments = _make_instruments()
    citations = _run(_BY_SLUG) + _run(_BY_SYMBOL) + _run(_BY_NAME)
    return Linked(citations, instruments, link_resolutions())


def link_resolutions() -> int:
    """Lead every instrument that is a resolution of the archive to it; returns how many links changed."""
    return _run(_LINK_RESOLUTIONS) + _run(_UNLINK_DRAFTS)


def describe_symbol(symbol: str) -> tuple[Instrument.Kind, str, str]:
    """The kind, full name and short name of what bears a symbol, as far as the symbol tells."""
    try:
        resolution = Symbol.parse(symbol)
    except SymbolError:
        return _kind_of_symbol(symbol), spoken_commission(symbol) or symbol, symbol
    kind = Instrument.Kind.RESOLUTION if resolution.is_resolution else Instrument.Kind.DOCUMENT
    return kind, f"{BODY_NAMES[resolution.body]} {resolution.spoken}", resolution.spoken


def _kind_of_symbol(symbol: str) -> Instrument.Kind:
    if re.search(r"/res[/.]", symbol, re.IGNORECASE):
        return Instrument.Kind.RESOLUTION
    # decision 1/CP.21 of the parties to the climate convention
    if re.search(r"/dec[/.]|^\d+/(?:CP|CMP|CMA)\.\d+$", symbol, re.IGNORECASE):
        return Instrument.Kind.DECISION
    return Instrument.Kind.DOCUMENT


def slug_of_symbol(symbol: str) -> str:
    """The slug of an instrument known by its symbol only: "A/RES/217 (III) A" is "a-res-217-iii-a"."""
    return re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-")[:110]


def _make_instruments() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_MISSING_SYMBOLS)
        symbols = sorted(row[0] for row in cursor.fetchall())
    slugs = free_slugs(model=Instrument, plain={symbol: slug_of_symbol(symbol) for symbol in symbols})
    made = []
    for symbol in symbols:
        kind, name, short_name = describe_symbol(symbol)
        made.append(Instrument(slug=slugs[symbol], kind=kind, name=name, short_name=short_name[:120], symbol=symbol))
    Instrument.objects.bulk_create(made, batch_size=2000, ignore_conflicts=True)
    return len(made)


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
