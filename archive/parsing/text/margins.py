"""What a mail or an editor put around every line: "> " before it, a blank line below it. No part of the text."""

from __future__ import annotations

import re
from itertools import pairwise

from archive.parsing.text.line_numbers import Row

_QUOTED = re.compile(r"\s*>\s?")
# lines that must be so before all are believed to be
_FEWEST = 8
_SHARE = 0.9
# lines that go on in the middle of a sentence, in a text of broken lines
_RUNNING = 0.25


def without_margins(rows: list[Row]) -> list[Row]:
    """The rows without the sign of a quoted mail and without the blank lines of double spacing."""
    return _without_double_spacing(_without_quoting(rows))


def _without_quoting(rows: list[Row]) -> list[Row]:
    filled = [raw for _, _, raw in rows if raw.strip()]
    if sum(raw.lstrip().startswith(">") for raw in filled) < max(_FEWEST, _SHARE * len(filled)):
        return rows
    return [(number, first, _QUOTED.sub("", raw, count=1)) for number, first, raw in rows]


def _without_double_spacing(rows: list[Row]) -> list[Row]:
    """Between paragraphs, more than one blank line is left of them."""
    filled = [index for index, (_, _, raw) in enumerate(rows) if raw.strip()]
    apart = sum(after - before > 1 for before, after in pairwise(filled))
    if len(filled) < _FEWEST or apart < _SHARE * (len(filled) - 1):
        return rows
    running = sum(
        rows[before][2].rstrip()[-1:].isalnum() and rows[after][2].lstrip()[:1].islower()
        for before, after in pairwise(filled)
    )
    if running < _RUNNING * len(filled):
        return rows
    dropped = {before + 1 for before, after in pairwise(filled) if after - before > 1 and not rows[before + 1][1]}
    return [row for index, row in enumerate(rows) if index not in dropped]
