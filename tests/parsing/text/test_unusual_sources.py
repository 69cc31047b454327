"""Texts as other hands leave them: old marks, numbered lines, one long line, entities, straight quotes."""

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.line_numbers import without_line_numbers
from archive.parsing.text.normalize import clean
from archive.parsing.text.pipeline import parse_text
from archive.parsing.text.working import CLOSE, OPEN
from tests.parsing.text.words import words_lost

DOCUMENT = """A/RES/90/148

General Assembly

Distr.: General
24 January 2036

Ninetieth session
Agenda item 70 (b)

Resolution adopted by the General Assembly on 18 December 2035

[on the report of the Third Committee (A/90/399)]

90/148. Protection of clockmakers

The General Assembly,

Recalling all its previous resolutions on the protection of clockmakers and of their
apprentices, wherever they may live,

Deeply concerned at the silence of clocks,

1. Calls upon States to promote the human rights of clockmakers;

2. Encourages States:

(a) To repair clocks;

(b) To wind them;

3. Decides to remain seized of the matter.

50th plenary meeting
18 December 2035
"""
LABELS = ["pp/1", "pp/2", "op/1", "op/2", "op/2/a", "op/2/b", "op/3"]


def _lines(pattern):
    return "\n".join(pattern.format(number, line) for number, line in enumerate(DOCUMENT.split("\n"), 1))


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("as printed", DOCUMENT),
        ("all in one line", " ".join(DOCUMENT.split())),
        ("every line numbered", _lines("{:4d}  {}")),
        ("numbers and a stroke", _lines("{}| {}")),
        ("every line apart", "\n\n".join(line for line in DOCUMENT.split("\n") if line)),
        ("line ends of other systems", DOCUMENT.replace("\n", "\r\n")),
        ("blanks of a web page", DOCUMENT.replace("1. Calls", "1.&nbsp;&nbsp;Calls")),
    ],
)
def test_the_same_document_is_read_from(case, text):
    (resolution,) = parse_text(text, source=case, form=recognise_form(text))
    assert (resolution.symbol, resolution.title) == ("A/RES/90/148", "Protection of clockmakers")
    assert str(resolution.adopted_on) == "2035-12-18"
    assert resolution.meeting == "50th plenary meeting"
    assert [each.label for each in resolution.paragraphs] == LABELS
    assert resolution.paragraphs[0].text.endswith("and of their apprentices, wherever they may live,")
    assert resolution.paragraphs[4].text == "To repair clocks;"


@pytest.mark.parametrize(
    "lines",
    [
        ["1 Calls upon States", "2 Requests a report", "3 Decides to meet", "4 Urges States", *["5 Notes the end"] * 5],
        [f"{number} Urges States to act" for number in range(1, 12)],
        ["7", "The General Assembly,", "8", "Recalling its resolution"] * 3,
    ],
)
def test_numbers_of_paragraphs_are_no_numbers_of_lines(lines):
    rows = [(number, False, line) for number, line in enumerate(lines, 1)]
    assert without_line_numbers(rows) == rows


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("Human Rights, 42/ the Covenants", f"Human Rights, {OPEN}42{CLOSE} the Covenants"),
        ("42/ Resolution 217 A (III).", f"{OPEN}42{CLOSE} Resolution 217 A (III)."),
        ("recalling its resolutions 47/", "recalling its resolutions 47/"),
        ("in compliance with C-SS-4/", "in compliance with C-SS-4/"),
        ("resolution 47/135 of 18 December", "resolution 47/135 of 18 December"),
        ("document A/48/ of the Assembly", "document A/48/ of the Assembly"),
        ("caf&eacute; &amp; clocks", "café & clocks"),
        ("AT&T; and R&D", "AT&T; and R&D"),
    ],
)
def test_marks_with_a_slash_and_entities(printed, cleaned):
    assert clean(printed, "plain") == cleaned


def test_notes_of_the_collected_volumes_belong_to_their_marks():
    text = """48/148.  Protection of lighthouse keepers

     The General Assembly,

     Recalling the Universal Declaration of Human Rights, 42/ the Covenants thereto 43/ and
other instruments,

     1.   Decides to proclaim a day of lighthouses.

                                                       85th plenary meeting
                                                       20 December 1993
-----------

42/  Resolution 217 A (III).

43/  Resolution 2200 A (XXI), annex.
"""
    (resolution,) = parse_text(text, source="1993", form=recognise_form(text))
    assert [mark.mark for mark in resolution.paragraphs[0].notes] == ["42", "43"]
    assert [(note.mark, note.text) for note in resolution.footnotes] == [
        ("42", "Resolution 217 A (III)."),
        ("43", "Resolution 2200 A (XXI), annex."),
    ]
    assert not words_lost(text, (resolution,))


