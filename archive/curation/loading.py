"""Parse records into the archive: all of a source in one transaction, nothing written twice, nothing lost."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import DataError, connection, transaction

from archive.curation.copying import copy_new, reserve_ids
from archive.curation.facts import set_facts, set_status
from archive.curation.first_readings import write_first_readings
from archive.curation.outcomes import Loaded, Received, Supplied, outcome_of
from archive.curation.sessions import ensure_sessions
from archive.curation.subjects import write_subjects
from archive.curation.superseding import supersede
from archive.models import Resolution, Source
from archive.parsing.document import ParsedResolution
from archive.parsing.version import parser_version
from archive.symbols import Symbol, SymbolError

# in one order, so that two loaders never wait for each other
_LOCK = """
SELECT pg_advisory_xact_lock(hash)
FROM (SELECT DISTINCT hashtextextended(symbol, 0) AS hash FROM unnest(%s::text[]) AS symbol ORDER BY 1) AS locks
"""


def known_sources(*, sha256s: Collection[str], supplied: Supplied) -> dict[str, tuple[Loaded, ...]]:
    """Those sources that this version of the parser has read already with the same supplied facts.

    They need not be parsed again. One query.
    """
    known: dict[str, tuple[Loaded, ...]] = {}
    sources = Source.objects.filter(sha256__in=sha256s, parser_version=parser_version(), supplied=dict(supplied))
    for sha256, name, symbol, pk in sources.values_list("sha256", "name", "resolution__symbol", "resolution_id"):
        known[sha256] = (*known.get(sha256, ()), Loaded("unchanged", name, symbol, resolution_id=pk))
    return known


def load_sources(*, received: Sequence[Received], publish: bool, by: str) -> list[tuple[Loaded, ...]]:
    """Bring sources into the archive in one transaction; gives what became of each resolution of each source.

    The number of queries does not depend on how many resolutions are new. A text that is not fit to publish
    (see `facts.reason_for_draft`) is stored as a draft whatever `publish` says. One that has no symbol is
    refused, and so is a source that the database cannot hold; the others of the batch are loaded all the same.
    `by` is who loads.
    """
    try:
        with transaction.atomic():
            return _load(received, publish, by)
    except (DataError, UnicodeEncodeError) as error:
        if len(received) > 1:
            return [outcomes for one in received for outcomes in load_sources(received=[one], publish=publish, by=by)]
        reason = f"the database cannot hold it: {str(error).splitlines()[0]}"
        return [tuple(Loaded("refused", one.name, parsed.symbol, reason) for parsed in one.parsed) for one in received]


@dataclass(slots=True)
class _Arrival:
    """A resolution on its way in."""

    symbol: Symbol
    parsed: ParsedResolution
    source: Source


def _load(received: Sequence[Received], publish: bool, by: str) -> list[tuple[Loaded, ...]]:
    arrivals = [[_arrival(one, parsed, by) for parsed in one.parsed] for one in received]
    arriving = [one for group in arrivals for one in group if isinstance(one, _Arrival)]
    standing = _lock({str(one.symbol) for one in arriving})
    first: dict[str, _Arrival] = {}
    for one in arriving:
        if str(one.symbol) not in standing:
            first.setdefault(str(one.symbol), one)
    standing |= _bring_in(first.values(), publish)

    def outcome(one: _Arrival | Loaded) -> Loaded:
        if isinstance(one, Loaded):
            return one
        resolution = standing[str(one.symbol)]
        if first.get(str(one.symbol)) is one:
            return outcome_of("loaded", resolution, one.source)
        return supersede(resolution=resolution, parsed=one.parsed, source=one.source, publish=publish)

    return [tuple(outcome(one) for one in group) for group in arrivals]


def _arrival(received: Received, parsed: ParsedResolution, by: str) -> _Arrival | Loaded:
    try:
        symbol = Symbol.parse(parsed.symbol or "")
    except SymbolError:
        read = f"“{parsed.symbol}” is not the symbol of a resolution" if parsed.symbol else "no symbol was found"
        reason = f"{read}; give it with --symbol, for example A/RES/76/172"
        return Loaded("refused", received.name, parsed.symbol, reason)
    labels = Counter(paragraph.label for paragraph in parsed.paragraphs)
    twice = [label for label, count in labels.items() if count > 1]
    if twice:
        reason = f"two paragraphs were given the permalink {twice[0]}, which is a fault of the parser to report"
        return Loaded("refused", received.name, parsed.symbol, reason)
    source = Source(
        name=received.name[-255:],
        form=parsed.form,
        sha256=received.sha256,
        text=received.text.replace("\0", ""),
        supplied=dict(received.supplied),
        parser_version=parser_version(),
        received_by=by[:150],
    )
    return _Arrival(symbol, parsed, source)


def _lock(symbols: Collection[str]) -> dict[str, Resolution]:
    """Resolutions that stand, by symbol; they, and the symbols that do not stand, are locked by this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [list(symbols)])
    return {one.symbol: one for one in Resolution.objects.select_for_update().filter(symbol__in=symbols)}


def _bring_in(arrivals: Iterable[_Arrival], publish: bool) -> dict[str, Resolution]:
    """Write resolutions that are new to the archive, with all that was read of them."""
    arrivals = list(arrivals)
    if not arrivals:
        return {}
    sessions = ensure_sessions(sessions=[(one.symbol, one.parsed.adopted_on) for one in arrivals])
    resolutions = []
    for one in arrivals:
        session = sessions[one.symbol.body, one.symbol.session]
        resolution = Resolution(
            symbol=str(one.symbol),
            path=one.symbol.path,
            body=session.body,
            session=session,
            number=one.symbol.number,
            part=one.symbol.part,
        )
        set_facts(resolution, one.parsed)
        set_status(resolution, one.parsed, publish)
        resolutions.append(resolution)
    for resolution, id_ in zip(resolutions, reserve_ids(model=Resolution, count=len(resolutions)), strict=True):
        resolution.pk = id_
    copy_new(instances=resolutions)
    for one, resolution in zip(arrivals, resolutions, strict=True):
        one.source.resolution = resolution
    copy_new(instances=[one.source for one in arrivals])
    readings = [(resolution, one.parsed) for resolution, one in zip(resolutions, arrivals, strict=True)]
    write_first_readings(readings=readings)
    write_subjects(subjects={resolution.pk: parsed.subjects for resolution, parsed in readings})
    return {resolution.symbol: resolution for resolution in resolutions}
