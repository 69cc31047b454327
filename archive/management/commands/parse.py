"""`manage.py parse FILE...`: print what is read from sources, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.exports.record import parsed_record
from archive.parsing.document import ParsedResolution
from archive.parsing.sources import UnreadableSource, parse_source
from archive.symbols import Symbol, SymbolError


class Command(BaseCommand):
    """Exit status 0 when every input gave a record, 2 when one could not be read at all."""

    help = "Parse resolutions from text or AKN4UN XML and print them; no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, the format, and what a source lacks."""
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a text or AKN4UN XML file; - reads standard input"
        )
        parser.add_argument("--format", choices=("json", "jsonl", "text"), default="json")
        parser.add_argument("--symbol", help='the symbol that the source lacks, as "A/RES/72/179"')
        parser.add_argument("--title", help="the title that the source lacks")
        parser.add_argument("--adopted", metavar="YYYY-MM-DD", help="the day of adoption that the source lacks")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the records; say which inputs could not be read."""
        supplied = _supplied(options)
        if len(options["files"]) > 1 and any(supplied.values()):
            raise CommandError("--symbol, --title and --adopted are of one resolution: give one file", returncode=2)
        refused = False
        records: list[ParsedResolution] = []
        for name in options["files"]:
            try:
                found = _parse(name, supplied)
            except (UnreadableSource, OSError) as error:
                self.stderr.write(f"{name}: {_reason(error, name)}")
                refused = True
                continue
            if options["format"] == "json":
                records += found
            else:
                self._print_each(found, options["format"])
        if options["format"] == "json" and records:
            objects = [parsed_record(record) for record in records]
            self.stdout.write(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2))
        if refused:
            sys.exit(2)

    def _print_each(self, found: tuple[ParsedResolution, ...], output_format: str) -> None:
        for record in found:
            if output_format == "jsonl":
                self.stdout.write(json.dumps(parsed_record(record), ensure_ascii=False))
            else:
                self.stdout.write("\n".join(_as_text(record)))


def _supplied(options: dict[str, Any]) -> dict[str, Any]:
    adopted = None
    try:
        if options["adopted"]:
            adopted = date.fromisoformat(options["adopted"])
    except ValueError:
        raise CommandError(f"--adopted wants a day as YYYY-MM-DD, not {options['adopted']!r}", returncode=2) from None
    try:
        symbol = str(Symbol.parse(options["symbol"])) if options["symbol"] else None
    except SymbolError as error:
        raise CommandError(f"--symbol: {error}", returncode=2) from None
    return {"symbol": symbol, "title": options["title"], "adopted_on": adopted}


def _parse(name: str, supplied: dict[str, Any]) -> tuple[ParsedResolution, ...]:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return parse_source(data, name="standard input" if name == "-" else Path(name).name, **supplied)


def _reason(error: Exception, name: str) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).removeprefix(f"{Path(name).name}: ")


def _as_text(record: ParsedResolution) -> Iterator[str]:
    """A resolution for reading in a terminal."""
    yield f"{record.symbol or 'no symbol'}  {record.title or 'no title'}"
    yield f"{record.adopted_on or 'no date'}  {record.meeting or ''}  ({record.form}, {record.source})".rstrip()
    for paragraph in record.paragraphs:
        yield f"\n[{paragraph.label}] {paragraph.text}"
    if record.footnotes:
        yield ""
    yield from (f"{note.mark}  {note.text}" for note in record.footnotes)
    if record.problems:
        yield "\nProblems:"
    for problem in record.problems:
        where = f"line {problem.line}: " if problem.line else ""
        yield f"- {where}{problem.message} [{problem.code}]"
    yield ""
