"""Sources read in parallel processes, in order, a bounded number at a time.

Each process imports this module, so it knows nothing of Django: that saves every process
half a second and the memory of the models.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from operator import attrgetter

from archive.parsing.document import (
    Draft,
    Mention,
    NoteMark,
    ParsedFootnote,
    ParsedParagraph,
    ParsedResolution,
    Problem,
    Subject,
)
from archive.parsing.sources import UnreadableSource, parse_recognised, recognise

AHEAD = 10
"""How many sources a process may have waiting, so that memory stays flat however many there are."""

YIELDING = 10
"""How much the processes stand back (as `nice` counts) behind the one that stores what all of them read:
where there are more of them than cores it would wait for them, and they then for it."""

PATIENCE = 300
"""Seconds after which a source is given up; the largest known takes one."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a source on their way to be read."""

    data: bytes
    name: str
    supplied: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from a source: its text, and its resolutions."""

    text: str
    resolutions: tuple[ParsedResolution, ...]


Read = Parsed | str
"""What was read, or the reason why nothing was."""

RECORDS = (
    Source,
    Parsed,
    ParsedResolution,
    ParsedParagraph,
    ParsedFootnote,
    NoteMark,
    Mention,
    Subject,
    Draft,
    Problem,
)


def _by_values(values: Callable[[object], tuple[object, ...]], record: object) -> tuple[type, tuple[object, ...]]:
    return type(record), values(record)


# between processes a record travels as its values: as a frozen dataclass it would be set field by field
for _kind in RECORDS:
    copyreg.pickle(_kind, partial(_by_values, attrgetter(*(field.name for field in fields(_kind)))))


class ProcessesError(Exception):
    """No process can be started here; the message says what to do."""


def default_jobs() -> int:
    """As many processes as there are cores that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_source(source: Source) -> Read:
    """Read one source; whatever goes wrong in it is a reason, never an exception."""
    try:
        recognised = recognise(source.data, source.name)
        adopted = source.supplied.get("adopted")
        resolutions = parse_recognised(
            recognised,
            name=source.name,
            symbol=source.supplied.get("symbol"),
            title=source.supplied.get("title"),
            adopted_on=date.fromisoformat(adopted) if adopted else None,
        )
        return Parsed(recognised.text, resolutions)
    except UnreadableSource as refusal:
        return refusal.reason
    except Exception as error:
        return f"the parser failed on it, which is a fault to report ({type(error).__name__}: {error})"


def read_all(
    sources: Iterable[Source], jobs: int, reader: Callable[[Source], Read] = read_source, patience: float = PATIENCE
) -> Iterator[tuple[Source, Read]]:
    """Each source with what was read, in order. With one job everything happens in this process.

    `patience` is how many seconds the `reader` may take for one source.
    """
    if jobs == 1:
        yield from ((source, reader(source)) for source in sources)
        return
    pool = _Pool(jobs, reader, patience)
    try:
        yield from pool.read(sources)
    finally:
        pool.stop()


class _Pool:
    """A process pool that survives the death of a process: a source that kills two is refused."""

    def __init__(self, jobs: int, reader: Callable[[Source], Read], patience: float) -> None:
        self._jobs = jobs
        self._reader = reader
        self._patience = patience
        self._executor: ProcessPoolExecutor | None = None

    def stop(self) -> None:
        """End the processes without waiting for what they are reading."""
        if self._executor:
            _end(self._executor)

    def read(self, sources: Iterable[Source]) -> Iterator[tuple[Source, Read]]:
        """Read sources in order, at most `AHEAD` for each process at a time."""
        waiting: deque[tuple[Source, Future[Read]]] = deque()
        for source in sources:
            waiting.append((source, self._submit(source)))
            if len(waiting) >= self._jobs * AHEAD:
                yield self._take(waiting)
        while waiting:
            yield self._take(waiting)

    def _submit(self, source: Source) -> Future[Read]:
        if self._executor is None:  # not before there is something to read
            self._executor = _started(self._jobs)
        try:
            return self._executor.submit(self._reader, source)
        except BrokenProcessPool:
            self._executor = _started(self._jobs)
            return self._executor.submit(self._reader, source)

    def _take(self, waiting: deque[tuple[Source, Future[Read]]]) -> tuple[Source, Read]:
        source, future = waiting.popleft()
        try:
            return source, future.result(timeout=self._patience)
        except (BrokenProcessPool, TimeoutError) as error:
            self.stop()
            # a death may be another source's fault; that it came to no end is its own
            outcome = self._endless() if isinstance(error, TimeoutError) else self._alone(source)
            self._executor = _started(self._jobs)
            kept = [(each, was if _succeeded(was) else self._submit(each)) for each, was in waiting]
            waiting.clear()
            waiting.extend(kept)
            return source, outcome

    def _alone(self, source: Source) -> Read:
        """Read one source in a process of its own, to tell whether it was the one."""
        executor = _started(1)
        try:
            return executor.submit(self._reader, source).result(timeout=self._patience)
        except BrokenProcessPool:
            return "the parser died on it, which is a fault to report"
        except TimeoutError:
            return self._endless()
        finally:
            _end(executor)

    def _endless(self) -> str:
        return f"the parser came to no end in {self._patience:.0f} seconds, which is a fault to report"


def _started(jobs: int) -> ProcessPoolExecutor:
    """A pool whose first process runs; raises ProcessesError where none can."""
    # a fresh interpreter, since a fork would share the database connection
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_the_parent)
    try:
        executor.submit(os.getpid).result(timeout=PATIENCE)
    except (BrokenProcessPool, TimeoutError) as error:
        _end(executor)
        raise ProcessesError("no process can be started for the parser: use --jobs 1") from error
    return executor


def _succeeded(future: Future[Read]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _follow_the_parent() -> None:
    """Leave stopping to the parent, end when it has ended, even by force, and let it and the database go first."""
    os.nice(YIELDING)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end(executor: ProcessPoolExecutor) -> None:
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
