"""From text to resolutions: the steps in order, each described in its own file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archive.parsing.document import Form, ParsedResolution
from archive.parsing.text.endnotes import lift_endnotes
from archive.parsing.text.footnotes import lift_footnotes
from archive.parsing.text.furniture import remove_furniture
from archive.parsing.text.garbled import mark_garbled
from archive.parsing.text.header import read_header
from archive.parsing.text.hyphens import mend_hyphens
from archive.parsing.text.language import language_of
from archive.parsing.text.marks import find_marks
from archive.parsing.text.normalize import normalize
from archive.parsing.text.numbers import place_numbers
from archive.parsing.text.overlong import cut_overlong
from archive.parsing.text.paragraphs import build_paragraphs
from archive.parsing.text.record import to_resolution
from archive.parsing.text.working import Header, Work
from archive.parsing.text.zones import separate_zones, share_notes, split_resolutions

SOURCE_STEPS = (mend_hyphens, read_header, remove_furniture, lift_endnotes, lift_footnotes, find_marks, mark_garbled)
RESOLUTION_STEPS = (separate_zones, place_numbers, build_paragraphs)


def parse_text(
    text: str,
    *,
    source: str,
    form: Form,
    symbol: str | None = None,
    title: str | None = None,
    adopted_on: date | None = None,
) -> tuple[ParsedResolution, ...]:
    """All resolutions of a text, in order; never raises.

    `symbol`, `title` and `adopted_on` supply what the source lacks; where the source says
    something else, the source's word stands and a Problem tells both.
    """
    read, beyond = cut_overlong(text)
    work = Work(source, form, normalize(read, form), problems=beyond)
    for step in SOURCE_STEPS:
        step(work)
    works = split_resolutions(work)
    for part in works:
        for step in RESOLUTION_STEPS:
            step(part)
    share_notes(works)
    given = Header(symbol=symbol, title=title or "", adopted_on=adopted_on)
    others = replace(given, symbol=None, title="")
    language = language_of(text)
    return tuple(to_resolution(part, given if part is works[0] else others, language) for part in works)
