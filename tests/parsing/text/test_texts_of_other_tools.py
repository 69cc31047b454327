"""What tools other than poppler make of a page: where they break pages, put numbers, marks, heads and rules."""

import re

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.page_markers import with_page_markers
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

HEAD = """A/RES/90/148
General Assembly
Resolution adopted by the General Assembly on 18 December 2035
90/148. Protection of clockmakers and of their apprentices
The General Assembly,
"""
FIRST = """Recalling its resolution 89/11 on the silence of clocks and the persons who wind
them,
"""
SECOND = """1. Calls upon States to promote the human rights of clockmakers wherever they
"""
THIRD = """live and work;
2. Decides to remain seized of the matter.
"""


def read(text, form=None):
    (resolution,) = parse_text(text, source="snippet.txt", form=form or recognise_form(text))
    lost = words_lost(text, (resolution,))
    assert not [word for word in lost if not word.isdigit()], lost
    return resolution


def texts(resolution):
    return {each.label: each.text for each in resolution.paragraphs}


# --- between pages ---


@pytest.mark.parametrize(
    "marker",
    [
        "--- Page {} ---",
        "--- end of page.page_number={} ---",
        "[page {}]",
        "<!-- page {} of 3 -->",
        "=== PAGE {} ===",
        "{{{}}}------------------------------------------------",
        "-----",
        "* * *",
    ],
)
def test_what_a_converter_prints_between_pages_is_no_paragraph(marker):
    head = "\n\n{}\n\nA/RES/90/148\nProtection of clockmakers and\nof their apprentices\n\n"
    text = HEAD + FIRST + head + SECOND + head + THIRD
    resolution = read(text.replace("{}", marker.format(2), 1).replace("{}", marker.format(3), 1))
    assert texts(resolution) == {
        "pp/1": "Recalling its resolution 89/11 on the silence of clocks and the persons who wind them,",
        "op/1": "Calls upon States to promote the human rights of clockmakers wherever they live and work;",
        "op/2": "Decides to remain seized of the matter.",
    }


def test_an_ornament_away_from_the_head_of_a_page_begins_none():
    rows = [(1, False, "Decides so."), (2, False, "* * *"), (3, False, "Part two of the declaration")]
    assert with_page_markers(rows) == rows


def test_the_number_that_the_security_council_prints_for_a_title_is_taken_for_a_running_head():
    page = (
        "S/RES/2990 (2035)\nSecurity Council\nResolution 2990 (2035)\n"
        "Adopted by the Security Council on 2 May 2035\nThe Security Council,\nRecalling resolution 2988 (2035),\n"
        "1. Decides that the mandate of the\nmission shall be\n\n2/3 35-12345\n"
        "S/RES/2990 (2035) Resolution 2990 (2035)\nextended by a year;\n2. Decides to remain seized.\n"
    )
    assert texts(read(page))["op/1"] == "Decides that the mandate of the mission shall be extended by a year;"


def test_a_title_that_was_printed_above_its_number_is_the_title():
    head = HEAD.replace(
        "90/148. Protection of clockmakers and of their apprentices", "Protection of\nclockmakers\n\n90/148.\n"
    )
    resolution = read(head + FIRST + "1. Decides so.\n")
    assert (resolution.symbol, resolution.title) == ("A/RES/90/148", "Protection of clockmakers")


def test_a_vote_above_the_meeting_is_read():
    resolution = read(
        HEAD + FIRST + "1. Decides so.\n\n[Adopted without a vote.]\n\n46th plenary meeting\n18 December 2035\n"
    )
    assert resolution.vote is not None
    assert (resolution.vote.method, resolution.meeting) == ("without a vote", "46th plenary meeting")
    assert list(texts(resolution)) == ["pp/1", "op/1"]


# --- numbers away from their paragraphs ---

NUMBERED = {
    "op/1": "Takes note of the report;",
    "op/2": "Welcomes the progress made by clockmakers in all of the regions of the world;",
    "op/3": "Decides to remain seized of the matter.",
}


