"""A load of many sources: what is known is skipped, the rest read in parallel and stored in batches.

Each batch is one transaction, so that a stop at any moment leaves whole sources only, and the
same load run again goes on where it stopped.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from django.db import DatabaseError, transaction

from archive.curation.loading import Loaded, known_sources
from archive.curation.receiving import Received, hash_of, store
from archive.management.intake.gathering import Gatherer, Item
from archive.management.intake.reading import Read, Source, read_all
from archive.parsing.document import Problem

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
            told = [_store_one(item, source, read, options) for item, source, read in batch]
            transaction.set_rollback(options.dry_run)
        return told
    except DatabaseError:
        return [_store_alone(item, source, read, options) for item, source, read in batch]


def _store_alone(item: Item, source: Source, read: Read, options: Options) -> list[Told]:
    try:
        with transaction.atomic():
            told = _store_one(item, source, read, options)
            transaction.set_rollback(options.dry_run)
        return told
    except DatabaseError as error:
        return [_refused(item, f"the database refused it ({str(error).splitlines()[0]})")]


def _store_one(item: Item, source: Source, read: Read, options: Options) -> list[Told]:
    if isinstance(read, str):
        return [_refused(item, read)]
    received = Received(item.name, hash_of(source.data), read.text, item.supplied, read.resolutions)
    stored = store(received=received, publish=options.publish, by=options.by)
    return [Told(item, loaded, parsed.problems) for loaded, parsed in zip(stored, read.resolutions, strict=True)]
