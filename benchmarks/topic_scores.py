"""Stored queries against topics marked by hand: loading the texts, counting, and what hangs on one document.

How the gold was made: `fixtures/gold/topics-README.md`. Django must be set up, and a database at hand.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.curation.receiving import receive
from archive.models import Paragraph, ParagraphTopic
from archive.search import compile_query
from archive.symbols import Symbol

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FOLDERS = {"A": "GA", "A/HRC": "HRC", "S": "SC", "E": "ECOSOC"}

Place = tuple[str, str]
"""A paragraph: symbol and label."""


@dataclass
class Score:
    """Pairs of paragraph and topic: found and marked, found alone, marked alone."""

    right: set[tuple[Place, str]] = field(default_factory=set)
    wrong: set[tuple[Place, str]] = field(default_factory=set)
    missed: set[tuple[Place, str]] = field(default_factory=set)

    @property
    def precision(self) -> float:
        """Share of the pairs found that are marked."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the pairs marked that are found."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    def __str__(self) -> str:
        marked, found = len(self.right) + len(self.missed), len(self.right) + len(self.wrong)
        return f"{marked:5} marked {found:5} found   precision {self.precision:.3f}   recall {self.recall:.3f}"


def read_gold(name: str = "topics.jsonl", part: str | None = None) -> dict[Place, frozenset[str]]:
    """The marks of a file of `fixtures/gold/`, or of one `part` of it: topics of each paragraph."""
    lines = map(json.loads, (FIXTURES / "gold" / name).read_text(encoding="utf-8").splitlines())
    return {
        (line["symbol"], line["paragraph"]): frozenset(line["topics"])
        for line in lines
        if part is None or line["part"] == part
    }


def read_queries() -> dict[str, list[str]]:
    """The stored queries of the files, by scheme and notation ("gcm/13")."""
    schemes = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((FIXTURES / "topics").glob("*.json"))]
    topics = {f"{scheme['code']}/{one['notation']}": one["query"] for scheme in schemes for one in scheme["topics"]}
    return {topic: query for topic, query in topics.items() if query}


def load_seeds() -> None:
    """The five seeds into the database, as `demo` loads them."""
    manifest = json.loads((FIXTURES / "manifest.json").read_text(encoding="utf-8"))
    for path in sorted(FIXTURES.glob("*.txt")):
        _load(path, manifest.get(path.name, {}))


def load_official(symbols: Iterable[str], corpus: Path) -> None:
    """Resolutions by symbol, from a folder of official XML, into the database; raises FileNotFoundError."""
    for text in sorted(set(symbols)):
        symbol = Symbol.parse(text)
        number = f"{symbol.number}" if symbol.body == "S" else f"{symbol.session}_{symbol.number}"
        named = re.compile(rf"(?<![0-9]){number}(?![0-9])")
        paths = [path for path in sorted((corpus / FOLDERS[symbol.body]).rglob("*.xml")) if named.search(path.name)]
        if not paths:
            raise FileNotFoundError(f"{text} is not in {corpus}")
        _load(paths[0], {})


def _load(path: Path, given: Mapping[str, str]) -> None:
    receive(data=path.read_bytes(), name=path.name, supplied=given, publish=True, by="benchmark")


def tags(symbols: Iterable[str]) -> dict[Place, frozenset[str]]:
    """The topics that paragraphs of these resolutions bear in the database, rejected ones left out."""
    found: dict[Place, set[str]] = defaultdict(set)
    rows = ParagraphTopic.objects.filter(paragraph__resolution__symbol__in=set(symbols)).exclude(state="rejected")
    for symbol, label, scheme, notation in rows.values_list(
        "paragraph__resolution__symbol", "paragraph__label", "topic__scheme__code", "topic__notation"
    ):
        found[symbol, label].add(f"{scheme}/{notation}")
    return {place: frozenset(topics) for place, topics in found.items()}


def score(gold: Mapping[Place, frozenset[str]], found: Mapping[Place, frozenset[str]]) -> Score:
    """Count the pairs; paragraphs outside the gold do not count."""
    result = Score()
    for place, marked in gold.items():
        got = found.get(place, frozenset())
        result.right |= {(place, topic) for topic in marked & got}
        result.wrong |= {(place, topic) for topic in got - marked}
        result.missed |= {(place, topic) for topic in marked - got}
    return result


def by_topic(result: Score) -> dict[str, Score]:
    """The same count, a topic at a time."""
    topics: dict[str, Score] = defaultdict(Score)
    for kind in ("right", "wrong", "missed"):
        for place, topic in getattr(result, kind):
            getattr(topics[topic], kind).add((place, topic))
    return dict(sorted(topics.items(), key=lambda row: (row[0][0], len(row[0]), row[0])))


def simple_searches(line: str) -> Iterator[str]:
    """A search without OR for each way to choose among the alternatives of a stored query's line."""
    if "(" not in line and " OR " in line:
        yield from line.split(" OR ")
        return
    pieces = re.split(r"\(([^()]*)\)", line)
    yield from map("".join, itertools.product(*([piece] if at % 2 == 0 else piece.split(" OR ")
                                                for at, piece in enumerate(pieces))))  # fmt: skip


def proven_elsewhere(gold: Mapping[Place, frozenset[str]]) -> dict[str, Score]:
    """Each document of the gold judged by those wordings alone that are right in one of the others.

    Shows what hangs on phrases of one document: whatever is right in it alone is not counted as found.
    """
    finds = [(topic, _places(search)) for topic, search in _all_simple_searches()]
    result = {}
    for symbol in sorted({symbol for symbol, _ in gold}):
        found: dict[Place, set[str]] = defaultdict(set)
        for topic, places in finds:
            if any(topic in gold.get(place, ()) for place in places if place[0] != symbol):
                for place in places:
                    found[place].add(topic)
        held = {place: topics for place, topics in gold.items() if place[0] == symbol}
        result[symbol] = score(held, {place: frozenset(topics) for place, topics in found.items()})
    return result


def _all_simple_searches() -> Iterator[tuple[str, str]]:
    for topic, lines in read_queries().items():
        for line in lines:
            for search in simple_searches(line):
                yield topic, search


def _places(search: str) -> set[Place]:
    rows = Paragraph.objects.filter(search_vector=compile_query(search).everything)
    return set(rows.values_list("resolution__symbol", "label"))
