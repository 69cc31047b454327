"""A load of many sources: what is known is skipped, the rest read in parallel and stored in batches.

Each batch is one transaction, so that a stop at any moment leaves whole sources only, and the
same load run again goes on where it stopped.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from django.db import DatabaseError, transaction

from archive.curation.loading import known_sources, load_sources
from archive.curation.outcomes import Loaded, Received
from archive.curation.receiving import hash_of
from archive.management.intake.gathering import Gatherer, Item
from archive.management.intake.reading import Read, Source, read_all
from archive.parsing.document import ParsedResolution, Problem

NO_SYMBOL = ("not-a-resolution", "symbol-missing")
BATCH = 20
"""Sources stored in one transaction."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one resolution of one item, and the Problems met in reading it."""

    item: Item
    loaded: Loaded
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to load: who loads, whether to publish, with how many processes, and whether only to try."""

    by: str
    publish: bool = True
    jobs: int = 1
    dry_run: bool = False


def load_items(items: Iterable[Item], gatherer: Gatherer, options: Options) -> Iterator[list[Told]]:
    """Load items; gives what became of each, a list an item, in order within a batch."""
    waiting = iter(items)
    sources = _Sources(waiting, gatherer)
    batch: list[tuple[Item, Source, Read]] = []
    for source, read in read_all(sources, options.jobs):
        yield from sources.settled()
        batch.append((sources.item_of(source), source, read))
        if len(batch) == BATCH:
            yield from _store(batch, options)
            batch = []
    yield from sources.settled()
    yield from _store(batch, options)


class _Sources:
    """The sources of items that are not known yet; those that need no reading are settled on the way."""

    def __init__(self, items: Iterator[Item], gatherer: Gatherer) -> None:
        self._items = items
        self._gatherer = gatherer
        self._settled: list[list[Told]] = []
        self._pending: dict[int, Item] = {}

    def __iter__(self) -> Iterator[Source]:
        while chunk := list(islice(self._items, BATCH)):
            taken = [(item, self._take(item)) for item in chunk]
            fresh = [(item, source) for item, source in taken if source is not None]
            known = _known(fresh)
            for item, source in fresh:
                if id(source) in known:
                    self._settled.append([Told(item, loaded) for loaded in known[id(source)]])
                else:
                    self._pending[id(source)] = item
                    yield source

    def item_of(self, source: Source) -> Item:
        """The item that a source was read for."""
        return self._pending.pop(id(source))

    def settled(self) -> Iterator[list[Told]]:
        """What became, since the last time, of items that needed no reading."""
        settled, self._settled = self._settled, []
        yield from settled

    def _take(self, item: Item) -> Source | None:
        reason = item.refusal
        if not reason:
            try:
                return Source(self._gatherer.read(item), item.name, item.supplied)
            except OSError as error:
                reason = error.strerror or str(error)
            except zipfile.BadZipFile as error:
                reason = str(error)
        self._settled.append([_refused(item, reason)])
        return None


def _known(fresh: list[tuple[Item, Source]]) -> dict[int, tuple[Loaded, ...]]:
    """What stands of the sources already, by the id of the source; one query for each kind of supplied facts."""
    found: dict[int, tuple[Loaded, ...]] = {}
    hashed = [(item, source, hash_of(source.data)) for item, source in fresh]
    by_supplied = sorted(hashed, key=lambda each: sorted(each[0].supplied.items()))
    for _, group in groupby(by_supplied, key=lambda each: sorted(each[0].supplied.items())):
        members = list(group)
        known = known_sources(sha256s=[sha256 for _, _, sha256 in members], supplied=members[0][0].supplied)
        found |= {id(source): known[sha256] for _, source, sha256 in members if sha256 in known}
    return found


def _refused(item: Item, reason: str) -> Told:
    return Told(item, Loaded("refused", item.name, None, reason))


def _store(batch: list[tuple[Item, Source, Read]], options: Options) -> list[list[Told]]:
    """Store a batch in one transaction; where that fails, each source in one of its own."""
    if not batch:
        return []
    try:
        with transaction.atomic():
            told = _store_all(batch, options)
            transaction.set_rollback(options.dry_run)
        return told
    except DatabaseError as error:
        if len(batch) > 1:
            return [told for one in batch for told in _store([one], options)]
        return [[_refused(batch[0][0], f"the database refused it ({str(error).splitlines()[0]})")]]


def _store_all(batch: list[tuple[Item, Source, Read]], options: Options) -> list[list[Told]]:
    """What became of each item of a batch, in order."""
    received = [
        Received(item.name, hash_of(source.data), read.text, item.supplied, read.resolutions)
        for item, source, read in batch
        if not isinstance(read, str)
    ]
    stored = iter(load_sources(received=received, publish=options.publish, by=options.by))
    return [
        [_refused(item, read)]
        if isinstance(read, str)
        else [
            Told(item, _with_reason(loaded, parsed), parsed.problems)
            for loaded, parsed in zip(next(stored), read.resolutions, strict=True)
        ]
        for item, _, read in batch
    ]


def _with_reason(loaded: Loaded, parsed: ParsedResolution) -> Loaded:
    """Why no symbol could be read is better told by the reader of the source than by the database."""
    why = next((problem.message for problem in parsed.problems if problem.code in NO_SYMBOL), "")
    return replace(loaded, reason=why) if why and loaded.outcome == "refused" else loaded
