"""The draft checker: every United Nations citation in a pasted text, and whether the archive agrees with it.

Nothing is stored. The text is read like any resolution; what is found is compared with the archive
in a fixed number of queries, however many citations there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.parsing.citations import find_mentions
from archive.parsing.document import Mention, ParsedParagraph
from archive.verdicts import BODY_TITLES, Checked, Facts

LONGEST = 64_000
"""Characters that are checked at once."""
MOST = 1_000
"""Citations that one answer tells of."""
# the enacting words of a draft tell whose it is
_ENACTING = re.compile(
    r"^\W*The (General Assembly|Human Rights Council|Security Council|Economic and Social Council),?\W*$"
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
    lines = plain.split("\n")
    body = body or _enacting_body(lines)
    mentions = _mentions(lines, body)
    shown = mentions[:MOST]
    facts = Facts.about([mention for mention, _ in shown])
    checked = tuple(
        facts.check(mention, offset=offset, line=lines[int(mention.paragraph)], draft_body=body)
        for mention, offset in shown
    )
    return Report(body, checked, len(mentions) - len(shown), len(plain) < len(text.replace("\r\n", "\n")))


def _enacting_body(lines: Iterable[str]) -> str:
    titles = {title: code for code, title in BODY_TITLES.items()}
    for line in lines:
        match = _ENACTING.match(line) if len(line) < 80 else None
        if match:
            return titles[match[1]]
    return ""


def _mentions(lines: Sequence[str], body: str) -> list[tuple[Mention, int]]:
    """Mentions with the offset of their line in the whole text."""
    offsets, at = [], 0
    for line in lines:
        offsets.append(at)
        at += len(line) + 1
    paragraphs = [ParsedParagraph(str(index), "preambular", "", "", line) for index, line in enumerate(lines)]
    found = find_mentions(paragraphs, [], body=body or None, symbol=None)
    return [(mention, offsets[int(mention.paragraph)]) for mention in found]
