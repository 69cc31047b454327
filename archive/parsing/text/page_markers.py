"""Lines that converters print between pages: "--- Page 3 ---", "[page 3]", "<!-- page 3 -->", "-----", "* * *"."""

from __future__ import annotations

import re

from archive.parsing.text.line_numbers import Row
from archive.parsing.text.signs import PAGE_MARKER, is_sign
from archive.parsing.text.working import Line

_LABELLED = re.compile(rf"[\s#*_\\]*(?:{PAGE_MARKER})[\s*_\\]*$")
# a line of a page that ends nothing else: pymupdf4llm's "-----", html2text's "* * *"
_UNLABELLED = re.compile(r"\s*(?:-{3,7}|\*(?:\s?\*){2,4}|_(?:\s?_){2})\s*$")
_EMPHASIS = re.compile(r"[*_#>\\]|</?\w{1,6}>")
# how many lines with words may stand between such a line and the head or foot of a page
_NEAR = 4


def with_page_markers(rows: list[Row]) -> list[Row]:
    """The rows, those after a page marker (and the marker) as the first of a page.

    A marker without the word "page" is believed where at least half of its like stand beside
    the head or foot of a page; an ornament between two parts of a text does not.
    """
    labelled = [index for index, (_, _, raw) in enumerate(rows) if len(raw) < 80 and _LABELLED.match(raw)]
    found = set(labelled)
    if not labelled and not any(first for _, first, _ in rows):
        bare = [index for index, (_, _, raw) in enumerate(rows) if len(raw) < 20 and _UNLABELLED.match(raw)]
        if sum(_beside_edge(rows, index) for index in bare) * 2 >= len(bare):
            found.update(bare)
    if not found:
        return rows
    return [(number, first or index in found, raw) for index, (number, first, raw) in enumerate(rows)]


def _beside_edge(rows: list[Row], index: int) -> bool:
    """Whether a symbol, a page number or a job number stands in the lines around."""
    for step in (1, -1):
        at, seen = index + step, 0
        while 0 <= at < len(rows) and seen < _NEAR and abs(at - index) < 4 * _NEAR:
            words = " ".join(_EMPHASIS.sub("", rows[at][2][:200]).split())
            if words:
                seen += 1
                if is_sign(Line((at,), words)):
                    return True
            at += step
    return False
