"""Locks on files (flock): the kernel frees them when the process that holds them ends, in whatever way."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database.errors import ServerError

POLL = 0.05  # seconds between two looks at a lock that somebody else holds


def open_lock(path: Path) -> int:
    """A descriptor of the lock file, made if absent; programs started later do not inherit it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ServerError(
            f"{path} cannot be opened ({error.strerror}): it belongs to another user. "
            "Run as that user, or set ARCHIVE_HOME to a folder of your own."
        ) from error


def try_exclusive(descriptor: int) -> bool:
    """Whether the lock could be had alone, at once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(descriptor: int) -> None:
    """Hold the lock together with others; waits while somebody holds it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def wait_exclusive(descriptor: int, seconds: float) -> bool:
    """Whether the lock could be had alone within so many seconds."""
    deadline = time.monotonic() + seconds
    while not try_exclusive(descriptor):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL)
    return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a file alone for a while; waits for it."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
