"""The report at the end of a load: how many, which not and why, and what was met in reading."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from archive.management.intake.bulk import Told

SHOWN = 20
"""How many lines of a kind the terminal shows; a file has all."""

OUTCOMES = ("loaded", "updated", "unchanged", "kept beside", "draft", "refused")
"""What the report counts; "kept beside" a better source that gives the text shown."""
_HEADINGS = {"draft": "Drafts, not published", "refused": "Refused, nothing stored"}


@dataclass(slots=True)
class Report:
    """Counts what became of sources as they come; lines are kept for drafts and refusals only."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    repeated: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0
    """How long reading and storing took."""
    _first: dict[str, str] = field(default_factory=dict)

    def add(self, told: Iterable[Told]) -> None:
        """Take in what became of an item."""
        for each in told:
            loaded, where = each.loaded, each.item.where
            self.counts["kept beside" if loaded.outcome == "unchanged" and loaded.reason else loaded.outcome] += 1
            if loaded.outcome in _HEADINGS:
                self.lines[loaded.outcome].append((where, loaded.symbol or "", loaded.reason))
            for code in {problem.code for problem in each.problems}:
                self.problems[code] += 1
            for problem in each.problems:
                self.examples.setdefault(problem.code, problem.message)
            if loaded.symbol:
                first = self._first.setdefault(loaded.symbol, where)
                if first != where:
                    reason = loaded.reason or loaded.outcome
                    self.repeated.append((where, loaded.symbol, f"also in {first}: {reason}"))

    @property
    def changed(self) -> bool:
        """Whether anything was stored."""
        return any(self.counts[outcome] for outcome in ("loaded", "updated", "draft"))

    def show(self, console: Console) -> None:
        """Print it."""
        numbers = "   ".join(f"[bold]{self.counts[outcome]}[/] {outcome}" for outcome in OUTCOMES)
        console.print(numbers, highlight=False)
        for outcome, heading in _HEADINGS.items():
            _list(console, heading, self.lines[outcome])
        _list(console, "One symbol in several sources", self.repeated)
        if self.problems:
            table = Table(title="Problems met in reading, the commonest first", title_justify="left", box=None)
            table.add_column("Resolutions", justify="right")
            table.add_column("Problem", no_wrap=True)
            table.add_column("For example")
            for code, count in self.problems.most_common(SHOWN):
                table.add_row(str(count), code, escape(self.examples[code]))
            console.print(table)

    def write(self, path: Path) -> None:
        """Write every draft, refusal and repeated symbol as CSV."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("what", "source", "symbol", "why"))
            for outcome in _HEADINGS:
                writer.writerows((outcome, *line) for line in self.lines[outcome])
            writer.writerows(("repeated", *line) for line in self.repeated)


def _list(console: Console, heading: str, lines: list[tuple[str, str, str]]) -> None:
    if not lines:
        return
    console.print(f"\n[bold]{heading}[/]")
    for where, symbol, reason in lines[:SHOWN]:
        shown = f" ({symbol})" if symbol else ""
        console.print(f"  {escape(where)}{escape(shown)}: {escape(reason)}", highlight=False, soft_wrap=True)
    if len(lines) > SHOWN:
        console.print(f"  … and {len(lines) - SHOWN} more; --report FILE writes them all")
