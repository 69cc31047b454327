"""Step 6: where a resolution ends, where its annexes begin.

After it: `lines` hold the preamble and the operative part only; the closing ("53rd
plenary meeting / 16 December 2021", the vote) is in `header`; each annex is a list of
lines of its own in `annexes`. `split_resolutions` gives one `Work` for each resolution of
a source.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from archive.parsing.document import Vote
from archive.parsing.text.header import DATE, ENACTING, NUMBERED_TITLE, enacting_index, iso_date, read_head
from archive.parsing.text.working import Header, Line, Work

_MEETING = re.compile(
    r"(\d{1,4}\s?(?:st|nd|rd|th)\s?(?:\(resumed\) |\(\w+\) )?(?:plenary )?(?:\(resumed\) )?meeting|"
    # "Hundred and eighty-third plenary meeting", until 1952
    r"[A-Z][a-z]+(?:[ -][a-z]+){0,5}(?:st|nd|rd|th) plenary meeting)\s*(.*)$",
    re.I,
)
ANNEX = re.compile(r"(?:Annex|Appendix|ANNEX)(?:\s+([IVXL]{1,5}|\d{1,2}))?$")
# the number of the last page, below the closing
_LONE_NUMBER = re.compile(r"\d{1,3}$")
_PART = re.compile(r"[A-Z]$")
_ADOPTED_WITHOUT = re.compile(r"\[?\s?Adopted\s+without\s+a\s+vote", re.I)
_RECORDED = re.compile(
    r"recorded\s+vote\s+of\s+(\d+)\s+(?:votes\s+)?to\s+(\d+|none)(?:,?\s+with\s+(\d+|no)\s+abstentions?)?", re.I
)
_VOTERS = (
    ("for", re.compile(r"In favour\s?:\s*(.*?)(?=\s*(?:Against|Abstaining|Abstentions?)\s?:|\]?$)", re.I | re.S)),
    ("against", re.compile(r"Against\s?:\s*(.*?)(?=\s*(?:In favour|Abstaining|Abstentions?)\s?:|\]?$)", re.I | re.S)),
    ("abstaining", re.compile(r"Abstain(?:ing|ed)\s?:\s*(.*?)(?=\s*(?:In favour|Against)\s?:|\]?$)", re.I | re.S)),
)
# lines at the end of a text that are looked at for a vote without a meeting
_LONGEST_TAIL = 400
# lines of a recorded vote with names at most
_LONGEST_VOTE = 60


def split_resolutions(work: Work) -> list[Work]:
    """Each resolution of the source as a `Work`: 74/255 holds A and B, each with its own "The General Assembly,"."""
    cuts: list[tuple[int, int]] = []
    at = -1
    while (at := enacting_index(work.lines, at + 1) or -1) > 0:
        head = _head_before(work.lines, at)
        if head is not None:
            cuts.append((head, at))
    if not cuts:
        return [work]
    lines, works = work.lines, [work]
    work.lines = lines[: cuts[0][0]]
    for (head, enacting), (end, _) in zip(cuts, [*cuts[1:], (len(lines), 0)], strict=True):
        header = replace(work.header, meeting=None, vote=None)
        part = Work(work.source, work.form, lines[enacting + 1 : end], header)
        _name_part(works[0], part, lines[head:enacting], lines[enacting])
        works.append(part)
    return works


def share_notes(works: list[Work]) -> None:
    """Give each of several resolutions the notes whose marks stand in it; the others stay with the first."""
    owners: dict[str, Work] = {}
    for work in works[1:]:
        for paragraph in work.paragraphs:
            for each in paragraph.notes:
                owners.setdefault(each.mark, work)
    first = works[0]
    notes, first.notes = first.notes, []
    for note in notes:
        owners.get(note.mark, first).notes.append(note)


def _head_before(lines: list[Line], index: int) -> int | None:
    """Where the head of a further resolution begins, or None where one is only quoted.

    A further resolution follows a closing, or a lettered part ("B") or number stands before it.
    """
    for at in range(index - 1, max(-1, index - 12), -1):
        text = lines[at].bare
        if _PART.match(text) or NUMBERED_TITLE.match(text):
            return at if at and re.search(r"[.\]\d]$", lines[at - 1].bare) else None
        if re.search(r"[;,:]$", text):
            return None
    return None


def _name_part(before: Work, part: Work, head: list[Line], enacting: Line) -> None:
    part.to_header([enacting])
    letters = [line for line in head if _PART.match(line.bare)]
    numbered = [line for line in head if NUMBERED_TITLE.match(line.bare)]
    if numbered:
        part.header = Header(body=before.header.body)
        organ = ENACTING.match(enacting.bare)
        read_head(part, head, organ["organ"] if organ else None)
        return
    part.to_header(head)
    titles = [line.bare for line in head if not _PART.match(line.bare)]
    if titles:
        part.header.title = " ".join(titles)
    if letters and before.header.symbol:
        base = re.sub(r" [A-Z]$", "", before.header.symbol)
        part.header.symbol = f"{base} {letters[-1].bare}"
        if before.header.symbol == base:
            before.header.symbol = f"{base} A"


def separate_zones(work: Work) -> None:
    """Take the closing and the annexes out of `lines`."""
    end = _closing_index(work.lines)
    annexes = [i for i, line in enumerate(work.lines) if ANNEX.match(line.bare) and _stands_alone(work.lines, i)]
    if end is not None:
        annexes = [index for index in annexes if index > end]
    stop = annexes[0] if annexes else len(work.lines)
    rest = work.lines[end:stop] if end is not None else []
    for begin, finish in pairwise([*annexes, len(work.lines)]):
        work.annexes.append(work.lines[begin:finish])
    work.lines = work.lines[: end if end is not None else stop]
    if rest:
        left = _read_closing(work, rest)
        if work.header.vote is None:
            _vote_at_end(work)
        numbers = [line for line in left if _LONE_NUMBER.match(line.bare)]
        work.to_header(numbers)
        work.lines += [line for line in left if not _LONE_NUMBER.match(line.bare)]
    else:
        _vote_at_end(work)


def _stands_alone(lines: list[Line], index: int) -> bool:
    """Whether "Annex" is a heading: what stands before it is finished."""
    return index > 0 and re.search(r"[.;\]”)\d]$", lines[index - 1].bare) is not None


def _closing_index(lines: list[Line], start: int = 0) -> int | None:
    """The first "53rd plenary meeting" that a date stands with."""
    for index in range(start, len(lines)):
        line = lines[index]
        match = _MEETING.match(line.bare)
        if not match:
            continue
        following = match[2].strip(" ,.") or (lines[index + 1].bare if index + 1 < len(lines) else "")
        if DATE.match(following) and len(following) < 30:
            return index
    return None


def after_closing(lines: list[Line]) -> int | None:
    """Where the closing of the last resolution ends: below its meeting, date and vote; None without one."""
    found: int | None = None
    start = 0
    while (index := _closing_index(lines, start)) is not None:
        start = index + 1
        match = _MEETING.match(lines[start - 1].bare)
        found = start if match and match[2].strip(" ,.") else start + 1
    vote = range(max(0, len(lines) - _LONGEST_TAIL) if found is None else found, len(lines))
    for index in vote:
        if re.match(r"\[\s?Adopted\b", lines[index].bare):
            ends = (at for at in range(index, min(index + _LONGEST_VOTE, len(lines))) if lines[at].bare.endswith("]"))
            return next(ends, index) + 1
        if found is not None and index > found + 1:
            break
    return found


def _read_closing(work: Work, rest: list[Line]) -> list[Line]:
    """Fields of the closing; gives back the lines that are none of it."""
    match = _MEETING.match(rest[0].bare)
    taken = 1
    if match:
        work.header.meeting = match[1]
        dated = match[2].strip(" ,.")
        if not dated:
            dated, taken = rest[1].bare, 2
        _check_date(work, dated, rest[0])
    work.to_header(rest[:taken])
    return _read_vote(work, rest[taken:])


def _check_date(work: Work, dated: str, line: Line) -> None:
    closing, head = iso_date(dated), work.header.adopted_on
    if closing and head and closing != head:
        work.report("dates-differ", f"the head gives {head}, the closing {closing}", line)
    work.header.adopted_on = head or closing


def _read_vote(work: Work, rest: list[Line]) -> list[Line]:
    """Read "[Adopted without a vote.]" or the recorded vote; gives back other lines."""
    if not rest or not re.match(r"[\[(]?\s?Adopted\b", rest[0].bare):
        return rest
    text, taken = "", 0
    for line in rest[:_LONGEST_VOTE]:
        if line.bare.startswith("*"):
            break
        text, taken = f"{text} {line.bare}".strip(), taken + 1
        if line.bare.endswith("]"):
            break
    vote = read_vote(text)
    if vote is None:
        return rest
    work.header.vote = vote
    work.to_header(rest[:taken])
    return rest[taken:]


def _vote_at_end(work: Work) -> None:
    """A vote without a meeting before it."""
    for index in range(max(0, len(work.lines) - _LONGEST_VOTE), len(work.lines)):
        if re.match(r"\[\s?Adopted (?:without|by)\b", work.lines[index].bare):
            work.lines = work.lines[:index] + _read_vote(work, work.lines[index:])
            return


def read_vote(text: str) -> Vote | None:
    """A vote as printed in the closing, with the names of those who voted where they are given."""
    if _ADOPTED_WITHOUT.search(text):
        return Vote("without a vote")
    match = _RECORDED.search(text)
    if not match:
        return None
    voters = {}
    for side, pattern in _VOTERS:
        named = pattern.search(text)
        if named:
            names = re.sub(r"\s+", " ", named[1]).strip(" .]:")
            voters[side] = tuple(name.strip() for name in re.split(r",\s*(?![^()]*\))", names) if name.strip())
    counts = [int(group) if group and group.isdigit() else 0 for group in match.groups()]
    return Vote("recorded", counts[0], counts[1], counts[2], voters)
