"""A fuzz target: the five documents shuffled, cut and mixed with pieces that the parser looks for.

    uv run python -m benchmarks.fuzz_text --seconds 60 [--seed 1]

Each text must be parsed without an exception, give each label once and lose no word. What
fails is cut down to the fewest lines that still fail, and printed. Exit status 1 if anything did.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from archive.parsing.document import Form
from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.test_text_properties import FRAGMENTS
from tests.parsing.text.words import words_lost

FORMS: tuple[Form, ...] = ("markdown", "plain", "ocr", "layout")
FIXTURES = Path(__file__).parents[1] / "fixtures"
# failures after which a run ends
MOST = 15


def failure(text: str, form: Form) -> str:
    """What is wrong with the parse of a text, or nothing."""
    try:
        resolutions = parse_text(text, source="fuzz", form=form)
    except Exception as error:  # the parser never raises: any exception is a find
        return repr(error)
    for resolution in resolutions:
        labels = [paragraph.label for paragraph in resolution.paragraphs]
        if len(labels) != len(set(labels)):
            return "a label is used twice"
    lost = words_lost(text, resolutions)
    return f"lost: {dict(lost)}" if lost else ""


def fewest(lines: list[str], form: Form) -> list[str]:
    """The lines without those that the failure does not need."""
    index = 0
    while index < len(lines):
        without = lines[:index] + lines[index + 1 :]
        if failure("\n".join(without), form):
            lines = without
        else:
            index += 1
    return lines


def mixed(chance: random.Random, seeds: list[list[str]]) -> list[str]:
    """Pieces in any order, or a part of a document shuffled and with lines cut off."""
    if chance.random() < 0.5:
        return [chance.choice(FRAGMENTS) for _ in range(chance.randint(1, 40))]
    lines = chance.choice(seeds)
    start, length = chance.randrange(len(lines)), chance.randint(1, 60)
    part = lines[start : start + length]
    chance.shuffle(part)
    part = [line[: chance.randint(0, len(line))] if chance.random() < 0.05 else line for line in part]
    return lines[:20] + part + lines[start + length : start + length + 40]


def main() -> None:
    """Run for the given time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    # targets of links are no words of a text
    texts = [path.read_text(encoding="utf-8").replace("](#)", "]") for path in sorted(FIXTURES.glob("00*.txt"))]
    seeds = [text.split("\n") for text in texts]
    until = time.monotonic() + options.seconds
    runs = failures = 0
    while time.monotonic() < until and failures < MOST:
        lines = mixed(chance, seeds)
        form = recognise_form("\n".join(lines)) if chance.random() < 0.5 else chance.choice(FORMS)
        runs += 1
        if failure("\n".join(lines), form):
            failures += 1
            lines = fewest(lines, form)
            print(f"{form}: {failure(chr(10).join(lines), form)}")
            print("\n".join(f"    {line[:120]!r}" for line in lines))
    print(f"{runs} texts, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
