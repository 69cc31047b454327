"""Work done while other work goes on, for what need not wait for it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do `work` on a connection of its own while the body runs; waits for it, and raises what it raises.

    Inside a transaction, whose rows no other connection sees, the work follows the body.
    """
    if connection.in_atomic_block:
        yield
        work()
        return
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(_alone, work)
        yield
    done.result()


def _alone(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()
