"""Resolutions as earlier decades printed them; the texts are made up in their manner."""

from datetime import date

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.hyphens import mend_hyphens
from archive.parsing.text.pipeline import parse_text
from archive.parsing.text.working import Line, Work


def read(text):
    return parse_text(text, source="snippet.txt", form=recognise_form(text))


def texts(resolution):
    return {each.label: each.text for each in resolution.paragraphs}


SEVERAL_ON_A_PAGE = """2200 (XXI). International Covenant on Clocks, In-
ternational Covenant on Winding and Optional
Protocol

The General Assembly,

Noting with satisfaction the report of the Third Com-
mittee and the state of winding and well-
being of clocks without distinction as to lan-
guage or reli-
gion,

1. Adopts the Covenants;

2. Expresses the hope that they will be signed.

1496th plenary meeting,
16 December 1966.

2201 (XXI). Question of time

The General Assembly,

Recalling its resolution 1904 (XVIII),

1. Requests the Secretary-General to wind the clocks.

Hundred and eighty-third plenary meeting,
10 December 1966.
"""


def test_resolutions_that_follow_each_other_in_the_official_records_are_apart():
    first, second = read(SEVERAL_ON_A_PAGE)
    assert (first.symbol, first.title) == (
        "A/RES/2200 (XXI)",
        "International Covenant on Clocks, International Covenant on Winding and Optional Protocol",
    )
    assert (second.symbol, second.title) == ("A/RES/2201 (XXI)", "Question of time")
    assert (first.meeting, first.adopted_on) == ("1496th plenary meeting", date(1966, 12, 16))
    assert (second.meeting, second.adopted_on) == ("Hundred and eighty-third plenary meeting", date(1966, 12, 10))
    assert [list(texts(each)) for each in (first, second)] == [["pp/1", "op/1", "op/2"], ["pp/1", "op/1"]]


def test_words_that_a_narrow_column_cut_are_whole_and_compounds_keep_their_hyphen():
    first, _ = read(SEVERAL_ON_A_PAGE)
    assert texts(first)["pp/1"] == (
        "Noting with satisfaction the report of the Third Committee and the state of winding and well-being of clocks "
        "without distinction as to language or religion,"
    )


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["a people-", "centred approach"], ["a people-", "centred approach"]),
        (["the mi-", "gration of clocks", "migration"], ["the migration", "of clocks", "migration"]),
        (["counter-", "terrorism", "counter-terrorism and counterterrorism"], None),
        (["the Secretary-", "General"], None),
        (["mi-", "gration, the Com-", "mittee, reli-", "gious"], ["migration,", "the Committee,", "religious"]),
    ],
)
def test_a_word_is_mended_only_where_the_text_shows_that_its_lines_are_hyphenated(lines, mended):
    work = Work("snippet", "plain", [Line((number,), text) for number, text in enumerate(lines, 1)])
    mend_hyphens(work)
    assert [line.text for line in work.lines] == (mended or lines)


def test_the_council_once_wrote_resolution_before_its_number():
    (resolution,) = read(
        "Human Rights Council\n\nResolution 9/5. Human rights of clockmakers\n\nThe Human Rights Council,\n\n"
        "Recalling it,\n\n1. Decides so.\n\n21st meeting\n24 September 2008\n"
        "\n[Adopted without a vote. See chapter III.]\n"
    )
    assert (resolution.symbol, resolution.title) == ("A/HRC/RES/9/5", "Human rights of clockmakers")
    assert (resolution.adopted_on, resolution.vote.method) == (date(2008, 9, 24), "without a vote")


def test_page_numbers_beside_the_job_are_no_words():
    (resolution,) = read(
        "A/RES/59/194\n59/194. Protection of clockmakers\nThe General Assembly,\nRecalling it,\n"
        "1. Requests States to promote\n04-48684 (E)\n\fA/RES/59/194\nthe rights of\n2\n04-48684\n"
        "\fA/RES/59/194\nclockmakers.\n04-48684\n3\n"
    )
    assert texts(resolution)["op/1"] == "Requests States to promote the rights of clockmakers."


def test_an_annex_keeps_a_title_that_is_that_of_its_resolution():
    (resolution,) = read(
        "45/158. International Convention on Clocks\n\nThe General Assembly,\n\nRecalling it,\n\n1. Adopts it.\n\n"
        "69th plenary meeting\n18 December 1990\n\nANNEX\n\n"
        "International Convention on Clocks\n\n1. Clocks are free.\n"
    )
    assert texts(resolution)["annex/h/2"] == "International Convention on Clocks"
