"""Paragraphs, notes and marks: tables of small snippets, what a librarian would expect of each."""

import pytest

from archive.parsing.text.phrases import opening_verb, opens_operative, opens_preambular
from tests.parsing.text.snippets import ASSEMBLY, codes, labels, one, texts

OPENING = "The General Assembly,\nRecalling its resolution 76/172,\n"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("numbers above their paragraphs", "1.\nDecides so;\n2.\nAlso decides so.", ["op/1", "op/2"]),
        (
            "numbers below the first line",
            "Calls upon States to promote the\n1.\nrights of migrants;\nExpresses its concern about\n2.\nthe crises.",
            ["op/1", "op/2"],
        ),
        ("no full stop", "1 Calls upon States;\n2 Condemns without reservation all acts.", ["op/1", "op/2"]),
        ("one without a number", "Takes note of the report.", ["op/1"]),
        (
            "one without a number, with letters",
            "Decides:\n(a) To include it;\n(b) To defer it.",
            ["op/1", "op/1/a", "op/1/b"],
        ),
        (
            "(i) after (a) is Roman, after (h) a letter",
            "1. Decides:\n(a) To ask:\n(i) States;\n(ii) Funds;\n(b) To wait.",
            ["op/1", "op/1/a", "op/1/a/i", "op/1/a/ii", "op/1/b"],
        ),
        (
            "letters go on after (h)",
            "1. Asks:\n" + "\n".join(f"({letter}) To act;" for letter in "abcdefghij"),
            ["op/1", *(f"op/1/{letter}" for letter in "abcdefghij")],
        ),
        (
            "a list inside a paragraph",
            "1. Approves the agenda:\n1. Opening.\n2. Closing.\n2. Requests a report.",
            ["op/1", "op/1/1", "op/1/2", "op/2"],
        ),
        (
            "a quoted article",
            "1. Amends the statute:\nArticle 9, new paragraph 4:\n4. The Tribunal decides.\n2. Invites it.",
            ["op/1", "op/1/4", "op/2"],
        ),
        (
            "sections whose numbers go on",
            "1. Decides;\nI\nCalendar of conferences\n2. Approves the calendar;\nII\nUse\n3. Notes the use.",
            ["op/1", "h/1", "op/2", "h/2", "op/3"],
        ),
        (
            "sections whose numbers begin again",
            "I\nFirst matter\nRecalling its resolution 75/1,\n1. Decides;\n2. Asks;\nII\nSecond matter\n1. Notes.",
            ["section/I", "pp/I/1", "op/I/1", "op/I/2", "section/II", "op/II/1"],
        ),
        (
            "a paragraph number at the start of a wrapped line is none",
            "1. Recalls the request made in paragraph\n12. That request was renewed;\n2. Decides so.",
            ["op/1", "op/2"],
        ),
        (
            "a reference at the start of a wrapped line is no letter",
            "1. Recalls article 4, paragraph\n(a) above and\n(b) below;\n2. Decides so.",
            ["op/1", "op/2"],
        ),
        ("a heading before a number", "1. Decides so;\nFollow-up and review\n2. Asks.", ["op/1", "h/1", "op/2"]),
    ],
)
def test_labels_of_the_operative_part(title, body, expected):
    found = labels(one(OPENING + body, "plain"))
    assert [label for label in found if label != "pp/1"] == expected, title


@pytest.mark.parametrize(
    ("printed", "read"),
    [("(1)", "i"), ("(!)", "i"), ("(|)", "i")],
)
def test_letters_are_read_as_the_sequence_demands(printed, read):
    body = "1. Asks:\n\n" + "\n\n".join(f"({letter}) To act;" for letter in "abcdefgh") + f"\n\n{printed} To rest.\n"
    resolution = one(OPENING + "\n" + body, "ocr")
    assert labels(resolution)[-1] == f"op/1/{read}"
    assert "letter-misread" in codes(resolution)


@pytest.mark.parametrize("printed", ["l.", "I.", "!."])
def test_numbers_are_read_as_the_sequence_demands(printed):
    resolution = one(f"{OPENING}\n{printed} Calls upon States;\n\n2. Decides so.", "ocr")
    assert labels(resolution) == ["pp/1", "op/1", "op/2"]
    assert "number-misread" in codes(resolution)


def test_a_number_that_is_missing_is_reported():
    resolution = one(OPENING + "1. Decides so;\n3. Requests a report.", "plain")
    assert labels(resolution) == ["pp/1", "op/1", "op/3"]
    assert [(problem.code, problem.message) for problem in resolution.problems if problem.code == "number-gap"] == [
        ("number-gap", "paragraph 3 follows paragraph 1")
    ]


def test_an_annex_has_labels_of_its_own():
    text = (
        ASSEMBLY
        + "\nAnnex\nDeclaration on migrants\nWe, the Heads of State and Government, declare:\n1. We act.\n2. We care."
    )
    assert labels(one(text))[2:] == ["annex/h/1", "annex/h/2", "annex/p/1", "annex/op/1", "annex/op/2"]


