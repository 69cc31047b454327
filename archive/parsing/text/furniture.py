"""Step 3: heads and feet of pages.

After it: page numbers, job numbers, date codes, bar-code digits and the running head
(the symbol and the title) are out of `lines`; rules of underscores stay, since they
begin the notes of a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher

from archive.parsing.text.header import SYMBOL
from archive.parsing.text.noise import noise_beside
from archive.parsing.text.signs import SIGN_AT_EDGE, is_sign, page_numbers
from archive.parsing.text.working import Line, Work

# "713 ‘Protection": a page number and a speck before a misread title
_MISREAD_PAGE = re.compile(r"^\W*[\dlyI/]{1,5}\W+(?=\w)")
_LONG_WORD = re.compile(r"\w{4,}")
_ORNAMENT = re.compile(r"[\W_]+$")
RULE = re.compile(r"_{4,}$|[-–—]{8,}$|─{4,}$")
_SYMBOL = SYMBOL
# an annex that has the title of its resolution
_ANNEX = re.compile(r"(?:Annex|Appendix)(?: [IVX]{1,5})?$", re.I)
# characters of a title, without blanks, that may be known for a running head by themselves
_SHORTEST_TITLE = 14
# characters of a line of a running title at most
LONGEST_TITLE_LINE = 400
# lines at the top of a page that may be its head
_HEAD_LINES = 4
# how many lines a running title is set in at most
TITLE_LINES = 7


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


class _RunningTitle:
    """Tells whether a line is a part of the title that is repeated on every page."""

    def __init__(self, title: str, exact: bool) -> None:
        self.title = _squeeze(title)
        self.words = set(_LONG_WORD.findall(title.casefold()))
        self.exact = exact

    def has(self, text: str) -> bool:
        """Whether these words are the title's, or nearly so in a text that was misread."""
        words = _squeeze(text if self.exact else _MISREAD_PAGE.sub("", text))
        if not words or not self.title:
            return False
        if words in self.title:
            return True
        if self.exact or len(words) < 12 or len(words) > len(self.title) + 4 or not self._shares(text):
            return False
        match = SequenceMatcher(None, self.title, words, autojunk=False)
        return sum(block.size for block in match.get_matching_blocks()) >= 0.85 * len(words)

    def _shares(self, text: str) -> bool:
        """Whether at least half of the long words are the title's: cheap to tell, and true of most misreadings."""
        found = _LONG_WORD.findall(text.casefold())
        return 2 * sum(word in self.words for word in found) >= len(found)


def _repeated_heads(lines: list[Line]) -> set[str]:
    """Words that stand among the first lines of many pages: a running head, whatever it says."""
    pages: dict[str, set[int]] = defaultdict(set)
    page, place = 0, 0
    for line in lines:
        place = place + 1 if line.page == page else 1
        page = line.page
        if page and place <= _HEAD_LINES and len(line.bare) < LONGEST_TITLE_LINE:
            pages[_squeeze(line.bare)].add(page)
    last = lines[-1].page if lines else 0
    return {words for words, found in pages.items() if words and len(found) >= max(2, last / 3)}


def _top_of_page(lines: list[Line], title: _RunningTitle) -> set[int]:
    """Where form feeds are kept: the first lines of a page, as far as they are signs or the title."""
    taken: set[int] = set()
    repeated = _repeated_heads(lines)
    page, rest = 0, ""
    at_top = False
    for index, line in enumerate(lines):
        if line.page != page:
            page, at_top, rest = line.page, True, title.title
        if not at_top:
            continue
        words = "" if is_sign(line) else _squeeze(SIGN_AT_EDGE.sub("", line.bare))
        if rest.startswith(words):
            rest = rest[len(words) :]
        elif _squeeze(line.bare) not in repeated and (title.exact or not title.has(line.bare)):
            at_top = False
            continue
        taken.add(index)
    return taken


