"""`manage.py restore FILE`: the database as a backup holds it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.management.dumping import restore


class Command(BaseCommand):
    """All or nothing: a file that cannot be read whole leaves the database as it is."""

    help = "Replace the whole database by what a file of `backup` holds."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and the consent."""
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, since everything that stands is replaced; restore."""
        source: Path = options["file"].absolute()
        if not source.is_file():
            raise CommandError(f"There is no file {source}.")
        if not options["yes"] and not consent():
            raise CommandError("Nothing was changed.")
        restore(source)
        self.stdout.write("Restored. Run `manage.py migrate` if the backup is older than this version.")


def consent() -> bool:
    """Whether somebody at the terminal says yes."""
    try:
        return input("This replaces everything in the database. Type yes to go on: ") == "yes"
    except EOFError:
        return False
