"""A database made ready: started, with its tables, instruments and topics up to date."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections
from rich.console import Console

from archive.curation.authority import load_authority
from archive.curation.topics import load_topics


def prepare(console: Console) -> None:
    """Start the database and bring its tables, instruments and topics up to date; safe to repeat."""
    with console.status("Starting the database …"):
        connections["default"].ensure_connection()
    with console.status("Bringing the tables up to date …"):
        call_command("migrate", verbosity=0)
    with console.status("Reading instruments and topics …"):
        load_authority()
        load_topics()
