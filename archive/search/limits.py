"""The time that a search may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg.errors
from django.db import OperationalError, connection, transaction


class SearchTooSlow(Exception):  # noqa: N818 - it is what happened, not a programmer's error
    """The database gave the query up after its time limit."""


@contextmanager
def time_limit(milliseconds: int = 3000) -> Iterator[None]:
    """Give up what runs inside after a while: raises SearchTooSlow.

    The plan is made for the very words asked: a plan for any word walks the date index for a rare one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true), set_config('plan_cache_mode', %s, true)",
                [str(milliseconds), "force_custom_plan"],
            )
        try:
            yield
        except OperationalError as error:
            if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
                raise SearchTooSlow from error
            raise
