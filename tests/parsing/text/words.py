"""The words of a source and of what was read from it, to prove that none is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from archive.parsing.document import ParsedResolution

_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_CUT = re.compile(r"([^\W\d_]{2,})-\s*[\r\n]+\s*([^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words_of(text: str) -> Counter[str]:
    """Runs of letters and runs of digits; raised digits are runs of their own."""
    text = _RAISED.sub(lambda match: f" {match[0]} ", text)
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text)))


def words_read(source: str, resolutions: tuple[ParsedResolution, ...]) -> Counter[str]:
    """The words in paragraphs, footnotes, header fields (by their lines) and Problems."""
    lines = re.split(r"\r\n?|\n|\x0b|\x85|\u2028|\u2029", source)
    found: Counter[str] = Counter()
    header = {number for resolution in resolutions for number in resolution.header_lines}
    for number in header:
        found += words_of(lines[number - 1])
    for resolution in resolutions:
        for paragraph in resolution.paragraphs:
            heading = paragraph.kind == "heading"
            own_number = paragraph.number if heading else paragraph.number.split(" ")[-1]
            found += words_of(f"{own_number} {paragraph.text}")
            for note in paragraph.notes:
                found += words_of(note.mark)
        for footnote in resolution.footnotes:
            found += words_of(f"{footnote.mark} {footnote.text}")
        for problem in resolution.problems:
            found += words_of(problem.message)
    return found


def words_lost(source: str, resolutions: tuple[ParsedResolution, ...]) -> Counter[str]:
    """What the source has and the record has not; a word that a line cut may be whole in the record."""
    read = words_read(source, resolutions)
    lost = words_of(source) - read
    for first, rest in _CUT.findall(source):
        if lost[first] and lost[rest] and read[first + rest]:
            lost -= Counter((first, rest))
    return lost
