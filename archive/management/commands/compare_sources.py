"""`manage.py compare_sources SYMBOL...`: where the sources of a resolution differ, word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from rich.console import Console
from rich.text import Text

from archive.curation.comparing import Comparison, Difference, compare_sources
from archive.models import Resolution
from archive.symbols import Symbol, SymbolError

AROUND = 40
"""Characters shown on both sides of a change."""


class Command(BaseCommand):
    """Words of the text shown stand in [-…-], those of the other source in {+…+}."""

    help = "Show where the sources of resolutions differ, word by word; without a symbol, of all that have several."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which resolutions, and the format."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL", help='as "A/RES/76/172", in any spelling')
        parser.add_argument("--format", choices=("text", "jsonl"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and print."""
        console = Console(soft_wrap=True, highlight=False)
        for resolution in _chosen(options["symbols"]):
            comparisons = compare_sources(resolution=resolution)
            if not comparisons and options["symbols"]:
                console.print(f"{resolution.symbol}: one source only, nothing to compare")
            for comparison in comparisons:
                if options["format"] == "jsonl":
                    self.stdout.write(json.dumps(_record(resolution, comparison), ensure_ascii=False))
                else:
                    for line in _lines(resolution, comparison):
                        console.print(line)


def _chosen(symbols: list[str]) -> Iterator[Resolution]:
    if not symbols:
        several = Resolution.objects.annotate(count=Count("sources")).filter(count__gt=1)
        yield from several.order_by("session__sort_key", "number", "part").iterator(chunk_size=100)
        return
    for symbol in symbols:
        try:
            canonical = str(Symbol.parse(symbol))
        except SymbolError as error:
            raise CommandError(str(error), returncode=2) from None
        resolution = Resolution.objects.filter(symbol=canonical).first()
        if resolution is None:
            raise CommandError(f"{canonical} is not in the archive", returncode=2)
        yield resolution


def _lines(resolution: Resolution, comparison: Comparison) -> Iterator[Text]:
    shown, other = comparison.shown, comparison.other
    yield Text(f"\n{resolution.symbol}", style="bold")
    yield Text(f"  shown: {shown.name} ({shown.form})   other: {other.name} ({other.form})")
    if comparison.language:
        yield Text(f"  the other is in another language ({comparison.language}): not compared")
        return
    for name, mine, theirs in comparison.facts:
        yield Text(f"  {name}: ") + _marked(mine, theirs)
    for difference in comparison.differences:
        yield _line(difference)
    count = len(comparison.differences)
    yield Text(f"  {count} of {comparison.paragraphs} paragraphs differ" if count else "  all paragraphs are the same")


def _line(difference: Difference) -> Text:
    label, other = difference.label, difference.other_label
    where = label if label == other else f"{label or 'missing'} / {other or 'missing'}"
    line = Text(f"  {where}  ", style="bold")
    if not label:
        return line + _marked("", difference.text)
    if not other:
        return line + _marked(difference.text, "")
    end = 0
    for change, following in zip_longest(difference.changes, difference.changes[1:]):
        start = max(end, change.left_start - AROUND)
        line.append(f"{' … ' if start > end else ''}{difference.text[start : change.left_start]}", style="default")
        line += _marked(change.left, change.right)
        end = change.left_start + len(change.left)
        end += len(difference.text[end:]) - len(difference.text[end:].lstrip())
        stop = min(end + AROUND, following.left_start if following else end + AROUND)
        line.append(f" {difference.text[end:stop]}", style="default")
        end = stop
    return line


def _marked(mine: str, theirs: str) -> Text:
    marked = Text()
    if mine:
        marked.append(f"[-{mine}-]", style="red")
    if theirs:
        marked.append(f"{{+{theirs}+}}", style="green")
    return marked


def _record(resolution: Resolution, comparison: Comparison) -> dict[str, Any]:
    return {
        "symbol": resolution.symbol,
        "shown": comparison.shown.name,
        "other": comparison.other.name,
        "facts": [{"name": name, "shown": mine, "other": theirs} for name, mine, theirs in comparison.facts],
        "language": comparison.language or resolution.language,
        "paragraphs": comparison.paragraphs,
        "differences": [
            {
                "label": each.label,
                "other_label": each.other_label,
                "changes": [{"shown": change.left, "other": change.right} for change in each.changes],
            }
            for each in comparison.differences
        ],
    }
