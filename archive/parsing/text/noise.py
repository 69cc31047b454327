"""What recognition makes of emblems, bar codes and dirt at the edges of a page ("ee Be", "Please reeyetee im")."""

from __future__ import annotations

import re

from archive.parsing.text.working import Line, Work

_RECYCLE = re.compile(r".{0,12}Please\s+re\w{3,9}\b.{0,16}$", re.I)
# "2/13,", "413,": a page number read badly
_PAGE = re.compile(r"\W{0,2}\d{1,3}\s?/\s?\d{1,3}\W{0,2}$|\d{3,4}\W?$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 12
_ALONE = 3
_LINES = 6


def _is_dirt(line: Line) -> bool:
    text = line.bare
    return len(text) <= _LONGEST and not _WORD.search(text) and not re.match(r"\(?\w{1,3}[.)]\s|[IVX]+$|[A-Z]$", text)


def noise_beside(work: Work, taken: set[int]) -> set[int]:
    """Lines without words beside the heads and feet that were found; each is reported."""
    lines = work.lines
    found = {index for index, line in enumerate(lines) if index not in taken and _RECYCLE.match(line.bare)}
    found |= {index for index in range(1, len(lines) - 1) if index not in taken and _stands_alone(lines, index)}
    for edge in (*sorted(taken | found), len(lines)):
        for step in (-1, 1):
            found |= _run(lines, edge, step, taken)
    for index in sorted(found):
        work.report(
            "line-unread", f"no words were made out at the edge of a page: {lines[index].printed}", lines[index]
        )
    return found


def _stands_alone(lines: list[Line], index: int) -> bool:
    """A few signs between two paragraphs: an ornament ("* * *") that was read as letters."""
    line = lines[index]
    return len(line.bare) <= _ALONE and line.after_blank and lines[index + 1].after_blank and _is_dirt(line)


def _run(lines: list[Line], edge: int, step: int, taken: set[int]) -> set[int]:
    """Dirt that follows an edge without other lines between, and is apart from the text."""
    run: list[int] = []
    at = edge + step
    while 0 <= at < len(lines) and at not in taken and len(run) < _LINES:
        if not (_is_dirt(lines[at]) or _PAGE.match(lines[at].bare) or _RECYCLE.match(lines[at].bare)):
            break
        run.append(at)
        at += step
    if step == -1 and edge < len(lines):
        # the last short line of a paragraph stands right below the others
        while run and not lines[run[-1]].after_blank:
            run.pop()
    return set(run)
