"""Where the look of the lines tells that a paragraph begins: blank lines, indentation, lines cut short."""

from __future__ import annotations

import itertools
from collections import defaultdict

from archive.parsing.document import Form
from archive.parsing.text.working import Line

# columns by which a first line is set in from the margin, at least
_INDENT = 3
# the share of lines that are no longer than the line is wide
_WIDTH_SHARE = 0.85
# columns that a line may miss before it counts as cut short
_SLACK = 6


def find_breaks(lines: list[Line], form: Form) -> list[bool]:
    """For each line, whether a paragraph may begin there by its look alone."""
    if not lines:
        return []
    if form == "layout":
        return _by_indent(lines)
    if form == "markdown":
        return [line.after_blank or index == 0 for index, line in enumerate(lines)]
    return _by_width(lines)


def _by_indent(lines: list[Line]) -> list[bool]:
    margins: dict[int, int] = defaultdict(lambda: 10_000)
    for line in lines:
        margins[line.page] = min(margins[line.page], line.indent)
    return [line.indent - margins[line.page] >= _INDENT for line in lines]


def _by_width(lines: list[Line]) -> list[bool]:
    """A line that had room for the first word of the next was broken on purpose."""
    lengths = sorted(len(line.bare) for line in lines)
    width = lengths[int(_WIDTH_SHARE * (len(lengths) - 1))]
    breaks = [True]
    for before, line in itertools.pairwise(lines):
        first_word = line.bare.split(" ", 1)[0]
        room = width - len(before.bare) - 1 - len(first_word)
        breaks.append(line.after_blank or room > _SLACK)
    return breaks
