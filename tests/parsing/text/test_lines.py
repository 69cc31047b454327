"""Forms told by content, and lines made clean: tables of small snippets."""

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.normalize import clean
from archive.parsing.text.working import MARK


@pytest.mark.parametrize(
    ("title", "text", "form"),
    [
        ("emphasis and links", "1. *Calls upon* States;\n\n2. *Recalls* resolution [73/195](#);", "markdown"),
        ("raised digits in long lines", "Recalling " + "words " * 50 + "2017,¹\n\nNoting " + "words " * 50, "markdown"),
        (
            "columns kept by blanks",
            "\n".join(["          The General Assembly,", "               Recalling it,"] * 3),
            "layout",
        ),
        ("misread marks", "Covenant on Civil Rights,® the\nConvention,? which\n1bid., vol. 3", "ocr"),
        ("lines of a page", "The General Assembly,\nRecalling its resolution 76/172,\n1. Decides so.", "plain"),
        ("a bar code is no emphasis", "The General Assembly,\n*2325999*\n1. Decides so.", "plain"),
        ("nothing", "", "plain"),
    ],
)
def test_the_form_is_told_by_content(title, text, form):
    assert recognise_form(text) == form, title


@pytest.mark.parametrize(
    ("raw", "form", "cleaned"),
    [
        ("*Recalling* resolution [73/195](#) of", "markdown", "Recalling resolution 73/195 of"),
        (r"resolution [2200 A \(XXI\)](#), annex", "markdown", "resolution 2200 A (XXI), annex"),
        ("<https://www.ohchr.org/en>", "markdown", "https://www.ohchr.org/en"),
        ("the Secretary -General’s follow -up", "plain", "the Secretary-General’s follow-up"),
        ("non‑breaking\u00a0blanks\tand tabs", "plain", "non-breaking blanks and tabs"),
        ("## Protection of migrants", "markdown", "Protection of migrants"),
        ("A/RES/78/68*", "plain", "A/RES/78/68*"),
        ("| Commends the Special Rapporteur", "ocr", "Commends the Special Rapporteur"),
    ],
)
def test_a_line_is_cleaned(raw, form, cleaned):
    assert MARK.sub(r"<\1>", clean(raw, form)) == cleaned


@pytest.mark.parametrize(
    ("raw", "marked"),
    [
        ("22 June 2017,¹ 36/5", "22 June 2017,<1> 36/5"),
        ("all migrants<sup>12</sup> and", "all migrants<12> and"),
        ("all migrants[^3] and", "all migrants<3> and"),
        ("an area of 12 km² of", "an area of 12 km² of"),
    ],
)
def test_a_mark_that_the_source_shows_is_kept_apart_from_the_words(raw, marked):
    assert MARK.sub(r"<\1>", clean(raw, "markdown")) == marked
