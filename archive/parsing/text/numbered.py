"""Step 8, numbers: paragraphs, letters, Roman numbers and lists inside paragraphs, each by its sequence."""

from __future__ import annotations

import re

from archive.parsing.text.headings import cut_heading, heading_start
from archive.parsing.text.phrases import opens_operative
from archive.parsing.text.run import Run
from archive.parsing.text.tokens import Token, letter_token, next_letter, next_roman, number_token, reads_as
from archive.parsing.text.working import Line

_BULLET = re.compile(r"([•●▪◦–—-])\s+(?=\S)")
# how many numbers may be missing before a number is no longer believed
_GAP = 3
# the same in an excerpt, where the paragraph stands apart from the one before and opens as they do
_EXCERPT = 60


def number(run: Run, line: Line) -> bool:
    """ "12. Requests": the next paragraph, or an item of a list inside one."""
    token = number_token(line.text, run.at.operative + 1)
    if token is None:
        return False
    value, words = int(token.value), line.text[token.rest :]
    if _is_top(run, value, words):
        first = letter_token(words)
        _top(run, token, value, line, alone=first is not None and first.value == "a")
        return True
    if not _is_inner(run, value):
        return False
    if value != run.at.inner + 1 or not run.at.inner:
        run.groups += 1
    run.at.inner, run.at.letter, run.at.roman = value, None, None
    run.open("text", f"{value}.", line, token.rest)
    run.segments[-1].group = run.groups
    return True


def _is_top(run: Run, value: int, words: str) -> bool:
    at = run.at
    operative = opens_operative(words)
    if not (run.finished or run.fresh or operative or heading_start(run)):
        return False
    outside = run.quoted and not run.in_quotes
    if run.outer and value == run.outer.operative + 1 and operative and (outside or value != at.operative + 1):
        run.at, run.outer = run.outer, None
        return True
    if value == at.operative + 1:
        return not at.inner or operative or value != at.inner + 1
    if value == 1 and at.restarts:
        return True
    apart = run.fresh and run.finished and not at.inner
    gap = _EXCERPT if apart else _GAP
    return at.operative + 1 < value <= at.operative + gap and operative and value != at.inner + 1


def _is_inner(run: Run, value: int) -> bool:
    at = run.at
    if not at.begun or not run.segments or not (run.finished or run.fresh):
        return False
    if at.inner and value == at.inner + 1:
        return True
    return run.segments[-1].last.endswith(":")


def _top(run: Run, token: Token, value: int, line: Line, *, alone: bool) -> None:
    """Begin a paragraph; `alone` where its number has no words of its own ("11. (a) Expresses")."""
    at = run.at
    if value > at.operative + 1:
        run.work.report("number-gap", f"paragraph {value} follows paragraph {at.operative}", line)
    if not token.certain:
        run.work.report("number-misread", f"{line.text[: token.rest].strip()} is read as {value}.", line)
    cut_heading(run)
    run.at.operative, run.at.letter, run.at.roman, run.at.inner = value, None, None, 0
    run.at.begun, run.at.restarts = True, False
    run.open("text", f"{value}.", line, len(line.text) if alone else token.rest)
    if alone:
        run.finished = True
        letter(run, line.cut(token.rest))


def letter(run: Run, line: Line) -> bool:
    """ "(f) Underlines", "(ii) to", and what was misread for them."""
    token = letter_token(line.text)
    if token is None or not run.at.begun or not run.segments or not (run.finished or run.fresh):
        return False
    level = _level(run, token)
    if level is None:
        return False
    at = run.at
    value = next_letter(at.letter) if level == 2 else next_roman(at.roman)
    if level == 0:
        value = token.value
    if value != token.value:
        run.work.report("letter-misread", f"({token.value}) is read as ({value}), which the sequence demands", line)
    if level == 3:
        at.roman = value
    else:
        at.letter, at.roman = value, None
    return run.open("text", f"({value})", line, token.rest)


def _level(run: Run, token: Token) -> int | None:
    """2 for the next letter, 3 for the next Roman number, 0 where letters begin again, else None."""
    at = run.at
    letter, roman = next_letter(at.letter), next_roman(at.roman)
    below = at.letter is not None
    if below and token.value == roman:
        return 2 if token.value == letter and not _roman_follows(run) else 3
    if token.value == letter:
        return 2
    unnumbered = run.segments[-1].number == "" and run.segments[-1].role == "text"
    if token.value == "a" and (unnumbered or run.follows_heading):
        return 0
    if at.roman is not None and roman and reads_as(token.value, roman):
        return 3
    if letter and reads_as(token.value, letter):
        return 2
    return 3 if below and roman and reads_as(token.value, roman) else None


def _roman_follows(run: Run) -> bool:
    """After (h), (i) is a letter unless (ii) is the next sign."""
    for line in run.lines[run.index + 1 : run.index + 80]:
        token = letter_token(line.text)
        if token and token.value in ("ii", "j"):
            return token.value == "ii"
        if number_token(line.text, run.at.operative + 1):
            break
    return False


def bullet(run: Run, line: Line) -> bool:
    """ "• to promote", "– to protect"."""
    match = _BULLET.match(line.text)
    if match is None or not run.at.begun or not run.segments or not run.finished:
        return False
    return run.open("text", match[1], line, match.end())
