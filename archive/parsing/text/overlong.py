"""Before step 1: how many lines of a text are read.

After it: the lines are not so many that work on each of them takes long. A page holds lines of some sixty
characters and short ones between them; a text of lines far shorter than that on the whole is no document, whatever
it is: a column of numbers, one letter a line. What it goes on with is kept in a Problem.
"""

from __future__ import annotations

import re

from archive.parsing.document import Problem

NEWLINE = re.compile(r"\r\n?|\n|\x0b|\x85|\u2028|\u2029")
# lines that any text may have, and characters that every further one must hold on the whole
_FREE = 20_000
_SHORTEST = 40


def cut_overlong(text: str) -> tuple[str, list[Problem]]:
    """The text as far as it is read, and a Problem with the rest where there is one; blank lines do not count."""
    most = _FREE + len(text) // _SHORTEST
    if len(text) <= 2 * most:
        return text, []
    begin = count = 0
    for number, newline in enumerate(NEWLINE.finditer(text), 1):
        count += not text[begin : newline.start()].isspace() and newline.start() > begin
        begin = newline.end()
        if count == most:
            rest = text[begin:]
            if not rest.strip():
                break
            message = f"a document has not so many short lines; what comes after {most} of them was not read: {rest}"
            return text[:begin], [Problem("too-many-lines", message, number + 1)]
    return text, []
