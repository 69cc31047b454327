"""A whole document in one line, as copying out of a web page may give it: cut where fields and paragraphs begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from archive.parsing.text.phrases import opens_operative, opens_preambular

# characters in a line that holds more than a paragraph
_LONGEST_PARAGRAPH = 400
_ORGAN = "General Assembly|Human Rights Council|Security Council|Economic and Social Council"
_ENACTING = re.compile(rf"(?:^|\s)The (?:{_ORGAN}),\s+(?=[A-Z])")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# "Agenda item 70 (b)", "[on the report", "74/148. Title", "50th plenary meeting 18 December 2019"
_FIELD = re.compile(
    r"(?<=\s)(?=Distr\.:? |Agenda items? \d|Resolutions? adopted (?:by|on) |\[(?:on the|without|Adopted) |"
    rf"\d{{1,4}}/\d{{1,4}}\. [A-Z]|\d{{1,4}}(?:st|nd|rd|th) (?:plenary )?meeting \d{{1,2}} {_MONTH} \d{{4}})"
)
_BEGINNINGS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"(?<=[,;.:]) (?=\d{1,3}\. [A-Z])"), lambda rest: opens_operative(rest.split(" ", 1)[1])),
    (
        re.compile(
            r"(?<=[:;,]) (?=\([a-z]{1,5}\) )|(?<=[;,] and) (?=\([a-z]{1,5}\) )|(?<=[;,] or) (?=\([a-z]{1,5}\) )"
        ),
        lambda _: True,
    ),
    (re.compile(r"(?<=,) (?=[A-Z][a-z])"), opens_preambular),
)
_EMPHASIS = re.compile(r"[*_]{1,3}")
# "19. ", "**19.** ", "(a) " at the start of a line, and "; 20. ", "; and (b) " inside it
_OWN_NUMBER = re.compile(r"[\s>*_-]*(?:(?P<number>\d{1,3})\\?\.|\((?P<letter>[a-y])\))")
_MARK = r"(?:<sup>[^<>]{1,5}</sup>|[⁰¹²³⁴-⁹]{1,3}|\[\^?\d{1,3}\])"
_NEXT_NUMBER = re.compile(
    rf"(?<=[;,.:]){_MARK}?(?: (?:and|or))?\s+"
    r"(?P<begin>[*_]{0,3}(?:(?P<number>\d{1,3})\\?\.|\((?P<letter>[b-z])\))[*_]{0,3}\s)(?=[*_“\"]{0,3}[A-Z])"
)
# ", *Reaffirming* its": the opening words of the next paragraph, known by their emphasis
_NEXT_PREAMBULAR = re.compile(rf"(?<=,){_MARK}?\s+(?P<begin>(?:\*{{1,2}}|_{{1,2}})[A-Z][a-z]+(?: [a-z]+)*(?:\*|_|,))")
# characters of a line that are looked at for a beginning
_AHEAD = 120


def cut_running_text(raw: str) -> list[str]:
    """The line in pieces where it holds the enacting words and what follows, or two paragraphs; else alone."""
    enacting = _ENACTING.search(raw) if len(raw) >= _LONGEST_PARAGRAPH else None
    if enacting is None:
        return _cut_joined(raw)
    cuts = {match.start() for match in _FIELD.finditer(raw)}
    cuts |= {enacting.start(), enacting.end()}
    for pattern, begins in _BEGINNINGS:
        for match in pattern.finditer(raw, enacting.end()):
            if begins(raw[match.end() : match.end() + _AHEAD]):
                cuts.add(match.end())
    places = [0, *sorted(cuts), len(raw)]
    return [raw[start:end] for start, end in itertools.pairwise(places) if raw[start:end].strip()]


def _cut_joined(raw: str) -> list[str]:
    """The line in pieces where it holds the enacting words and what follows, or joined paragraphs; else alone."""
    own = _OWN_NUMBER.match(raw)
    last = int(own["number"]) if own and own["number"] else 0
    letter = own["letter"] if own else None
    places = [0]
    for match in _NEXT_NUMBER.finditer(raw, own.end() if own else 0):
        if match["number"]:
            begins = opens_operative(_EMPHASIS.sub("", raw[match.end() : match.end() + _AHEAD]))
            if int(match["number"]) != last + 1 or not begins:
                continue
            last, letter = last + 1, None
        elif letter is not None and ord(match["letter"]) == ord(letter) + 1:
            letter = match["letter"]
        else:
            continue
        places.append(match.start("begin"))
    emphatic = _NEXT_PREAMBULAR.finditer(raw) if "*" in raw or "_" in raw else ()
    places += [
        match.start("begin")
        for match in emphatic
        if opens_preambular(_EMPHASIS.sub("", raw[match.start("begin") : match.start("begin") + _AHEAD]))
    ]
    places.sort()
    return [raw[start:end] for start, end in itertools.pairwise([*places, len(raw)])]
