"""Looks for texts whose parsing takes more than linear time: lines of resolutions, repeated in pairs and in blocks.

    uv run python -m benchmarks.scaling [--seconds 120] [--seed 1] [--without-citations]

Each text is made at random of a few lines, some repeated once, some hundreds of times, and is
parsed at one length and at four times that length. A step that takes linear time takes about
four times as long for the second; what takes much longer is printed, slowest first.
"""

from __future__ import annotations

import argparse
import random
import time

from archive.parsing.text import pipeline
from benchmarks.parse import seconds

LINES = [
    "United Nations A/RES/76/172",
    "General Assembly",
    "Agenda item 74 (b)",
    "Seventy-sixth session",
    "76/172. Protection of migrants",
    "Resolution adopted by the General Assembly on 16 December 2021",
    "[on the report of the Third Committee (A/76/462/Add.2, para. 89)]",
    "The General Assembly,",
    "Recalling",
    "Recalling its resolution 76/172 of 16 December 2021,",
    "1.",
    "1. Calls upon States;",
    "2. Requests:",
    "(a)",
    "(a) To do;",
    "(i) one",
    "(ii) two;",
    "a.",
    "I",
    "II",
    "Section I",
    "Article 1",
    "Annex",
    "Annex II",
    "A.",
    "B. Title of it",
    "Sources of law",
    "and so on",
    "word",
    "ends here.",
    "colon:",
    "“Recalling",
    "* * *",
    "__________________",
    "7",
    "7 See resolution 70/1.",
    "See resolution 70/1.",
    "¹ See A/76/1.",
    "¹",
    "Ibid.",
    "1/4",
    "22-00123",
    "GE.24-18553",
    "53rd plenary meeting",
    "16 December 2021",
    "[Adopted without a vote.]",
    "\x0c",
    "issues affecting them,3",
    "migrants, 4 and",
    "•  to promote",
    "| a | b |",
    "|---|---|",
    "# Heading",
    "**1.** *Calls upon* States;",
    "* Reissued for technical reasons on 1 May 2021.",
    "Have agreed as follows:",
    "1bid.",
    "Rights,® the thereto,''",
    "resolutions 70/1, 70/2 and 70/3,",
    "of that resolution",
    "the Convention on the Rights of the Child",
    "",
    "",
]
SMALL = 40_000
TIMES = 4


def make(rng: random.Random) -> list[tuple[str, bool]]:
    """Blocks of a text: lines, and whether the block is said again and again."""
    blocks = []
    for _ in range(rng.randint(1, 3)):
        lines = rng.choices(LINES, k=rng.randint(1, 4))
        blocks.append(("\n".join(lines) + "\n", rng.random() < 0.7))
    return blocks


def text_of(blocks: list[tuple[str, bool]], size: int) -> str:
    """The text of about `size` characters; the blocks said again share it evenly."""
    share = size // max(1, sum(again for _, again in blocks))
    return "".join(block * max(1, share // len(block)) if again else block for block, again in blocks)


def main() -> None:
    """Try texts until the time is over, and print those that take much more than linear time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-citations", action="store_true", help="leave the finding of mentions out")
    options = parser.parse_args()
    if options.without_citations:
        pipeline.to_resolution.__globals__["find_mentions"] = lambda *_, **__: ()
    rng = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    slow: list[tuple[float, float, list[tuple[str, bool]]]] = []
    tried = 0
    slowest: tuple[float, list[tuple[str, bool]]] = (0.0, [])
    while time.monotonic() < end:
        blocks = make(rng)
        short, long = seconds(text_of(blocks, SMALL)), seconds(text_of(blocks, TIMES * SMALL))
        tried += 1
        slowest = max(slowest, (long, blocks))
        if long > 0.2 and long > 1.7 * TIMES * short:
            slow.append((long, long / short, blocks))
    print(f"{tried} texts of {TIMES * SMALL / 1000:.0f} KB tried; the slowest took {slowest[0]:.2f} s: {slowest[1]}")
    for took, ratio, blocks in sorted(slow, key=lambda each: each[0], reverse=True)[:25]:
        print(f"{took:6.2f} s, {ratio:4.1f} times: {blocks}")


if __name__ == "__main__":
    main()
