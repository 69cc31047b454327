"""`manage.py backup FILE`: the whole database in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.management.dumping import dump


class Command(BaseCommand):
    """Readers and librarians may go on meanwhile: the file holds the moment at which it began."""

    help = "Write the whole database into one compressed file that `restore` reads."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse to overwrite; dump; tell the size."""
        target: Path = options["file"].absolute()
        if target.exists():
            raise CommandError(f"{target} exists: choose a new file, so that no older backup is lost.")
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}.")
        dump(target)
        self.stdout.write(f"{target}: {target.stat().st_size / 1_000_000:.1f} MB")
