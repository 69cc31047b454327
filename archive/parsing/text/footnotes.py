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
from itertools import pairwise

from archive.parsing.text.furniture import RULE
from archive.parsing.text.working import CLOSE, MARK, OPEN, Line, NoteBody, Work

# what notes begin with: "See", "Ibid.", "Resolution 70/1", "A/78/203", "United Nations, Treaty Series"
_BEGINS = re.compile(
    r"(?:See\b|[I1lT\[|!]bid\b|Ibid|Idem|Official Records|United Nations,|League of Nations,|Treaty Series|"
    r"Resolutions? [\dSE]|Decisions? [\dSE]|General Assembly (?:resolution|decision)|https?://|www\.|"
    r"[AESC4]/[A-Z0-9]|[A-Z]{2,8}/[A-Z0-9]|Report of|The full text|Available|"
    r"World Health Organization, |International Labour|Reissued|As (?:of|at|defined|contained)|"
    r"Economic and Social Council (?:resolution|decision)|Human Rights Council|"
    r"[A-Z]\w+(?: \w+){0,6}, (?:annex|chap|vol|resolution|document|No\.)|FCCC|UNEP|ST/|CAC/|Council resolution)"
)
_MARK_LINE = re.compile(r"(?:\d{1,3}|\*{1,3}|[a-z])$")
_RAISED_START = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}\s*(?=\S)")
_DIGIT_START = re.compile(r"(\d{1,3})\s+(?=\S)")
_STAR_START = re.compile(r"(\*{1,3})\s*(?=[A-Z])")
_GARBLED_START = re.compile(r"([^\w\s(\[“\"‘][^\w\s]?|[\dIl!]{1,2}[^\w\s.,;)]?)\s+(?=[A-Z1\[|4])")
_ENDS = re.compile(r"[.)>\]]$")


def lift_footnotes(work: Work) -> None:
    """Move the bodies of footnotes out of `lines`."""
    if any(RULE.match(line.text) for line in work.lines):
        _under_rules(work)
    _at_raised_marks(work)
    if not work.notes or work.form == "ocr":
        _after_blanks(work)


def join(texts: list[str]) -> str:
    """Lines to running text; a hyphen at the end of a line holds its word together."""
    out = ""
    for text in texts:
        if out.endswith("-") and out[-2:-1].isalpha() and text[:1].isalpha():
            out += text
        else:
            out = f"{out} {text}" if out else text
    return out


def _body(mark: str, lines: list[Line]) -> NoteBody:
    text = join([MARK.sub(r"\1", line.text) for line in lines])
    numbers = tuple(number for line in lines for number in line.numbers)
    return NoteBody(mark, text, lines[0].page, numbers)


# --- under a rule of underscores ---------------------------------------------------


def _under_rules(work: Work) -> None:
    kept: list[Line] = []
    block: list[Line] = []
    page: int | None = None
    for line in work.lines:
        if RULE.match(line.text):
            work.notes += read_block(block)
            block, page = [], line.page
        elif page == line.page:
            block.append(line)
        else:
            page = None
            kept.append(line)
    work.notes += read_block(block)
    work.lines = kept


def _order(mark: str) -> tuple[int, str]:
    """Stars first, then numbers, then letters."""
    return (-1, mark) if mark[0] == "*" else (int(mark), "") if mark.isdigit() else (1000, mark)


def read_block(block: list[Line]) -> list[NoteBody]:
    """The notes of one page, whose marks may stand before, above or below their bodies."""
    texts: list[Line] = []
    starts: dict[int, str] = {}
    loose: list[str] = []
    pending: list[tuple[str, Line]] = []
    extra: list[int] = []
    for line in block:
        if _MARK_LINE.match(line.bare):
            pending.append((line.bare, line))
            continue
        inline = _RAISED_START.match(line.text) or _STAR_START.match(line.text) or _expected_start(line, starts, texts)
        if inline:
            starts[len(texts)] = inline[1]
            line = Line(line.numbers, line.text[inline.end() :], line.indent, line.page)
        elif pending:
            unmarked_before = bool(texts) and 0 not in starts
            mark, source = pending.pop(-1 if unmarked_before else 0)
            starts[len(texts)] = mark
            line = Line((*source.numbers, *line.numbers), line.text, line.indent, line.page)
        loose += [mark for mark, _ in pending]
        extra += [number for _, source in pending for number in source.numbers]
        pending = []
        texts.append(line)
    loose += [mark for mark, _ in pending]
    extra += [number for _, source in pending for number in source.numbers]
    if not texts:
        return []
    _place_loose_marks(texts, starts, loose)
    notes = _cut(texts, starts)
    if notes and extra:
        notes[-1].numbers += tuple(extra)
    return notes


