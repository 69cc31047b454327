"""Precision and recall of the citations found in the seeds, against the gold made by hand.

    uv run python -m benchmarks.citations_gold [--quiet]

Prints one line a resolution and the lines of the gold that are missed and the mentions that
answer none. How answers are counted is told in
`fixtures/gold/README.md`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from archive.parsing.citations import Authority, load_authority
from archive.parsing.citations.names import folded
from archive.parsing.document import Mention, ParsedResolution
from archive.parsing.sources import parse_source

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass
class Score:
    """Answers of one resolution: gold lines and the mentions found."""

    symbol: str
    answered: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    right: int = 0
    wrong: list[Mention] = field(default_factory=list)
    dates_differ: list[tuple[dict[str, Any], Mention]] = field(default_factory=list)
    footnotes_differ: list[tuple[dict[str, Any], Mention]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Lines answered, of those that are not optional."""
        return self.answered / max(1, self.answered + len(self.missed))

    @property
    def precision(self) -> float:
        """Mentions that answer a line, of those that answer no optional one."""
        return self.right / max(1, self.right + len(self.wrong))


def seeds() -> Iterator[ParsedResolution]:
    """The five seeds, parsed as `demo` loads them."""
    manifest = json.loads((FIXTURES / "manifest.json").read_text(encoding="utf-8"))
    for path in sorted(FIXTURES.glob("*.txt")):
        given = manifest.get(path.name, {})
        adopted = date.fromisoformat(given["adopted"]) if "adopted" in given else None
        yield from parse_source(
            path.read_bytes(),
            name=path.name,
            symbol=given.get("symbol"),
            title=given.get("title"),
            adopted_on=adopted,
        )


def read_gold() -> list[dict[str, Any]]:
    """The lines of the gold."""
    lines = (FIXTURES / "gold" / "citations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


class Judge:
    """Tells whether a mention answers a line of the gold."""

    def __init__(self, authority: Authority) -> None:
        self.slugs = {folded(name): entry.slug for entry in authority.entries.values() for name in entry.names}
        self.symbols = {entry.slug: entry.symbol for entry in authority.entries.values()}

    def points_right(self, mention: Mention, cites: Any) -> bool:
        """Whether the mention points at what the line cites."""
        if cites is None:
            return True
        if isinstance(cites, list):
            return any(self.points_right(mention, one) for one in cites)
        symbol = mention.symbol or self.symbols.get(mention.instrument or "")
        if isinstance(cites, str):
            return symbol == cites
        slug = self.slugs.get(folded(cites["name"]))
        named = slug is not None and mention.instrument == slug
        return named or (symbol is not None and symbol == cites.get("symbol"))

    def score(self, resolution: ParsedResolution, gold: list[dict[str, Any]]) -> Score:
        """Compare one resolution with its lines."""
        score = Score(resolution.symbol or "")
        texts = {paragraph.label: paragraph.text for paragraph in resolution.paragraphs}
        answers: dict[int, bool] = {}
        for line in gold:
            start, end = _span(texts.get(line["paragraph"], ""), line)
            matches = [
                index
                for index, mention in enumerate(resolution.citations)
                if mention.paragraph == line["paragraph"]
                and mention.start < end
                and start < mention.end
                and self.points_right(mention, line["cites"])
            ]
            optional = bool(line.get("optional"))
            for index in matches:
                answers[index] = answers.get(index, True) and optional
            if not optional:
                self._count(score, line, [resolution.citations[index] for index in matches])
        for index, mention in enumerate(resolution.citations):
            score.right += answers.get(index) is False
            if index not in answers:
                score.wrong.append(mention)
        return score

    def _count(self, score: Score, line: dict[str, Any], matches: list[Mention]) -> None:
        members = line["cites"] if isinstance(line["cites"], list) else [line["cites"]]
        if not all(any(self.points_right(mention, one) for mention in matches) for one in members):
            score.missed.append(line)
            return
        score.answered += 1
        if all((mention.date.isoformat() if mention.date else None) != line["date"] for mention in matches):
            score.dates_differ.append((line, matches[0]))
        if all(mention.footnote != line["footnote"] for mention in matches):
            score.footnotes_differ.append((line, matches[0]))


def _span(text: str, line: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(line.get("occurrence", 1)):
        at = text.find(line["words"], at + 1)
        if at < 0:
            return (-1, -1)
    return at, at + len(line["words"])


def scores() -> list[Score]:
    """One score a seed."""
    judge, gold = Judge(load_authority()), read_gold()
    return [judge.score(seed, [line for line in gold if line["symbol"] == seed.symbol]) for seed in seeds()]


def main() -> None:
    """Print the report."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--quiet", action="store_true", help="figures only")
    quiet = arguments.parse_args().quiet
    for score in scores():
        print(
            f"{score.symbol:18} recall {score.recall:.4f} ({len(score.missed)} missed)"
            f"  precision {score.precision:.4f} ({len(score.wrong)} wrong)"
            f"  dates differ {len(score.dates_differ)}  footnotes differ {len(score.footnotes_differ)}"
        )
        if quiet:
            continue
        for line in score.missed:
            print(f"    missed  {line['paragraph']:9} {line['words'][:90]!r} -> {line['cites']}")
        for mention in score.wrong:
            target = mention.symbol or mention.instrument
            print(f"    wrong   {mention.paragraph:9} {mention.text[:90]!r} -> {target} [{mention.footnote}]")
        for line, mention in score.dates_differ:
            print(f"    date    {line['paragraph']:9} {line['words'][:60]!r} {line['date']} / {mention.date}")
        for line, mention in score.footnotes_differ:
            print(
                f"    note    {line['paragraph']:9} {line['words'][:60]!r}"
                f" {line['footnote']} / {mention.footnote} ({mention.text[:40]!r})"
            )


if __name__ == "__main__":
    main()
