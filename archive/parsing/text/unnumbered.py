"""Step 8, paragraphs without a number: preambular ones, a single operative one, and what runs on between numbers."""

from __future__ import annotations

from archive.parsing.text.headings import cut_heading
from archive.parsing.text.phrases import begins_paragraph, may_open_preambular, opens_operative, opens_preambular
from archive.parsing.text.run import Run
from archive.parsing.text.working import CLOSE, Line

# lines that a quotation runs over at most
_QUOTED_LINES = 6


def preambular(run: Run, line: Line) -> bool:
    """ "Recalling also", "Deeply concerned"; and "Takes note of" where no number comes at all."""
    if (run.at.begun and not run.at.restarts) or (run.is_annex and not run.outer):
        return False
    if _opens_preambular(run, line.text):
        cut_heading(run)
        return run.open("preambular", "", line)
    if opens_operative(line.text) and run.finished and not run.numbers_come and not run.at.begun:
        cut_heading(run)
        run.at.begun = True
        return run.open("text", "", line)
    if not run.segments:
        return run.open("preambular", "", line)
    return False


def _opens_preambular(run: Run, words: str) -> bool:
    """A known opening where a paragraph may begin; any other with capitals where one must begin."""
    if not run.segments:
        return opens_preambular(words)
    if not words[:1].isupper() or (_in_quotation(run) and not run.quoted):
        return False
    if opens_preambular(words):
        after_mark = run.segments[-1].lines[-1].text.endswith(CLOSE)
        ended = run.finished or after_mark
        return run.fresh or (ended and (run.shorts[run.index] or run.work.form != "layout"))
    if opens_operative(words) and not run.numbers_come:
        return False
    if run.finished and opens_operative(words):
        # the Security Council writes "Recalls that" and "Takes note of" in preambles too
        return run.fresh or run.segments[-1].last.endswith(",")
    if not (run.fresh and run.finished):
        return False
    return (run.looks_certain and not run.crosses_page()) or may_open_preambular(words)


def _in_quotation(run: Run) -> bool:
    """Whether a typographic quotation of the paragraph is still open."""
    text = "".join(line.text for line in run.segments[-1].lines[-_QUOTED_LINES:])
    return text.rfind("“") > text.rfind("”")


def unnumbered(run: Run, line: Line) -> bool:
    """A paragraph without a number among numbered ones, or in an annex."""
    if not run.segments:
        return run.open("heading" if run.is_annex else "preambular", "", line)
    declares = run.follows_heading and begins_paragraph(line.text)
    if not run.at.begun or not (run.fresh or declares) or not run.finished:
        return False
    before = run.segments[-1]
    if line.text[:1].islower():
        # what runs on after (a), (b): the end of the sentence that they stand in
        if before.number.startswith("(") and before.last.endswith((";", ".")):
            return run.open("text", "", line)
        return False
    if not run.is_annex and (before.last.endswith(",") or run.crosses_page()):
        return False
    return run.open("text", "", line)
