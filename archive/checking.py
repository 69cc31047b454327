"""The draft checker: every United Nations citation in a pasted text, and whether the archive agrees with it.

Nothing is stored. The text is read like any resolution; what is found is compared with the archive
in a fixed number of queries, however many citations there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.parsing.citations import find_mentions
from archive.parsing.document import Mention, ParsedParagraph
from archive.verdicts import BODY_TITLES, Checked, Facts

LONGEST = 64_000
"""Characters that are checked at once."""
SHORTEST_WRAPPED = 40
"""A shorter line was ended on purpose."""
MOST = 1_000
"""Citations that one answer tells of."""
# the enacting words of a draft tell whose it is
_BODIES = "|".join(BODY_TITLES.values())
_ENACTING = re.compile(
    rf"(?:^|[.*_\n]\W*)The (?P<body>{_BODIES})[*_]*,[*_]*\s*(?:$|\n)"
    rf"|[Rr]esolution adopted by the (?P<adopting>{_BODIES})"
)
# characters that turn or hide the direction of writing: a text can look unlike what it says
_DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# superscript digits are marks of footnotes, and no part of the number before them
_NOTE_MARKS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))


class UncheckableTextError(ValueError):
    """A text that cannot be checked; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a text."""

    body: str
    citations: tuple[Checked, ...]
    left_out: int
    cleaned: bool
    """Whether characters that hide the direction of writing were taken out before reading."""

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many citations have each status, the most first."""
        return Counter(one.status for one in self.citations).most_common()


def check_text(text: str, *, body: str = "") -> Report:
    """Check every citation in a text of at most 64,000 characters.

    `body` is the code of the body whose draft it is ("A", "A/HRC", "S", "E"); without it the
    enacting words tell, or nothing does, and a bare "53/24" may be ambiguous. Raises
    UncheckableTextError. Offsets count in the text as cleaned: line ends are "\\n".
    """
    if len(text) > LONGEST:
        raise UncheckableTextError(
            f"The text has {len(text):,} characters; at most {LONGEST:,} can be checked at once. Check it in parts."
        )
    if "\x00" in text:
        raise UncheckableTextError("The text contains a NUL character, which no text has. Copy the words once more.")
    if body and body not in BODY_TITLES:
        raise UncheckableTextError(f"There is no body {body!r}; choose one of {', '.join(BODY_TITLES)}.")
    plain = _DIRECTION.sub("", text).replace("\r\n", "\n").replace("\r", "\n").translate(_NOTE_MARKS)
    body = body or _adopting_body(plain)
    blocks = unwrapped(plain)
    mentions = _mentions(blocks, body)
    shown = mentions[:MOST]
    facts = Facts.about([mention for mention, _ in shown])
    checked = tuple(
        facts.check(mention, offset=block.start, line=block.text, draft_body=body) for mention, block in shown
    )
    return Report(body, checked, len(mentions) - len(shown), len(plain) < len(text.replace("\r\n", "\n")))


def _adopting_body(text: str) -> str:
    """The code of the body whose enacting words or adoption the text begins with, or ""."""
    titles = {title: code for code, title in BODY_TITLES.items()}
    match = _ENACTING.search(text)
    return titles[match["body"] or match["adopting"]] if match else ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read as one, from `start` of the whole text on; as many characters as the lines had."""

    start: int
    text: str


def unwrapped(text: str) -> list[Block]:
    """The text in blocks: lines that were only wrapped are joined, so that names broken over lines are whole.

    A line goes on in the next where it is long and does not end a sentence or an entry.
    """
    blocks: list[Block] = []
    at, goes_on = 0, False
    for line in text.split("\n"):
        if goes_on and line.strip():
            last = blocks.pop()
            blocks.append(Block(last.start, f"{last.text} {line}"))
        else:
            blocks.append(Block(at, line))
        at += len(line) + 1
        goes_on = len(line) >= SHORTEST_WRAPPED and line.rstrip()[-1:] not in (".", ";", ":", "")
    return blocks


def _mentions(blocks: Sequence[Block], body: str) -> list[tuple[Mention, Block]]:
    paragraphs = [ParsedParagraph(str(index), "preambular", "", "", block.text) for index, block in enumerate(blocks)]
    found = find_mentions(paragraphs, [], body=body or None, symbol=None)
    return [(mention, blocks[int(mention.paragraph)]) for mention in found]
