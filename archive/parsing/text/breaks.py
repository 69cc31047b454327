"""Where the look of the lines tells that a paragraph begins: blank lines, indentation, lines cut short."""

from __future__ import annotations

from collections import defaultdict

from archive.parsing.document import Form
from archive.parsing.text.forms import paragraph_a_line
from archive.parsing.text.working import Line

# columns by which a first line is set in from the margin, at least
_INDENT = 3
# the share of lines that are no longer than the line is wide
_WIDTH_SHARE = 0.85
# columns that a line may miss before it counts as cut short
_SLACK = 6


def find_breaks(lines: list[Line], form: Form, *, flush: bool = False) -> list[bool]:
    """For each line, whether a paragraph may begin there by its look alone.

    `flush` where first lines need not be set in, as in declarations in an annex.
    """
    if paragraph_a_line([line.text for line in lines]):
        return [True] * len(lines)
    if form != "layout":
        return after_short_lines(lines)
    if not flush:
        return _by_indent(lines)
    return [indent or short for indent, short in zip(_by_indent(lines), after_short_lines(lines), strict=True)]


def _by_indent(lines: list[Line]) -> list[bool]:
    margins: dict[int, int] = defaultdict(lambda: 10_000)
    for line in lines:
        margins[line.page] = min(margins[line.page], line.indent)
    return [line.indent - margins[line.page] >= _INDENT for line in lines]


def after_short_lines(lines: list[Line]) -> list[bool]:
    """A line that had room for the first word of the next was broken on purpose."""
    if not lines:
        return []
    ends = [line.indent + len(line.bare) for line in lines]
    lengths = sorted(ends)
    width = lengths[int(_WIDTH_SHARE * (len(lengths) - 1))]
    breaks = [True]
    for end, line in zip(ends, lines[1:], strict=False):
        first_word = line.bare.split(" ", 1)[0]
        room = width - end - 1 - len(first_word)
        breaks.append(line.after_blank or room > _SLACK)
    return breaks
