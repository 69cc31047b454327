"""Step 5, in OCR: misread footnote marks in running text.

After it: signs that no text of the United Nations holds where they stand ("Rights,® the",
"Agenda,*' ", "2013;%") are between the signs of `working`, under the number of their note
where the marks and the notes of a page agree in number, else as they were printed.
"""

from __future__ import annotations

import re
from collections import defaultdict

from archive.parsing.text.working import CLOSE, OPEN, Line, Work

# never part of a sentence here
_STRANGE = "®©™°§¢*%^~{}<>¥£¬†‡•«»¹²³⁰⁴⁵⁶⁷⁸⁹|\\"
# quotes and signs that are misread raised digits when nothing opened them
_QUOTES = "\"'“”‘’`´"
_GARBLED = re.compile(
    rf"(?<=[A-Za-z)\d])(?P<punctuation>[,;:]?)\s?(?P<mark>[{re.escape(_STRANGE + _QUOTES)}?!]"
    rf"[{re.escape(_STRANGE + _QUOTES)}?!\d>]{{0,3}})(?=[\s,;:.]|$)"
)
_PER_CENT = re.compile(r"\d\s?$")


def mark_garbled(work: Work) -> None:
    """Put the signs of `working` around misread marks, numbered where that is certain."""
    if work.form != "ocr":
        return
    found: dict[int, list[tuple[Line, int, int]]] = defaultdict(list)
    opened = 0
    for line in work.lines:
        for match in _GARBLED.finditer(line.text):
            if _is_mark(line.text, match, opened):
                found[line.page].append((line, match.start("mark"), match.end("mark")))
        opened = _open_quotes(line.text, opened)
    for page, places in found.items():
        _wrap(work, page, places)


def _open_quotes(text: str, opened: int) -> int:
    """Whether a typographic quotation is open after this text."""
    for sign in text:
        if sign == "“":
            opened = 1
        elif sign == "”":
            opened = 0
    return opened


def _is_mark(text: str, match: re.Match[str], opened: int) -> bool:
    mark, punctuation = match["mark"], match["punctuation"]
    before = text[: match.start("mark")]
    if mark[0] == "%" and _PER_CENT.search(before) and not punctuation:
        return False
    if any(sign in _STRANGE for sign in mark):
        return True
    if mark[0] in "?!":
        # a question or an exclamation ends a sentence; after a comma it is neither
        return bool(punctuation) or len(mark) > 1 or text[match.end() : match.end() + 2].strip().islower()
    if mark == "”" and _open_quotes(before, opened):
        return False
    if mark in ("’", "'"):
        # "workers’ organizations", "Parties' obligations" are genitives; after a comma or before "and" they are not
        return bool(punctuation) or (
            not before.endswith("s")
            or re.match(r"\s+(?:and|or|of|in|as|to|the|which)\b", text[match.end() :]) is not None
        )
    return mark != '"' or bool(punctuation) or before.count('"') % 2 == 0


def _wrap(work: Work, page: int, places: list[tuple[Line, int, int]]) -> None:
    """Number the marks of a page when there is one note for each of them."""
    notes = [note for note in work.notes if note.page == page]
    certain = len(notes) == len(places)
    if not certain:
        work.report(
            "note-mark-unread",
            f"{len(places)} misread footnote marks cannot be told apart on a page with {len(notes)} notes",
            places[0][0],
        )
    for at in range(len(places) - 1, -1, -1):
        line, start, end = places[at]
        mark = notes[at].mark if certain else line.text[start:end]
        line.text = f"{line.text[:start]}{OPEN}{mark}{CLOSE}{line.text[end:]}"
