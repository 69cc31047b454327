"""Step 4: footnote bodies.

After it: the notes at the feet of the pages are out of `lines` and in `notes`, each
with its mark and its page where they can be told; no rule of underscores is left.

Five ways to find them: a mark shown as one at the start of a line (markdown); a rule
of underscores (poppler), under which marks may stand before, above or far below their
bodies; the foot of a page where no rule is printed (Geneva); a number without a full
stop after a blank line (OCR), known by what notes begin with; a star ("* Reissued for
technical reasons").
"""

from __future__ import annotations

import re

from archive.parsing.text.forms import paragraph_a_line
from archive.parsing.text.furniture import RULE
from archive.parsing.text.mending import mend_notes
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
from archive.parsing.text.page_foot import foots_of_pages
from archive.parsing.text.phrases import opens_preambular
from archive.parsing.text.working import Line, Work

# "! See", "® United", "1 [bid.", "T Resolution": a misread mark
_GARBLED_START = re.compile(r"([^\w\s(\[“\"‘][^\s]?|[TJi]|[\dIl!]{1,2}[^\w\s.,;)]?)\s+(?=[A-Z1\[|4])")
_STAR_NOTE = re.compile(
    r"\*{1,3}\s?(?:Reissued|The (?:delegation|representative)|Previously|Subsequently|Second|In accordance|As)\b"
)
# a note whose mark was not read, whole on its line
_WHOLE_NOTE = re.compile(
    r"(?:Resolutions? [\d/S-]+(?:, annex\w*(?: [IVX]+)?)?|Target \d+\.\w+|[I1lT\[|!]bid\.,? ?.{0,80}|"
    r"(?:See )?[AES4]/[\w./()-]{4,40}(?:, .{0,60})?|See resolution .{3,40})\.$"
)
_CLOSING = re.compile(r"(?:\d{1,4}\s?(?:st|nd|rd|th)\b.{0,30}meeting|Annex\b|\[Adopted)", re.I)
# lines of notes without marks at the foot of a page at most
_LONGEST_FOOT = 40
# lines of notes under one rule at most
_LONGEST_BLOCK = 300


def lift_footnotes(work: Work) -> None:
    """Move the bodies of footnotes out of `lines`."""
    if any(RULE.match(line.text) for line in work.lines):
        _under_rules(work)
    elif work.form != "markdown" or not any(RAISED_START.match(line.text) for line in work.lines):
        _at_foot_of_pages(work)
    before = len(work.notes)
    _at_raised_marks(work)
    raised = len(work.notes) > before
    if not work.notes or work.form == "ocr" or (work.form == "markdown" and not raised):
        _after_blanks(work)
    if work.form == "ocr":
        mend_notes(work)


# --- under a rule of underscores ---------------------------------------------------


def _under_rules(work: Work) -> None:
    """Notes run from a rule to the end of its page, or, where pages are unknown, to the first line that is none."""
    has_pages = bool(work.lines) and work.lines[-1].page > 0
    kept: list[Line] = []
    block: list[Line] = []
    inside: Line | None = None
    highest = 0
    for line in work.lines:
        if RULE.match(line.text):
            highest = _read_block(work, block, highest)
            block, inside = [], line
        elif (
            inside
            and line.page == inside.page
            and ((has_pages and not line.after_edge) or _goes_on(block, line))
            and len(block) < _LONGEST_BLOCK
        ):
            block.append(line)
        else:
            if inside and block:
                _take_note_above(block, inside, kept)
            inside = None
            kept.append(line)
    _read_block(work, block, highest)
    work.lines = kept


def _take_note_above(block: list[Line], rule: Line, kept: list[Line]) -> None:
    """Where only marks stand under a rule, the note that was printed above it is theirs."""
    above = kept[-1] if kept else None
    if above is None or not above.after_blank or above.page != rule.page or not ENDS.search(above.bare):
        return
    if BEGINS.match(above.text) and all(MARK_ALONE.match(line.printed) for line in block):
        block.append(kept.pop())


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


def _read_block(work: Work, block: list[Line], highest: int) -> int:
    """Adds the notes of a page; `highest` is the highest mark so far, and given back as it is then."""
    reader = NoteBlock(highest=highest)
    notes = reader.read(block)
    work.notes += notes
    for line in reader.unplaced:
        work.report("note-missing", f"no note was found for the mark {line.printed} at the foot of the page", line)
    return max([highest, *(int(note.mark) for note in notes if note.mark.isdigit())])


def _at_foot_of_pages(work: Work) -> None:
    """Where no rule is printed, the last lines of a page that read as its notes."""
    taken: set[int] = set()
    highest = 0
    for block in foots_of_pages(work.lines):
        taken.update(id(line) for line in block)
        highest = _read_block(work, block, highest)
    work.lines = [line for line in work.lines if id(line) not in taken]


# --- at a mark shown as one --------------------------------------------------------


