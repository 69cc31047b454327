"""Step 8, headings: sections with a number or a name, titles, and the enacting words of a draft inside."""

from __future__ import annotations

import re

from archive.parsing.text.header import ENACTING
from archive.parsing.text.numbers import is_finished
from archive.parsing.text.phrases import begins_paragraph
from archive.parsing.text.run import Role, Run, Segment, Sequence
from archive.parsing.text.tokens import letter_token, number_token
from archive.parsing.text.working import Line

# "II", "B.", "II. Calendar", "Article 9", "Part II", "Rule 6 Substitution"
_SECTION = re.compile(
    r"([IVXL]{1,6}|[A-H]|(?:Annex|Appendix|Article|Part|Chapter|Section|Rule|Regulation|Title|Objective|Guideline|"
    r"Principle) (?:[IVXL]{1,6}|\d{1,3}|[A-Z]))(?:\.?$|\.?\s+(?=[A-Z“]))"
)
_HEADING_LINES = 6
_LONGEST_HEADING = 160


def draft(run: Run, line: Line) -> bool:
    """ "The General Assembly," inside a resolution: the text of a draft that it recommends."""
    if run.outer or not run.segments or not run.finished:
        return False
    match = ENACTING.match(line.bare.lstrip('“"'))
    if match is None or match["rest"]:
        return False
    run.outer, run.quoted = run.at, run.in_quotes
    run.at = Sequence((*run.at.path, "draft:1"))
    return run.open("heading", "", line)


def section(run: Run, line: Line) -> bool:
    """ "II", "II. Calendar of conferences", "Article 9": a heading with a number, never a part of another."""
    match = _SECTION.match(line.text)
    if match is None or not run.finished or len(line.bare) > _LONGEST_HEADING:
        return False
    alone = match.end() == len(line.text)
    named = line.text[:1].isupper() and len(match[1]) > 4 and match[1][-1] != "I"
    if not alone and (
        (match[1] in ("I", "A") and not run.follows_heading)
        or not run.fresh
        or line.bare.endswith((".", ";", ":", ","))
    ):
        return False
    run.at.restarts, run.at.inner = True, 0
    number = "" if alone or named else match[1]
    run.open("heading", number, line, match.end() if number else 0)
    return True


def heading(run: Run, line: Line) -> bool:
    """A line cut short before a line that begins something: the title of a section, or a part of it."""
    titled = run.follows_heading and _is_bare(run, run.segments[-1])
    if titled and _may_be_title(run, line):
        return run.open("heading", "", line)
    if not _may_be_heading(run, line):
        return False
    apart = line.after_blank and run.work.form in ("layout", "markdown")
    if run.follows_heading and not apart:
        run.segments[-1].lines.append(line)
        return True
    in_preamble = not run.at.begun and not run.at.restarts
    run.at.restarts = run.at.restarts or not in_preamble
    return run.open("preambular" if in_preamble else "heading", "", line)


def _may_be_title(run: Run, line: Line) -> bool:
    """What stands below "II" or "Annex" is its title, unless it begins a paragraph."""
    text = line.bare
    return len(text) <= _LONGEST_HEADING and not begins_paragraph(text) and not text.endswith((".", ";", ":"))


def _may_be_heading(run: Run, line: Line) -> bool:
    """Whether the look of a line is that of a heading: fresh, unfinished, and the next line fresh too."""
    text = line.bare
    if not run.segments and not run.is_annex:
        return False
    after_heading = bool(run.segments) and run.segments[-1].role == "heading"
    if not (run.fresh or after_heading) or not run.finished or len(text) > _LONGEST_HEADING:
        return False
    if is_finished(text) and not (after_heading and text.endswith((":", ",", ")", "”"))):
        return False
    if not text[:1].isupper() and not after_heading and text[:1] not in "“‘":
        return False
    if run.index + 1 >= len(run.lines) or begins_paragraph(text):
        return False
    following = run.lines[run.index + 1]
    begins = number_token(following.text, run.at.operative + 1) or letter_token(following.text)
    return bool(begins) or (run.breaks[run.index + 1] and not following.bare[:1].islower())


def _is_bare(run: Run, segment: Segment) -> bool:
    """Whether a heading is "II", "Article 9" or "Annex" alone, whose title comes next."""
    if segment.number or len(segment.lines) != 1:
        return False
    match = _SECTION.match(segment.last)
    return re.fullmatch("Annex|Appendix", segment.last, re.I) is not None or bool(
        match and match.end() == len(segment.last)
    )


def heading_start(run: Run) -> int:
    """Where unfinished lines with capitals after a finished one begin: a heading, if a number follows; else 0."""
    if not run.segments or run.segments[-1].role == "heading":
        return 0
    lines = run.segments[-1].lines
    at = len(lines)
    while at > 1 and len(lines) - at < _HEADING_LINES and not is_finished(lines[at - 1].bare):
        at -= 1
    is_heading = 0 < at < len(lines) and is_finished(lines[at - 1].bare) and lines[at].text[:1].isupper()
    return at if is_heading else 0


def cut_heading(run: Run) -> None:
    """Make such lines a segment of their own."""
    at = heading_start(run)
    if not at:
        return
    lines = run.segments[-1].lines
    run.segments[-1].lines = lines[:at]
    role: Role = "heading" if run.at.begun else "preambular"
    run.segments.append(Segment(role, run.at.path, "", lines[at:]))
