"""Numbers that an editor printed before every line ("  12  Recalling its resolution"): no part of the text."""

from __future__ import annotations

import itertools
import re

from archive.parsing.text.phrases import opens_operative

Row = tuple[int, bool, str]
"""A line of the source: its number, whether it is the first of a page, its text."""

_NUMBERED = re.compile(r"\s*(\d{1,4})(?:\s?[:|]\s?|[\t ]+|$)")
# lines that must be numbered before numbers are believed to be those of lines
_FEWEST = 8
_SHARE = 0.95


def without_line_numbers(rows: list[Row]) -> list[Row]:
    """The rows as they are, or without numbers where nearly every one has the next number."""
    found = [(row, match) for row in rows if (match := _NUMBERED.match(row[2]))]
    filled = sum(bool(raw.strip()) for _, _, raw in rows)
    if len(found) < max(_FEWEST, _SHARE * filled):
        return rows
    steps = 0
    for (before, first), (row, second) in itertools.pairwise(found):
        steps += int(second[1]) - int(first[1]) in (1, row[0] - before[0])
    paragraphs = sum(opens_operative(row[2][match.end() :]) for row, match in found)
    if steps < _SHARE * (len(found) - 1) or paragraphs * 2 > len(found):
        return rows
    cut = {row[0]: match.end() for row, match in found}
    return [(number, first_of_page, raw[cut.get(number, 0) :]) for number, first_of_page, raw in rows]