@pytest.mark.parametrize(
    ("case", "body"),
    [
        ("before two paragraphs", "1.\n\n2.\n\n{1}\n{2a}\n{2b}\n\n3.\n\n{3}\n"),
        ("below its paragraph", "1. {1}\n{2a}\n{2b}\n\n2.\n\n3.\n\n{3}\n"),
        ("the first below its paragraph", "{1}\n\n1.\n\n2.\n\n{2a}\n{2b}\n\n3.\n\n{3}\n"),
        ("in the middle of the paragraph before", "1.\n{1}\n2.\n{2a}\n3.\n{2b}\n{3}\n"),
        ("a paragraph joined to the one before", "1. {1} 2. {2a} {2b}\n\n3. {3}\n"),
        ("the first joined to the preamble", "{1} 2. {2a} {2b}\n\n3. {3}\n"),
    ],
)
def test_numbers_find_their_paragraphs(case, body):
    words = {"1": NUMBERED["op/1"], "3": NUMBERED["op/3"]}
    words["2a"], words["2b"] = re.fullmatch("(.*regions) (.*)", NUMBERED["op/2"]).groups()
    for name, value in words.items():
        body = body.replace(f"{{{name}}}", value)
    preamble = FIRST.replace("\n", " ").strip()
    text = HEAD + (f"{preamble} 1. {body}" if "preamble" in case else f"{FIRST}{body}")
    found = texts(read(text))
    assert {label: text for label, text in found.items() if label.startswith("op")} == NUMBERED


def test_letters_joined_to_one_line_are_paragraphs_of_their_own():
    found = texts(
        read(HEAD + FIRST + "1. Encourages States:\n\n(a) To repair clocks; (b) To wind them; and (c) To hear them;\n")
    )
    assert list(found) == ["pp/1", "op/1", "op/1/a", "op/1/b", "op/1/c"]


# --- notes and marks ---


@pytest.mark.parametrize(
    ("case", "foot"),
    [
        (
            "the mark of the next note at the end of a line",
            "__________________1 Resolution 70/1. 2\n\nSee A/90/8. 3\n\nIbid.\n",
        ),
        ("several notes in one line", "__________________\n1 Resolution 70/1. 2 See A/90/8. 3 Ibid.\n"),
        (
            "marks of several notes before them",
            "__________________\n1 Resolution 70/1.\n2\n\n3\n\nSee A/90/8.\nIbid.\n",
        ),
        ("a note above its rule", "See A/90/8.\n\n__________________\n2\n\nIbid.\n"),
    ],
)
def test_notes_find_their_marks(case, foot):
    body = FIRST.replace("89/11", "89/11, 1 and 80/2, 2").replace("\nthem,", "\nthem,3")
    if case == "a note above its rule":
        body, foot = body.replace(", 1 and", " and").replace("them,3", "them,"), foot.replace("\nIbid.\n", "")
    (resolution,) = parse_text(
        HEAD + body + "\n" + foot + "\n\fA/RES/90/148\n1. Decides so.\n", source=case, form="plain"
    )
    expected = [("1", "Resolution 70/1."), ("2", "See A/90/8."), ("3", "Ibid.")]
    assert [(note.mark, note.text) for note in resolution.footnotes] == (
        expected[1:2] if case == "a note above its rule" else expected
    )
    assert texts(resolution)["op/1"] == "Decides so."


def test_a_hyphen_of_pdfium_joins_the_word_to_the_next_line():
    found = texts(read(HEAD + "Recalling the right to self\ufffedetermination,\r\n1. Decides so.\r\n"))
    assert found["pp/1"] == "Recalling the right to self-determination,"


def test_a_blank_after_a_mark_at_the_end_of_a_line_begins_no_page():
    text = HEAD + "Recalling the Declaration on Clocks,1\n and the report on their silence of 199020,2\n and others,\n"
    (resolution,) = parse_text(text + "1. Decides so.\n", source="pdfium", form="plain")
    assert texts(resolution)["pp/1"].startswith("Recalling the Declaration on Clocks, and the report")


