"""Who changes the archive, and why: told to the database, whose triggers write the history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def signed(*, by: str, reason: str) -> Iterator[None]:
    """A transaction whose changes are recorded under `by` with `reason`.

    The names hold until the transaction ends; a nested use takes over for its own changes and hands back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('archive.changed_by', true), current_setting('archive.reason', true)",
        )
        before = cursor.fetchone()
        _sign(by, reason)
        yield
        _sign(*(value or "" for value in before))


def _sign(by: str, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('archive.changed_by', %s, true), set_config('archive.reason', %s, true)",
            [by[:150], reason],
        )