def test_several_annexes_are_numbered_in_order():
    text = ASSEMBLY + "\nAnnex I\nAgenda\n1. Opening.\n2. Closing.\nAnnex II\nRules\n1. The rules apply."
    assert [label for label in labels(one(text)) if "/op/" in label] == ["annex/1/op/1", "annex/1/op/2", "annex/2/op/1"]


def test_a_draft_that_a_resolution_recommends_stands_apart():
    text = """The Economic and Social Council,
1. Recommends to the General Assembly the adoption of the following draft resolution:
“The General Assembly,
“Recalling its resolution 70/1,
“1. Decides so.”
2. Requests a report.
"""
    assert labels(one(text, "plain")) == ["op/1", "op/2", "draft/h/1", "draft/pp/1", "draft/op/1"]


def test_a_page_break_inside_a_paragraph_is_healed():
    text = (
        "The General Assembly,\nRecalling its resolution 76/172,\n1. Encourages States to establish mech-\n"
        "12/13\n25-20973\n\fA/RES/80/218\nProtection of migrants\nanisms of twenty-\nseventh rank;\n2. Decides so."
    )
    found = texts(one("80/218. Protection of migrants\n" + text, "plain"))
    assert found["op/1"] == "Encourages States to establish mech-anisms of twenty-seventh rank;"


@pytest.mark.parametrize(
    ("title", "page", "notes"),
    [
        ("marks above their bodies", "1\nSee A/78/1.\n2\nIbid., annex.", "1 See A/78/1.|2 Ibid., annex."),
        ("the marks last", "A/78/96.\nA/78/97.\n3\nA/78/544.\n1\n2", "1 A/78/96.|2 A/78/97.|3 A/78/544."),
        (
            "the marks first",
            "4\n5\nSee A/50/426, annex.\nResolution 70/1.",
            "4 See A/50/426, annex.|5 Resolution 70/1.",
        ),
        ("a body of two lines", "1\nOfficial Records,\nSupplement No. 32.", "1 Official Records, Supplement No. 32."),
        ("a star", "* Reissued.\n1\nResolution 60/1.", "* Reissued.|1 Resolution 60/1."),
    ],
)
def test_notes_under_a_rule(title, page, notes):
    resolution = one(f"{OPENING}1. Decides so.\n__________________\n\n{page}\n\n2/3\n\f", "plain")
    assert "|".join(f"{note.mark} {note.text}" for note in resolution.footnotes) == notes, title


def test_a_mark_without_a_note_is_reported():
    resolution = one(f"{OPENING}1. Decides so.\n__________________\n\n7\n\n2/3\n\f", "plain")
    assert "note-missing" in codes(resolution)


@pytest.mark.parametrize(
    ("title", "text", "notes"),
    [
        ("after a comma", "Recalling its resolution of 22 June 2017, 1 and another,", [("1", 41)]),
        ("glued", "Recalling the Universal Declaration,1 and another,", [("1", 36)]),
        ("a number that counts is none", "Recalling Goals 1 and 10 of the Agenda,1", [("1", 39)]),
        ("a day is none", "Recalling the talks, 1 May 2020 and the report,1", [("1", 47)]),
        ("glued to a year", "Recalling the programme of work for 20241 and the report,", [("1", 40)]),
    ],
)
def test_marks_in_running_text(title, text, notes):
    source = f"The General Assembly,\n{text}\n1. Decides so.\n__________________\n\n1\nResolution 70/1.\n\n2/3\n\f"
    (paragraph,) = [each for each in one(source, "plain").paragraphs if each.label == "pp/1"]
    assert [(note.mark, note.offset) for note in paragraph.notes] == notes, title


def test_a_text_without_an_operative_paragraph_says_so():
    assert "no-operative" in codes(one("The General Assembly,\nRecalling its resolution 76/172,\n"))


def test_another_language_is_reported():
    text = (
        "La Asamblea General,\n" + "Recordando la resolución de los derechos de todas las personas en el mundo,\n" * 6
    )
    assert "not-english" in codes(one(text))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Calls upon States to promote", "Calls upon"),
        ("Also takes note of the report", "Also takes note of"),
        ("Takes note with appreciation of the report", "Takes note with appreciation of"),
        ("Expresses its deep concern at the", "Expresses its deep concern"),
        ("Decides to remain seized", "Decides"),
        ("Strongly condemns acts", "Strongly condemns"),
        ("Deeply concerned at the large", "Deeply concerned"),
        ("Once again urges States", "Once again urges"),
        ("Recalling also the Declaration", "Recalling also"),
        ("the rights of migrants", ""),
    ],
)
def test_opening_verbs(text, verb):
    assert opening_verb(text) == verb


@pytest.mark.parametrize(
    "text", ["Building on the work", "Strengthening of the coordination", "Beijing Declaration", "King of"]
)
def test_nouns_do_not_open_a_preambular_paragraph(text):
    assert not opens_preambular(text)


@pytest.mark.parametrize("text", ["States parties", "Assembly of", "the Council decides"])
def test_other_words_do_not_open_an_operative_paragraph(text):
    assert not opens_operative(text)
