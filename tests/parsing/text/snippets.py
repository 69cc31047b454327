"""Small texts as the parser reads them, for tables of snippets."""

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text

ASSEMBLY = """A/RES/80/218

General Assembly

Distr.: General
22 December 2025

Eightieth session
Agenda items 13 and 75 (a)
Promotion and protection of human rights

Resolution adopted by the General Assembly
on 18 December 2025
[without reference to a Main Committee (A/80/L.4)]

80/218.

Protection of
migrants
The General Assembly,
Recalling its resolution 78/217,
1.
Decides to remain seized of the matter.
12th plenary meeting
18 December 2025
"""


def parse(text, form=None, **given):
    return parse_text(text, source="snippet.txt", form=form or recognise_form(text), **given)


def one(text, form=None, **given):
    (resolution,) = parse(text, form, **given)
    return resolution


def labels(resolution):
    return [paragraph.label for paragraph in resolution.paragraphs]


def texts(resolution):
    return {paragraph.label: paragraph.text for paragraph in resolution.paragraphs}


def codes(resolution):
    return [problem.code for problem in resolution.problems]