def test_a_star_at_the_title_and_the_running_heads_is_no_misreading():
    text = (
        HEAD.replace("apprentices", "apprentices,* all")
        + FIRST
        + "A/RES/90/148\nof their apprentices,* all\n1. Decides so.\n"
    )
    assert recognise_form(text) == "plain"


def test_words_struck_through_keep_no_sign():
    assert texts(read("*The General Assembly*,\n\n*Recalling* it,\n\n1. *Decides* ~~so~~.\n"))["op/1"] == "Decides so."


def test_a_number_without_words_of_its_own_keeps_its_letters():
    found = texts(
        read(
            HEAD
            + FIRST
            + "1. (a) Expresses concern about clocks and demands\n(i)\nto repair them;\n(b) Requests reports.\n"
        )
    )
    assert found["op/1"] == "—"
    assert list(found) == ["pp/1", "op/1", "op/1/a", "op/1/a/i", "op/1/b"]


def test_a_note_of_any_words_is_found_where_its_mark_stands_glued_above():
    text = HEAD + FIRST.replace("persons", "persons,1 and all") + "1. Notes the Programme;2\n"
    text += "1 World Clock Programme, A global silence of clocks.\n2 A/90/8.\n\fA/RES/90/148\n2. Decides so.\n"
    resolution = read(text, "plain")
    assert [note.text for note in resolution.footnotes] == [
        "World Clock Programme, A global silence of clocks.",
        "A/90/8.",
    ]
    assert texts(resolution)["op/1"] == "Notes the Programme;"


@pytest.mark.parametrize(
    ("printed", "words"),
    [("decision 1/CP.2125 of the", "decision 1/CP.21 of the"), ("COVID-1925 and the", "COVID-19 and the")],
)
def test_a_mark_glued_to_a_number_of_a_name_is_told_from_it(printed, words):
    text = (
        HEAD
        + f"Recalling clocks,24 {printed} Conference,\n1. Decides so.\n__________________\n24 Ibid.\n25 See A/90/8.\n"
    )
    assert texts(read(text))["pp/1"] == f"Recalling clocks, {words} Conference,"


@pytest.mark.parametrize(
    ("case", "foot", "notes"),
    [
        ("a one read as a letter", "T Resolution 70/1.\n\n> See A/90/8.\n", ["Resolution 70/1.", "See A/90/8."]),
        ("no mark read", "Resolution 70/1, annex.\nIbid., vol. 3.\n", ["Resolution 70/1, annex.", "Ibid., vol. 3."]),
    ],
)
def test_notes_of_a_scanned_page_are_known_by_their_words_and_the_end_of_the_page(case, foot, notes):
    text = HEAD + FIRST.replace("clocks", "clocks,® the").replace("persons", "persons,? who") + SECOND
    text += f"\n{foot}\n35-12345\nA/RES/90/148\n\n{THIRD}"
    (resolution,) = parse_text(text, source=case, form="ocr")
    assert [note.text for note in resolution.footnotes] == notes
    assert texts(resolution)["op/1"].endswith("wherever they live and work;")


def test_a_paragraph_that_begins_as_notes_do_stays_where_the_page_goes_on():
    text = (
        HEAD
        + FIRST
        + "\nReport of the Committee on Clocks, in two parts, was read.\nThe Committee met.\n\n1. Decides so.\n"
    )
    assert read(text, "ocr").footnotes == ()


def test_preambular_paragraphs_joined_to_one_line_are_told_by_their_emphasis():
    preamble = "*Recalling* it,¹ *Deeply concerned* at clocks, _Noting also_ *Time and Tide*,"
    found = texts(read(f"*The General Assembly*,\n\n{preamble}\n\n1. *Decides* so.\n"))
    assert list(found) == ["pp/1", "pp/2", "pp/3", "op/1"]
    assert found["pp/3"] == "Noting also Time and Tide,"
