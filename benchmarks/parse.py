"""How fast texts are parsed: real documents, and 1 MB of hostile text of several kinds.

    uv run python -m benchmarks.parse [--corpus PATH] [--without-citations]

Prints milliseconds a document for the five seeds (and a corpus of text forms, where there is
one), then seconds for 1 MB and for 2 MB of each kind of hostile text: the second is about
twice the first where a step takes linear time.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.parsing.text import pipeline
from archive.parsing.text.forms import recognise_form

FIXTURES = Path(__file__).parents[1] / "fixtures"
MEGABYTE = 1_000_000


def _repeat(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _random_signs(size: int) -> str:
    signs = "abc ABC 0123456789 .,;:()[]*_\\\"'“”’¹²³®%/-\n"
    return "".join(random.Random(1).choices(signs, k=size))


def _random_lines(size: int) -> str:
    lines = (FIXTURES / "001_c78b6cae223c6d2f.txt").read_text(encoding="utf-8").split("\n")
    shuffled = random.Random(2).choices(lines, k=size // 100)
    return "\n".join(shuffled)[:size]


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line of a's": _repeat("a"),
    "one line of words": _repeat("word "),
    "opening brackets": _repeat("["),
    "stars": _repeat("*a"),
    "underscores": _repeat("_"),
    "escapes": _repeat("\\("),
    "numbers": _repeat("1 2 3, "),
    "numbers on lines": _repeat("1.\n"),
    "letters on lines": _repeat("(a)\n"),
    "paragraph 1 again and again": _repeat("1. Calls upon States;\n"),
    "raised digits": _repeat("a¹ "),
    "notes": _repeat("¹ See resolution 70/1.\n"),
    "rules": _repeat("__________________\n7\nSee resolution 70/1.\n"),
    "marks under one rule": lambda size: "__________________\n" + _repeat("7\n8\nSee resolution 70/1.\n")(size),
    "enacting words": _repeat("The General Assembly,\n"),
    "annexes": _repeat("Annex\nText of it.\n"),
    "symbols": _repeat("A/RES/76/172\n"),
    "open quotation": _repeat("“Recalling\n"),
    "blank lines": _repeat("\n \n"),
    "form feeds": _repeat("\fProtection of migrants\n"),
    "misread marks": _repeat("Rights,® the thereto,'' in\n"),
    "headings": _repeat("Sources of law\n"),
    "preambles": _repeat("Recalling its resolution 76/172 of 16 December 2021,\n"),
    "random signs": _random_signs,
    "shuffled lines": _random_lines,
}


def seconds(text: str) -> float:
    """Processor time of recognising and parsing a text, which other work on the machine does not stretch."""
    start = time.process_time()
    pipeline.parse_text(text, source="benchmark", form=recognise_form(text))
    return time.process_time() - start


def _documents(corpus: Path | None) -> Iterator[tuple[str, list[Path]]]:
    yield "seeds", sorted(FIXTURES.glob("00*.txt"))
    for folder in sorted(corpus.iterdir()) if corpus and corpus.is_dir() else ():
        yield folder.name, sorted(folder.glob("*.txt"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of folders of text forms")
    parser.add_argument("--without-citations", action="store_true", help="leave the finding of mentions out")
    options = parser.parse_args()
    if options.without_citations:
        pipeline.to_resolution.__globals__["find_mentions"] = lambda *_, **__: ()
    for name, paths in _documents(options.corpus):
        texts = [path.read_text(encoding="utf-8") for path in paths]
        took = sum(seconds(text) for text in texts)
        size = sum(map(len, texts)) / 1000
        print(f"{name:28} {len(texts):5} documents  {1000 * took / len(texts):7.1f} ms each  {size / took:7.0f} KB/s")
    print(f"\n{'hostile text':28} {'1 MB':>8} {'2 MB':>8}")
    for name, make in HOSTILE.items():
        one, two = seconds(make(MEGABYTE)), seconds(make(2 * MEGABYTE))
        print(f"{name:28} {one:7.2f}s {two:7.2f}s  {'quadratic' if two > 3 * one and two > 0.5 else ''}")


if __name__ == "__main__":
    main()
