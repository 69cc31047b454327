"""Precision and recall of citations on the gold of the five documents, with every miss listed.

    python -m benchmarks.citation_gold

`fixtures/gold/README.md` says what the lines mean and how they are counted. No database is needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from archive.parsing.citations import Authority, load_authority
from archive.parsing.document import Mention, ParsedResolution
from archive.parsing.sources import parse_source

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def read_lines(name: str) -> list[dict]:
    """The lines of a file of `fixtures/gold/`."""
    return [json.loads(line) for line in (FIXTURES / "gold" / name).read_text(encoding="utf-8").splitlines()]


def parse_documents() -> dict[str, ParsedResolution]:
    """The five documents by symbol; the manifest supplies what a source lacks, as a librarian would."""
    manifest = json.loads((FIXTURES / "manifest.json").read_text(encoding="utf-8"))
    parsed = {}
    for path in sorted(FIXTURES.glob("*.txt")):
        known = dict(manifest.get(path.name, {}))
        adopted = known.pop("adopted", None)
        adopted_on = date.fromisoformat(adopted) if adopted else None
        for resolution in parse_source(path.read_bytes(), name=path.name, adopted_on=adopted_on, **known):
            parsed[resolution.symbol or path.name] = resolution
    return parsed


@dataclass
class Score:
    """Of one document: gold lines that must be found and were not, mentions that are no citation."""

    required: int = 0
    missed: list[dict] = field(default_factory=list)
    counted: int = 0
    wrong: list[Mention] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the gold lines that were found."""
        return 1 - len(self.missed) / self.required

    @property
    def precision(self) -> float:
        """Share of the mentions that are citations of what they point at."""
        return 1 - len(self.wrong) / self.counted if self.counted else 0.0


def score(resolution: ParsedResolution, lines: list[dict], authority: Authority) -> Score:
    """Compare the mentions of one document with its gold lines."""
    texts = {paragraph.label: paragraph.text for paragraph in resolution.paragraphs}
    places = [(line, place(texts.get(line["paragraph"], ""), line["words"], line["occurrence"])) for line in lines]
    required = [(line, span) for line, span in places if not line.get("optional")]
    result = Score(required=len(required))
    for line, span in required:
        there = [mention for mention in resolution.citations if overlaps(mention, line, span)]
        if not all(any(points_at(mention, cited, authority) for mention in there) for cited in cited_by(line)):
            result.missed.append(line)
    for mention in resolution.citations:
        touched = [line for line, span in places if overlaps(mention, line, span)]
        mandatory = [line for line in touched if not line.get("optional")]
        right = any(points_at(mention, cited, authority) for line in mandatory for cited in cited_by(line))
        if right or len(mandatory) == len(touched):
            result.counted += 1
            result.wrong += [] if right else [mention]
    return result


def cited_by(line: dict) -> list[str | dict | None]:
    """What the line cites, each on its own."""
    return line["cites"] if isinstance(line["cites"], list) else [line["cites"]]


def place(text: str, words: str, occurrence: int) -> tuple[int, int]:
    """Where that occurrence of the words stands in the text, counted from 1; (-1, -1) where it does not."""
    start = -1
    for _ in range(occurrence):
        start = text.find(words, start + 1)
        if start < 0:
            return -1, -1
    return start, start + len(words)


def overlaps(mention: Mention, line: dict, span: tuple[int, int]) -> bool:
    """Whether the mention stands on words of the line."""
    return mention.paragraph == line["paragraph"] and mention.start < span[1] and span[0] < mention.end


def points_at(mention: Mention, cited: str | dict | None, authority: Authority) -> bool:
    """Whether the mention points at a symbol, or at the instrument of that name or the resolution that carries it.

    Where the document does not tell what is cited (None), nothing that is told of it is wrong.
    """
    if cited is None:
        return True
    entry = authority.entries.get(mention.instrument or "")
    symbols = {mention.symbol, entry.symbol if entry else None} - {None}
    if isinstance(cited, str):
        return cited in symbols
    names = {name.casefold() for name in entry.names} if entry else set()
    return cited["name"].casefold() in names or cited.get("symbol") in symbols


def main() -> None:
    """Print one line a document, the sum, and what was missed or wrong."""
    authority, lines, scores = load_authority(), read_lines("citations.jsonl"), {}
    for symbol, resolution in parse_documents().items():
        scores[symbol] = score(resolution, [line for line in lines if line["symbol"] == symbol], authority)
    print(f"{'':16} {'recall':>14} {'precision':>14}")
    for symbol, found in scores.items():
        answered, right = found.required - len(found.missed), found.counted - len(found.wrong)
        print(
            f"{symbol:16} {answered:4}/{found.required:<4}{found.recall:6.3f}"
            f" {right:4}/{found.counted:<4}{found.precision:6.3f}"
        )
    required, counted = (sum(getattr(s, name) for s in scores.values()) for name in ("required", "counted"))
    missed, wrong = (sum(len(getattr(s, name)) for s in scores.values()) for name in ("missed", "wrong"))
    print(f"{'all':16} {required - missed:4}/{required:<4}{1 - missed / required:6.3f}", end="")
    print(f" {counted - wrong:4}/{counted:<4}{1 - wrong / counted:6.3f}")
    for symbol, found in scores.items():
        for line in found.missed:
            print(f"missed  {symbol} {line['paragraph']}: {line['words']} -> {line['cites']}")
        for mention in found.wrong:
            print(f"wrong   {symbol} {mention.paragraph}: {mention.text} -> {mention.symbol or mention.instrument}")


if __name__ == "__main__":
    main()