def _beside_symbol(lines: list[Line], index: int, title: _RunningTitle, belongs: Callable[[str], bool]) -> set[int]:
    """Without form feeds: the lines of title next to the symbol, if they make up most of the title."""
    taken = {index}
    words = _squeeze(SIGN_AT_EDGE.sub("", lines[index].bare)) if not is_sign(lines[index]) else ""
    for step in (-1, 1):
        run: list[int] = []
        at = index + step
        while 0 <= at < len(lines) and len(run) < TITLE_LINES and not is_sign(lines[at]) and belongs(lines[at].bare):
            run.append(at)
            at += step
        length = len(words) + sum(len(_squeeze(lines[position].bare)) for position in run)
        if length >= 0.6 * len(title.title):
            taken.update(run)
    return taken


def _whole_titles(lines: list[Line], title: _RunningTitle, belongs: Callable[[str], bool]) -> set[int]:
    """Without form feeds: lines that are the whole title, apart from the text before them."""
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        run = [index]
        heading = index > 0 and _ANNEX.match(lines[index - 1].bare) is not None
        apart = not heading and (lines[index].after_blank or index == 0 or is_sign(lines[index - 1]) or not title.exact)
        while apart and len(run) < TITLE_LINES and run[-1] < len(lines) and belongs(lines[run[-1]].bare):
            run.append(run[-1] + 1)
        run.pop()
        length = sum(len(_squeeze(lines[at].bare)) for at in run)
        if length >= max(_SHORTEST_TITLE, 0.85 * len(title.title)):
            taken.update(run)
        index += max(1, len(run))
    return taken


def _number_as_title(symbol: str | None) -> str:
    """ "Resolution 2541 (2020)": what the Security Council prints in place of a title."""
    return f"Resolution {symbol.removeprefix('S/RES/')}" if symbol and symbol.startswith("S/RES/") else ""


def remove_furniture(work: Work) -> None:
    """Take heads and feet of pages out of `lines`."""
    lines = work.lines
    title = _RunningTitle(work.header.title or _number_as_title(work.header.symbol), exact=work.form != "ocr")
    known: dict[str, bool] = {}

    def belongs(text: str) -> bool:
        if text not in known:
            known[text] = len(text) < LONGEST_TITLE_LINE and title.has(text)
        return known[text]

    has_pages = bool(lines) and lines[-1].page > 0
    taken = {index for index, line in enumerate(lines) if is_sign(line) and not _is_wrapped(work, index)}
    taken |= page_numbers(lines)
    heads: set[int] = set()
    if has_pages:
        taken |= _top_of_page(lines, title)
    else:
        heads = _whole_titles(lines, title, belongs)
        for index, line in enumerate(lines):
            if not _SYMBOL.search(line.bare) or len(line.bare) >= LONGEST_TITLE_LINE:
                continue
            rest = SIGN_AT_EDGE.sub("", line.bare)
            if index in taken or (rest != line.bare and belongs(rest)):
                heads |= _beside_symbol(lines, index, title, belongs)
    if work.form == "ocr":
        taken |= noise_beside(work, taken | heads)
    _drop(work, taken, heads, count_pages=not has_pages)


def _is_wrapped(work: Work, index: int) -> bool:
    """Whether a symbol alone on its line, and not the document's own, ends a sentence of the line before."""
    lines = work.lines
    if work.header.symbol and lines[index].bare.rstrip("*") == work.header.symbol:
        return False
    before = lines[index - 1].bare if index else ""
    ends_open = before.endswith((" resolution", " resolutions", " document", " of", " and", " in", " see", "See"))
    return ends_open and SYMBOL.match(lines[index].bare) is not None and not lines[index].after_blank


def _drop(work: Work, taken: set[int], heads: set[int], *, count_pages: bool) -> None:
    kept: list[Line] = []
    at_edge = at_head = False
    page = 0
    for index, line in enumerate(work.lines):
        if index in taken or index in heads:
            work.to_header([line])
            page += count_pages and index in heads and not at_head
            at_edge, at_head = True, at_head or index in heads
            continue
        # a star beside a mark is an ornament, and the mark is none
        if _ORNAMENT.match(line.bare) and _ORNAMENT.match(line.printed) and not RULE.match(line.bare):
            continue
        if count_pages:
            line.page = page
        if at_edge:
            line.after_blank, line.after_edge = False, True
        at_edge = at_head = False
        kept.append(line)
    work.lines = kept
