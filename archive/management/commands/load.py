"""`manage.py load PATH...`: bring sources into the archive, one or ten thousand at a time."""

from __future__ import annotations

import getpass
import signal
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from archive.curation.outcomes import Supplied
from archive.curation.settling import settle
from archive.management.intake.bulk import Options, load_items
from archive.management.intake.gathering import Gatherer
from archive.management.intake.manifests import ManifestError, check_supplied
from archive.management.intake.reading import ProcessesError, default_jobs
from archive.management.intake.report import Report
from archive.management.preparing import BehindError, prepare


class Rate(ProgressColumn):
    """Sources a second."""

    def render(self, task: Task) -> Text:
        """The rate since the beginning: sources come in batches, which makes that of the moment jump."""
        return Text(f"{task.completed / task.elapsed:.0f}/s" if task.elapsed and task.completed else "")


class Command(BaseCommand):
    """Exit status 0 when all was taken, 1 when something was refused, 2 when nothing could be done."""

    help = (
        "Load resolutions from text or AKN4UN XML: files, folders and zip archives in any mix. "
        "It can be stopped at any moment and run again; a bad file never stops the others."
    )

    requires_system_checks: list[str] = []  # those of pages, which take longer to import than to load a source

    def add_arguments(self, parser: CommandParser) -> None:
        """What to load, how, and what one source lacks."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder or a zip archive")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and store nothing")
        parser.add_argument(
            "--jobs", type=int, default=default_jobs(), metavar="N", help="parse in N processes (default: the cores)"
        )
        status = parser.add_mutually_exclusive_group()
        status.add_argument("--publish", action="store_true", default=True, help="show to readers (the default)")
        status.add_argument(
            "--draft", action="store_false", dest="publish", help="keep as drafts, to be looked at first"
        )
        parser.add_argument("--symbol", help='for a single file: the symbol it lacks, as "A/RES/72/179"')
        parser.add_argument("--title", help="for a single file: the title it lacks")
        parser.add_argument("--adopted", metavar="YYYY-MM-DD", help="for a single file: the day of adoption it lacks")
        parser.add_argument("--by", default=getpass.getuser(), metavar="NAME", help="who loads (default: your login)")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write drafts, refusals and repeats as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather, read, store, settle, report."""
        paths, supplied = options["paths"], _supplied(options)
        if options["jobs"] < 1:
            raise CommandError("--jobs wants a number from 1 up", returncode=2)
        if supplied and (len(paths) > 1 or not paths[0].is_file()):
            raise CommandError("--symbol, --title and --adopted are of one resolution: give one file", returncode=2)
        console = Console()
        how = Options(options["by"], options["publish"], options["jobs"], options["dry_run"])
        report = Report()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        stopped = _load(paths, supplied, how, report, console)
        # also where nothing is new: an earlier load may have been stopped just here
        if report.counts.total() and not how.dry_run and not stopped:
            began = time.monotonic()
            with console.status("Linking citations and giving topics …"):
                settle()
            settled = time.monotonic() - began
            console.print(f"Stored in {report.seconds:.1f} s; citations linked and topics given in {settled:.1f} s")
        if how.dry_run:
            console.print("Nothing was stored: this is what a load would do.")
        report.show(console)
        if options["report"]:
            report.write(options["report"])
        if stopped:
            console.print("\nStopped. What is counted above is stored; run the same command again to go on.")
            sys.exit(128 + signal.SIGINT)
        if not report.counts.total():
            raise CommandError("nothing to load was found there", returncode=2)
        if report.counts["refused"]:
            sys.exit(1)


def _load(paths: list[Path], supplied: Supplied, how: Options, report: Report, console: Console) -> bool:
    """Load with a progress bar; tells whether it was stopped."""
    gatherer = Gatherer(paths, supplied)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    try:
        with console.status("Looking for sources …"):
            items = list(gatherer.items())
        if items:
            prepare(console, upgrade=False)
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("Loading", total=len(items))
            for told in load_items(items, gatherer, how):
                report.add(told)
                progress.advance(task)
            report.seconds = progress.tasks[task].elapsed or 0.0
    except KeyboardInterrupt:
        return True
    except (BehindError, ProcessesError, OperationalError) as error:
        raise CommandError(str(error).strip(), returncode=2) from None
    finally:
        gatherer.close()
    return False


def _supplied(options: dict[str, Any]) -> Supplied:
    given = {key: options[key] for key in ("symbol", "title", "adopted") if options[key]}
    try:
        return check_supplied(given, "given")
    except ManifestError as error:
        raise CommandError(str(error).removeprefix("given: "), returncode=2) from None
