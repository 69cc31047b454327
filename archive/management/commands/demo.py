"""`manage.py demo`: from an empty folder to a site that shows five resolutions, in one command."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connections
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.curation.accounts import ensure_librarian
from archive.curation.outcomes import Loaded
from archive.curation.receiving import read_manifest, receive
from archive.curation.settling import settle
from archive.management.loaded_table import table_of
from archive.management.preparing import prepare
from archive.management.serving import PortError, Site, listen
from archive.management.static_files import collect_static_files
from archive.parsing.sources import UnreadableSource

SOURCES = settings.BASE_DIR / "fixtures"
LIBRARIAN = "librarian"
LOADER = "demo"


class Command(BaseCommand):
    """Every step looks first at what stands already, so that a second run changes nothing."""

    help = "Start the database, load the five resolutions of fixtures/, and serve the site on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether and where to serve."""
        parser.add_argument("--no-serve", action="store_true", help="stop after loading")
        parser.add_argument("--port", type=int, help="where to serve; the first free one from 8000 unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, load, tell, serve."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        console = Console()
        try:
            listener = None if options["no_serve"] else listen(options["port"])
            prepare(console)
            loaded = load(sorted(SOURCES.glob("*.txt")), console)
            console.print(table_of(loaded))
            welcome_librarian(console)
            if listener:
                collect_static_files()
                connections.close_all()  # the workers must not share the connections of this process
                address = "http://{}:{}/".format(*listener.getsockname())
                Site(listener, lambda: console.print(f"\nThe archive is at [bold]{address}[/] (Ctrl-C stops it)")).run()
        except (PortError, OperationalError, UnreadableSource) as error:
            raise CommandError(str(error).strip()) from error
        except KeyboardInterrupt:
            console.print("Stopped. Run the same command again to go on.")
            sys.exit(128 + signal.SIGINT)


def load(paths: Sequence[Path], console: Console) -> list[Loaded]:
    """Load sources, then link citations and tag paragraphs."""
    manifest = read_manifest(SOURCES / "manifest.json")
    loaded: list[Loaded] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Loading resolutions", total=len(paths))
        for path in paths:
            supplied = manifest.get(path.name, {})
            loaded += receive(data=path.read_bytes(), name=path.name, supplied=supplied, publish=True, by=LOADER)
            progress.advance(task)
    settle()
    return loaded


def welcome_librarian(console: Console) -> None:
    """Make the librarian's account at the first run, and show its password this once."""
    password = ensure_librarian(username=LIBRARIAN)
    if password:
        console.print(f"\nThe librarian signs in at /admin/ as [bold]{LIBRARIAN}[/], password [bold]{password}[/]")
        console.print("This password is shown only once; change it at /admin/password_change/.")
