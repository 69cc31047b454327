"""Step 5: footnote marks in running text.

After it: every mark that could be told from a number stands between the signs of
`working` ("Rights,3" and "Rights 3 and" alike), in the order of the notes of its page;
in OCR the misread marks ("Rights,® the", "thereto,'' in") too, with the number of the
note where the notes of the page and the marks agree.

A number is a mark where it continues the sequence and stands as marks do. Which numbers
may come on a page is known from its notes; where the source has none, the sequence
1, 2, 3 … through the whole document decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from archive.parsing.text.header import MONTHS
from archive.parsing.text.phrases import opens_operative
from archive.parsing.text.working import ANY_PAGE, CLOSE, OPEN, Line, Work

# a free number: not part of a word, a symbol, a date range or a decimal
_NUMBER = re.compile(r"(?<![\d/–(-])(?<!\d\.)(\d{1,3})(?![\d/–%()-])(?![.,]\d)(?!\.(?:\s|$)\S?)(?=\W|$)")
_MONTH = re.compile(rf"\s*(?:{'|'.join(MONTHS)})\b")
# "paragraph 4", "Goals 8 and 10", "No. 5", "between 3": a number that counts or names
_COUNTED_BY = re.compile(
    r"(?:\b(?:resolutions?|decisions?|paragraphs?|paras?\.|articles?|arts?\.|Goals?|targets?|items?|chapters?|chap\.|parts?|"
    r"sections?|sect\.|Nos?\.|numbers?|annex|rules?|pages?|of|and|or|to|from|on|by|the|until|at|than|between|least|most|"
    r"Group|Phase|Stage|Habitat|Rio\+?|Working Group|Plus|Article|Rule|Task Force|Convention|Protocol|principles?|"
    r"Chapter|Section|Annex|Protocol No\.|approximately|about|over|nearly|some|all|first|last|next|past|for|in|with|"
    r"additional|further|following|these|those|its|than|only|under|every|within|age|aged|Windows|step|steps|vol\.|session)"
    r"|[–-])\s?$"
)
_COUNTS = re.compile(
    r"\s+(?:per cent|percentage|years?|months?|days?|weeks?|hours?|minutes?|million|billion|thousand|hundred|posts?|"
    r"members|Member|States|countries|degrees|languages|representatives|to \d|or more|and \d+ (?:of|to|above)|"
    r"persons|people|times|working|official|United States dollars|from|[A-Z]-?\d)\b"
)
# a number that counts or names something: a mark only where the notes of its page demand one
_UNLIKELY = -3
_NEVER = -9
_NEAR_PAGE = -2
# a mark glued where none is looked for, and how likely it is one: "Agreement4and", "20242", "Agenda 216", "74/16811"
_GLUED = (
    (re.compile(r"(?<=\d{4},)(\d{1,2})(?=\d\d/\d)"), 1),
    (re.compile(r"(?<=[a-z][a-z])(\d{1,2})(?=[a-z]{2,}\b)"), _UNLIKELY),
    (re.compile(r"(?<=\d/CP\.\d\d)(\d{1,2})(?=[\s,;]|$)"), _UNLIKELY),
    (re.compile(r"(?<=[A-Z]-\d\d)(\d{1,2})(?=[\s,;]|$)"), _UNLIKELY),
    (re.compile(r"(?<![\d/.,])(?:19|20)\d\d(\d{1,2})(?=[\s,;]|$)"), _UNLIKELY),
    (re.compile(r"(?<![\d/.,–-])\d{1,2}(\d)(?=[\s,;]|$)"), 2 * _UNLIKELY),
    (re.compile(r"(?<![\d/.,–-])\d(\d\d)(?=[\s,;]|$)"), 2 * _UNLIKELY),
    (re.compile(r"(?<=\d/)\d{2,3}(\d\d?)(?=[\s,;]|$)"), 2 * _UNLIKELY),
)
_NAME_WITH_NUMBER = re.compile(r"(?:\S*[/\d-]\S*|\b(?:CP|CMP|CMA|COP|CONF|CRP|WP|SR|PV|Add|Corr|Rev))\.$")
# "1,250" | "Agenda 21,5" which is a mark and "10,12" which is none, but not "2017,1" and "77/37,4"
_THOUSANDS = re.compile(r"\d,\d{3}$")
_LISTED_TIGHTLY = re.compile(r"(?<![/\d])\d{1,3},$")
_DIGIT = re.compile(r"\d")
# more numbers than any resolution has
_MOST = 20_000
# how far a sequence may jump where a mark was not found
_JUMP = 4
# "paragraphs 10, 12, 13": a list of numbers, and not "2017, 1 36/5"
_IN_LIST = re.compile(r"(?:^|\D)\d{1,3}(?:,| and)\s$")


@dataclass(slots=True)
class _Candidate:
    line: int
    start: int
    end: int
    value: int
    score: int
    page: int


def find_marks(work: Work) -> None:
    """Put the signs of `working` around the footnote marks in `lines`."""
    listed: dict[int, set[int]] = defaultdict(set)
    for note in work.notes:
        if note.mark.isdigit():
            listed[note.page].add(int(note.mark))
    if any(OPEN in line.text for line in work.lines):
        return
    known = set().union(*listed.values())
    candidates = _candidates(work.lines, _GLUED if known else ())
    if known:
        candidates = [c for c in candidates if c.value in known]
        chosen = _repeats(candidates, _sequence(candidates, listed))
    else:
        candidates = [c for c in candidates if c.score > 0]
        chosen = _sequence(candidates, {})
        if len(chosen) < 2 or chosen[0].value != 1:
            chosen = []
        _name_notes(work, [candidate.value for candidate in chosen])
        chosen = _repeats(candidates, chosen)
    _wrap(work.lines, chosen)
    work.lines = _join_lone_marks(work.lines)


def _name_notes(work: Work, marks: list[int]) -> None:
    """Notes whose marks were all lost are as many as the marks of the text, in their order."""
    if marks == list(range(1, len(work.notes) + 1)):
        for note, mark in zip(work.notes, marks, strict=True):
            note.mark = str(mark)


def _join_lone_marks(lines: list[Line]) -> list[Line]:
    """A mark alone on its line, as raised digits are printed, belongs to the line before."""
    kept: list[Line] = []
    for line in lines:
        if kept and not line.bare and kept[-1].page == line.page:
            kept[-1].text += line.text
            kept[-1].numbers += line.numbers
        else:
            kept.append(line)
    return kept


def _candidates(lines: list[Line], glued: tuple[tuple[re.Pattern[str], int], ...]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for index, line in enumerate(lines):
        if len(found) > _MOST:
            break
        if not _DIGIT.search(line.text):
            continue
        before = lines[index - 1].text if index else ""
        for match in islice(_NUMBER.finditer(line.text), _MOST):
            if not line.text[: match.start()].strip() and opens_operative(line.text[match.end() :].strip()):
                continue  # "26 Condemns without reservation": the number of a paragraph
            score = _score(line.text, match, before)
            if score > _NEVER and int(match[1]) > 0:
                found.append(_Candidate(index, match.start(), match.end(), int(match[1]), score, line.page))
        for pattern, score in glued:
            for match in pattern.finditer(line.text):
                if int(match[1]) and not _MONTH.match(line.text, match.end()):
                    found.append(_Candidate(index, match.start(1), match.end(), int(match[1]), score, line.page))
    return sorted(found, key=lambda candidate: (candidate.line, candidate.start))


def _score(text: str, match: re.Match[str], line_before: str) -> int:
    """How much a number looks like a mark: glued to a word or after its comma, and counting nothing."""
    before = text[max(0, match.start() - 24) : match.start()]
    if not before.strip():
        if match.end() == len(text):
            return 1
        before = line_before[-24:] + " "
    if _MONTH.match(text, match.end()):
        return _NEVER
    glued = not before.endswith(" ")
    last = before.rstrip()[-1:]
    if glued and last.isalpha():
        return 5 if before[-2:].isalpha() and before[-1:].islower() else _UNLIKELY
    if glued and (_THOUSANDS.search(before + match[1]) or _NAME_WITH_NUMBER.search(before)):
        return _NEVER
    if glued and _LISTED_TIGHTLY.search(before):
        return _UNLIKELY
    if _COUNTS.match(text, match.end()) or _COUNTED_BY.search(before) or _IN_LIST.search(before):
        return _UNLIKELY
    if last and last in ',;:.”’")]':
        return 6 if glued else 4
    return 2 if last.isalnum() else _UNLIKELY


def _sequence(candidates: list[_Candidate], listed: dict[int, set[int]]) -> list[_Candidate]:
    """The best chain of candidates with rising numbers, each among the notes of its page."""
    best: dict[int, tuple[int, int]] = {0: (0, -1)}
    back: list[int] = []
    for index, candidate in enumerate(candidates):
        back.append(-2)
        score = candidate.score + _page_bonus(candidate, listed)
        if score <= _NEVER:
            continue
        options = []
        for jump in range(1, _JUMP + 1):
            previous = best.get(candidate.value - jump)
            if previous:
                options.append((previous[0] + score + 3 - 4 * (jump - 1), previous[1]))
        if listed and not options:
            options.append((score, -1))
        if not options:
            continue
        total, origin = max(options)
        back[index] = origin
        if total > best.get(candidate.value, (-1, 0))[0]:
            best[candidate.value] = (total, index)
    at = max(best.values())[1]
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]


def _page_bonus(candidate: _Candidate, listed: dict[int, set[int]]) -> int:
    """Nothing where its note is on its page; less likely where the note is on the next page or the one before."""
    if not listed or candidate.value in listed.get(candidate.page, ()) or candidate.value in listed.get(ANY_PAGE, ()):
        return 0
    near = candidate.value in listed.get(candidate.page + 1, ()) or candidate.value in listed.get(
        candidate.page - 1, ()
    )
    return _NEAR_PAGE if near and candidate.score > 0 else 2 * _NEVER


def _repeats(candidates: list[_Candidate], chosen: list[_Candidate]) -> list[_Candidate]:
    """A mark used again: a number seen before, standing glued as only marks do."""
    taken = {id(candidate) for candidate in chosen}
    highest, seen = 0, set()
    out = []
    for candidate in candidates:
        if id(candidate) in taken:
            highest = max(highest, candidate.value)
            seen.add(candidate.value)
            out.append(candidate)
        elif candidate.score >= 5 and candidate.value in seen and candidate.value <= highest:
            out.append(candidate)
    return out


def _wrap(lines: list[Line], chosen: list[_Candidate]) -> None:
    by_line: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in chosen:
        by_line[candidate.line].append(candidate)
    for index, found in by_line.items():
        text = lines[index].text
        for candidate in sorted(found, key=lambda c: -c.start):
            text = text[: candidate.start] + OPEN + str(candidate.value) + CLOSE + text[candidate.end :]
        lines[index].text = text
