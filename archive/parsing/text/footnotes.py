"""Step 4: footnote bodies.

After it: the notes at the feet of the pages are out of `lines` and in `notes`, each
with its mark and its page where they can be told; no rule of underscores is left.

Four ways to find them: a mark shown as one at the start of a line (markdown); a rule
of underscores (poppler), under which marks may stand before, above or far below their
bodies; a number without a full stop after a blank line (OCR), known by what notes
begin with; a star ("* Reissued for technical reasons").
"""

from __future__ import annotations

import re

from archive.parsing.text.furniture import RULE
from archive.parsing.text.note_blocks import (
    BEGINS,
    DIGIT_START,
    ENDS,
    MARK_ALONE,
    RAISED_START,
    STAR_START,
    NoteBlock,
    note_body,
)
from archive.parsing.text.working import Line, Work

# "! See", "® United", "1 [bid.": a misread mark
_GARBLED_START = re.compile(r"([^\w\s(\[“\"‘][^\w\s]?|[\dIl!]{1,2}[^\w\s.,;)]?)\s+(?=[A-Z1\[|4])")
_STAR_NOTE = re.compile(
    r"\*{1,3}\s?(?:Reissued|The (?:delegation|representative)|Previously|Second|In accordance|As)\b"
)
# lines of notes under one rule at most
_LONGEST_BLOCK = 300


def lift_footnotes(work: Work) -> None:
    """Move the bodies of footnotes out of `lines`."""
    if any(RULE.match(line.text) for line in work.lines):
        _under_rules(work)
    _at_raised_marks(work)
    if not work.notes or work.form == "ocr":
        _after_blanks(work)


# --- under a rule of underscores ---------------------------------------------------


def _under_rules(work: Work) -> None:
    """Notes run from a rule to the end of its page, or, where pages are unknown, to the first line that is none."""
    has_pages = bool(work.lines) and work.lines[-1].page > 0
    kept: list[Line] = []
    block: list[Line] = []
    inside: Line | None = None
    for line in work.lines:
        if RULE.match(line.text):
            _read_block(work, block)
            block, inside = [], line
        elif (
            inside and line.page == inside.page and (has_pages or _goes_on(block, line)) and len(block) < _LONGEST_BLOCK
        ):
            block.append(line)
        else:
            inside = None
            kept.append(line)
    _read_block(work, block)
    work.lines = kept


def _goes_on(block: list[Line], line: Line) -> bool:
    """Whether a line still belongs to the notes."""
    if not block or MARK_ALONE.match(line.printed):
        return True
    if MARK_ALONE.match(block[-1].printed) or not ENDS.search(block[-1].bare):
        return True
    digits = DIGIT_START.match(line.text)
    return bool(
        RAISED_START.match(line.text) or BEGINS.match(line.text) or (digits and BEGINS.match(line.text, digits.end()))
    )


def _read_block(work: Work, block: list[Line]) -> None:
    reader = NoteBlock()
    work.notes += reader.read(block)
    for line in reader.unplaced:
        work.report("note-missing", f"no note was found for the mark {line.printed} at the foot of the page", line)


# --- at a mark shown as one --------------------------------------------------------


def _at_raised_marks(work: Work) -> None:
    """Where no form feed is kept, a run of notes is also where a page ends."""
    kept: list[Line] = []
    current: list[Line] | None = None
    counts_pages = not any(line.page for line in work.lines)
    page = 0
    for line in work.lines:
        if counts_pages:
            line.page = page
        match = RAISED_START.match(line.text) or (STAR_START.match(line.text) if _STAR_NOTE.match(line.text) else None)
        if match and _is_note(line, match, kept):
            rest = Line(line.numbers, line.text[match.end() :], line.indent, line.page)
            work.notes.append(note_body(match[1], [rest]))
            current = [rest]
        elif current and not line.after_blank and line.page == current[0].page:
            current.append(line)
            work.notes[-1] = note_body(work.notes[-1].mark, current)
        else:
            if current and counts_pages:
                page += 1
                line.page = page
            current = None
            kept.append(line)
    work.lines = kept


def _is_note(line: Line, match: re.Match[str], kept: list[Line]) -> bool:
    """A raised mark that a line break cut from its word is no note: its line runs on in the middle of a sentence."""
    rest = line.text[match.end() :]
    wrapped = not line.after_blank and kept and not ENDS.search(kept[-1].bare) and not BEGINS.match(rest)
    begins = rest[:1] not in ",;.:" and not rest[:1].islower()
    return (begins and not wrapped) or rest.startswith("http")


# --- after a blank line ------------------------------------------------------------


def _after_blanks(work: Work) -> None:
    """ "1 See Official Records ...": no full stop after the number, and words that notes begin with."""
    kept: list[Line] = []
    current: list[Line] | None = None
    last = max((int(note.mark) for note in work.notes if note.mark.isdigit()), default=0)
    for index, line in enumerate(work.lines):
        match = _note_start(line, current is not None or line.after_blank or index == 0)
        if match:
            mark = match[1]
            last = int(mark) if mark.isdigit() else last + 1
            rest = Line(line.numbers, line.text[match.end() :], line.indent, line.page)
            current = [rest]
            work.notes.append(note_body(mark, current))
        elif current and not line.after_blank and line.page == current[0].page and not _ends_note(current):
            current.append(line)
            work.notes[-1] = note_body(work.notes[-1].mark, current)
        else:
            current = None
            kept.append(line)
    work.lines = kept


def _ends_note(current: list[Line]) -> bool:
    return current[-1].text.endswith(".")


def _note_start(line: Line, fresh: bool) -> re.Match[str] | None:
    if not fresh:
        return None
    match = DIGIT_START.match(line.text) or _GARBLED_START.match(line.text)
    return match if match and BEGINS.match(line.text, match.end()) else None