@pytest.mark.parametrize("quotes", ["“”", '""'])
def test_a_draft_quoted_paragraph_by_paragraph_keeps_its_numbers(quotes):
    text = """2030/12. Smuggling of clocks

The Economic and Social Council,

Recommends to the General Assembly the adoption of the following draft resolution:

“The General Assembly,

“Concerned at the smuggling of clocks,

“1. Urges Member States to prevent it;

“2. Invites donors to contribute.”

37th plenary meeting
23 July 2030
""".replace("“", quotes[0]).replace("”", quotes[1])
    (resolution,) = parse_text(text, source="draft", form="plain")
    assert [each.label for each in resolution.paragraphs] == [
        "op/1",
        "draft/h/1",
        "draft/pp/1",
        "draft/op/1",
        "draft/op/2",
    ]


def test_a_remark_on_a_vote_is_a_note_and_no_voter():
    text = (
        DOCUMENT + "\n[Adopted by a recorded vote of 2 to 1, with no abstentions, as follows:*\nIn favour: Fiji, Chad\n"
    )
    text += "Against: Peru\n\n* Subsequently, the delegation of Mali said that it had intended to vote in favour.\n"
    (resolution,) = parse_text(text, source="vote", form="plain")
    assert resolution.vote.voters == {"for": ("Fiji", "Chad"), "against": ("Peru",)}
    assert [note.mark for note in resolution.footnotes] == ["*"]


def test_sentences_below_a_title_are_no_part_of_it():
    text = DOCUMENT.replace(
        "The General Assembly,\n", "Whereas clocks are the measure of time,\n\nThe General Assembly,\n"
    )
    (resolution,) = parse_text(text, source="whereas", form="plain")
    assert resolution.title == "Protection of clockmakers"
    assert [problem.code for problem in resolution.problems] == ["head-line-unread"]


@pytest.mark.parametrize(
    ("head", "symbol", "adopted", "items", "agenda"),
    [
        (
            "## **Resolution 3001 (2031) Adopted by the Security Council at its 9763rd meeting, on 25 June 2031**\n\n"
            "_The Security Council,_",
            "S/RES/3001 (2031)",
            "2031-06-25",
            (),
            "",
        ),
        (
            "**Human Rights Council Seventieth session 9 September–11 October 2030 "
            "Agenda items 3 and 10 Clocks of 2030**\n\n"
            "**Resolution adopted by the Human Rights Council on 7 October 2030**\n\n**70/1. Keepers**\n\n"
            "_The Human Rights Council,_",
            "A/HRC/RES/70/1",
            "2030-10-07",
            ("3", "10"),
            "Clocks of 2030",
        ),
        (
            "General Assembly 24January 2036\n. * Distr.: General\nResolution adopted by the General Assembly\n"
            "on 18December 2035\n90/148, Protection of clockmakers\nThe General Assembly,",
            "A/RES/90/148",
            "2035-12-18",
            (),
            "",
        ),
    ],
)
def test_fields_of_a_head_that_a_converter_joined_or_scanning_blurred(head, symbol, adopted, items, agenda):
    text = f"{head}\n\n_Recalling_ its earlier resolutions,\n\n1. _Urges_ States to wind clocks.\n"
    (resolution,) = parse_text(text, source="head", form=recognise_form(text))
    assert (resolution.symbol, str(resolution.adopted_on)) == (symbol, adopted)
    assert (resolution.agenda_items, resolution.agenda_title) == (items, agenda)
    assert not [problem for problem in resolution.problems if problem.code == "head-line-unread"]


def test_an_excerpt_keeps_its_printed_numbers_and_says_what_is_missing():
    text = "The Security Council,\n\nRecalling its earlier resolutions,\n\n1. Condemns smuggling;\n\n"
    text += "7. Decides to authorize Member States:\n\n(a) To inspect vessels;\n\n"
    text += "22. Decides to remain seized of the matter.\n"
    (resolution,) = parse_text(text, source="excerpt", form="plain")
    assert [each.label for each in resolution.paragraphs] == ["pp/1", "op/1", "op/7", "op/7/a", "op/22"]
    assert [problem.code for problem in resolution.problems].count("number-gap") == 2


@pytest.mark.parametrize("organ", ["Commission on Human Rights", "Trusteeship Council", "Conference of the Parties"])
def test_the_words_of_other_organs_end_the_head_and_their_symbol_is_asked_for(organ):
    text = f"Keepers of lighthouses\n\nThe {organ},\n\nRecalling its decision of 1999,\n\n1. Urges States to act.\n"
    (resolution,) = parse_text(text, source="other organ", form="plain")
    codes = {problem.code for problem in resolution.problems}
    assert "symbol-missing" in codes and "enacting-words-missing" not in codes
    assert [each.label for each in resolution.paragraphs] == ["pp/1", "op/1"]


def test_numbers_without_full_stops_are_no_footnote_marks():
    text = "The Security Council,\nRecalling its resolution 1 of 2030,\n1 Condemns smuggling,\n2 Demands that it end,\n"
    text += "3 Decides to remain seized of the matter.\n"
    (resolution,) = parse_text(text, source="stops", form="plain")
    assert [each.label for each in resolution.paragraphs] == ["pp/1", "op/1", "op/2", "op/3"]
    assert not any(each.notes for each in resolution.paragraphs)
