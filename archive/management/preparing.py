"""A database made ready: started, with its tables, instruments and topics up to date."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from archive.curation.authority import load_authority
from archive.curation.topics import load_topics


class BehindError(Exception):
    """The tables of the database are those of an earlier version; the message says what to do."""


def prepare(console: Console, *, upgrade: bool = True) -> None:
    """Start the database and bring its tables, instruments and topics up to date; safe to repeat.

    Without `upgrade` a server that the operator runs is not changed when its tables are those of an
    earlier version: that is for the operator to do, after a backup. Raises BehindError.
    """
    with console.status("Starting the database …"):
        connections["default"].ensure_connection()
    if not upgrade and settings.DATABASE_URL and _is_behind():
        raise BehindError("the database is behind this version: back it up, then run manage.py migrate")
    with console.status("Bringing the tables up to date …"):
        call_command("migrate", verbosity=0)
    with console.status("Reading instruments and topics …"):
        load_authority()
        load_topics()


def _is_behind() -> bool:
    """Whether some migrations were run, but not all."""
    executor = MigrationExecutor(connections["default"])
    done = executor.loader.applied_migrations
    return bool(done) and bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