def _expected_start(line: Line, starts: dict[int, str], texts: list[Line]) -> re.Match[str] | None:
    """ "7 See resolution ...": a number before its body, one more than the last."""
    match = _DIGIT_START.match(line.text)
    if not match:
        return None
    numbers = [int(mark) for mark in starts.values() if mark.isdigit()]
    expected = max(numbers) + 1 if numbers else None
    begins = _BEGINS.match(line.text, match.end()) is not None
    follows = expected is None or int(match[1]) == expected
    ended = not texts or _ENDS.search(texts[-1].text) is not None
    return match if follows and ended and (begins or expected is not None) else None


def _place_loose_marks(texts: list[Line], starts: dict[int, str], loose: list[str]) -> None:
    """Marks printed away from their bodies belong to the unmarked bodies, in order."""
    for mark in sorted(loose, key=_order):
        before = [position for position, other in starts.items() if _order(other) < _order(mark)]
        after = [position for position, other in starts.items() if _order(other) > _order(mark)]
        low, high = max(before, default=-1) + 1, min(after, default=len(texts))
        free = [position for position in range(low, high) if position not in starts]
        if not free:
            continue
        if low == 0 and 0 in free:
            starts[0] = mark
        else:
            starts[_best_break(texts, free)] = mark


def _best_break(texts: list[Line], positions: list[int]) -> int:
    """The first place where a note most likely begins."""

    def score(position: int) -> int:
        ends = _ENDS.search(texts[position - 1].text) is not None
        begins = _BEGINS.match(texts[position].text) is not None
        return 4 * ends + 2 * begins + texts[position].text[:1].isupper()

    return max(positions, key=lambda position: (score(position), -position))


def _cut(texts: list[Line], starts: dict[int, str]) -> list[NoteBody]:
    positions = sorted(starts)
    notes = []
    if not positions or positions[0] > 0:
        notes.append(_body("", texts[: positions[0] if positions else len(texts)]))
    for begin, end in pairwise([*positions, len(texts)]):
        notes.append(_body(starts[begin], texts[begin:end]))
    return notes


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
        match = _RAISED_START.match(line.text) or (_STAR_START.match(line.text) if _star_note(line) else None)
        if match and _is_note(line, match, kept):
            rest = Line(line.numbers, line.text[match.end() :], line.indent, line.page)
            work.notes.append(_body(match[1], [rest]))
            current = [rest]
        elif current and not line.after_blank and line.page == current[0].page:
            current.append(line)
            work.notes[-1] = _body(work.notes[-1].mark, current)
        else:
            if current and counts_pages:
                page += 1
                line.page = page
            current = None
            kept.append(line)
    work.lines = kept


def _star_note(line: Line) -> bool:
    return (
        re.match(
            r"\*{1,3}\s?(?:Reissued|The (?:delegation|representative)|Previously|Second|In accordance|As)\b", line.text
        )
        is not None
    )


def _is_note(line: Line, match: re.Match[str], kept: list[Line]) -> bool:
    """A raised mark that a line break cut from its word is no note: its line runs on in the middle of a sentence."""
    rest = line.text[match.end() :]
    wrapped = not line.after_blank and kept and not _ENDS.search(kept[-1].bare) and not _BEGINS.match(rest)
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
            work.notes.append(_body(mark, current))
        elif current and not line.after_blank and line.page == current[0].page and not _ends_note(current):
            current.append(line)
            work.notes[-1] = _body(work.notes[-1].mark, current)
        else:
            current = None
            kept.append(line)
    work.lines = kept


def _ends_note(current: list[Line]) -> bool:
    return current[-1].text.endswith(".")


def _note_start(line: Line, fresh: bool) -> re.Match[str] | None:
    if not fresh:
        return None
    match = _DIGIT_START.match(line.text) or _GARBLED_START.match(line.text)
    return match if match and _BEGINS.match(line.text, match.end()) else None
