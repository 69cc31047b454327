"""Step 8: lines -> segments, each a paragraph, a heading or what runs on below one.

After it: every line is in a segment; numbers and letters continue their sequence, and
where the source's sign was read as another, or one is missing, a Problem says so.

A line begins a segment where one of the rules says so, in this order; else it goes on
with the one before. A number or letter begins a paragraph where it is the one that the sequence
demands and what stands before is finished; a preambular paragraph where it opens as
they do ("Recalling", "Deeply concerned"). A number out of sequence begins a list inside a
paragraph after a colon (an agenda, a quoted article), and is a word like any other elsewhere.
"""

from __future__ import annotations

from archive.parsing.text.headings import draft, heading, section
from archive.parsing.text.numbered import bullet, letter, number
from archive.parsing.text.run import Run, Segment
from archive.parsing.text.unnumbered import preambular, unnumbered
from archive.parsing.text.working import Line, Work

RULES = (draft, section, number, letter, bullet, heading, preambular, unnumbered)


def segment_lines(work: Work, lines: list[Line], path: tuple[str, ...] = ()) -> list[Segment]:
    """The body, or the annex at `path`, in segments."""
    run = Run(work, lines, path)
    for index in range(len(lines)):
        line = run.come_to(index)
        for rule in RULES:
            if rule(run, line):
                break
        else:
            run.segments[-1].lines.append(line)
    return run.segments