def _at_raised_marks(work: Work) -> None:
    """Where no form feed is kept, a run of notes is also where a page ends."""
    kept: list[Line] = []
    current: list[Line] | None = None
    found: list[tuple[str, list[Line]]] = []
    counts_pages = not any(line.page for line in work.lines)
    page = 0
    for line in work.lines:
        if counts_pages:
            line.page = page
        match = RAISED_START.match(line.text) or (STAR_START.match(line.text) if _STAR_NOTE.match(line.text) else None)
        if match and _is_note(line, match, current[-1:] if current else kept[-1:]):
            current = [Line(line.numbers, line.text[match.end() :], line.indent, line.page)]
            found.append((match[1], current))
        elif current and not line.after_blank and line.page == current[0].page:
            current.append(line)
        else:
            if current and counts_pages:
                page += 1
                line.page = page
            current = None
            kept.append(line)
    work.notes += [note_body(mark, body) for mark, body in found]
    work.lines = kept


def _is_note(line: Line, match: re.Match[str], before: list[Line]) -> bool:
    """A raised mark that a line break cut from its word is no note: its line runs on in the middle of a sentence."""
    rest = line.text[match.end() :]
    wrapped = not line.after_blank and before and not ENDS.search(before[0].bare) and not BEGINS.match(rest)
    begins = rest[:1] not in ",;.:" and not rest[:1].islower()
    return (begins and not wrapped) or rest.startswith("http")


# --- after a blank line ------------------------------------------------------------


def _after_blanks(work: Work) -> None:
    """ "1 See Official Records ...": no full stop after the number, and words that notes begin with.

    Below the first note of a page there are only notes, until the page ends or a line reads like the body.
    """
    kept: list[Line] = []
    current: list[Line] = []
    found: list[tuple[str, list[Line]]] = []
    lines = work.lines
    length = 0
    whole = paragraph_a_line([line.text for line in lines])
    last = 0
    for index, line in enumerate(lines):
        ended = bool(current) and work.form != "ocr" and ENDS.search(current[-1].bare) is not None
        left = current and (
            whole or ended or line.after_edge or line.page != current[0].page or length > _LONGEST_BLOCK
        )
        if left or (current and line.after_blank and _reads_like_body(line)):
            current = []
        follows = line.text.startswith(f"{last + 1} ") and work.form != "ocr"
        start = _note_start(lines, index, inside=bool(current), fresh=whole or follows)
        length = length + 1 if current else 0
        if start is not None:
            current = [Line(line.numbers, line.text[start[1] :], line.indent, line.page)]
            found.append((start[0], current))
            last = int(start[0]) if start[0].isdigit() else last
        elif current:
            current.append(line)
        else:
            kept.append(line)
    work.notes += [note_body(mark, body) for mark, body in found]
    work.lines = kept


def _reads_like_body(line: Line) -> bool:
    text = line.bare
    return (
        text[:1].islower()
        or opens_preambular(text)
        or re.match(r"(?:\d{1,3}\s?\.|\(\w{0,4}\))\s", text) is not None
        or _CLOSING.match(text) is not None
    )


def _note_start(lines: list[Line], index: int, *, inside: bool, fresh: bool) -> tuple[str, int] | None:
    """The mark of a note that begins here, and where its words begin; the mark is empty where it was not read."""
    line = lines[index]
    if not (inside or fresh or line.after_blank or line.after_edge or index == 0):
        return None
    match = DIGIT_START.match(line.text) or _GARBLED_START.match(line.text)
    if match and BEGINS.match(line.text, match.end()):
        return match[1], match.end()
    if inside:
        if match and line.after_blank:
            return match[1], match.end()
        return (
            ("", 0) if line.after_blank or (BEGINS.match(line.text) and lines[index - 1].text.endswith(".")) else None
        )
    if _WHOLE_NOTE.match(line.bare) and _notes_follow(lines, index + 1):
        return "", 0
    return ("", 0) if line.after_blank and BEGINS.match(line.text) and _notes_to_edge(lines, index) else None


def _notes_to_edge(lines: list[Line], index: int) -> bool:
    """Whether nothing but notes stands from here to the end of the page, as their words tell."""
    for at in range(index + 1, min(index + _LONGEST_FOOT, len(lines))):
        line, before = lines[at], lines[at - 1]
        if line.after_edge or line.page != before.page:
            return before.bare.endswith(".")
        if before.bare.endswith(".") and not (BEGINS.match(line.text) or _is_marked(line)):
            return False
        if _reads_like_body(line) and not line.text[:1].islower():
            return False
    return False


def _notes_follow(lines: list[Line], index: int) -> bool:
    """Whether the page ends here or other notes come."""
    if index >= len(lines):
        return False
    line = lines[index]
    return line.after_edge or _is_marked(line) or _WHOLE_NOTE.match(line.bare) is not None


def _is_marked(line: Line) -> bool:
    match = DIGIT_START.match(line.text) or _GARBLED_START.match(line.text)
    return match is not None and BEGINS.match(line.text, match.end()) is not None
