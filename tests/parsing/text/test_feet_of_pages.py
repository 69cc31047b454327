"""Heads and feet of pages as other offices and other tools print them: what is a note, a mark, a page number."""

import pytest

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

HEAD = """A/HRC/RES/70/1

Human Rights Council

Resolution adopted by the Human Rights Council
on 7 October 2030

70/1.

Lighthouse keepers

The Human Rights Council,
Recalling the report on the health of keepers of lighthouses on remote islands and
their families,1 and the study on their isolation,2
"""
SECOND = """\fA/HRC/RES/70/1

1.
Welcomes the report; 3
2.
Requests the Secretary-General to report on
"""
THIRD = """\fA/HRC/RES/70/1

lighthouses at its next session.
"""
NOTES = ["A/HRC/69/12.", "See A/HRC/69/13 and A/HRC/69/14.", "Resolution 70/1."]


@pytest.mark.parametrize(
    ("case", "first_foot", "second_foot"),
    [
        ("each number before its note", "1 {}\n2 {}\n\nGE.30-10905 (E)\n", "3 {}\n\n2\n\nGE.30-10905\n"),
        ("numbers first", "1\n2\n\nGE.30-10905 (E)\n*3010905*\n\n{}\n{}\n", "3\n\n2\n\n{}\n\nGE.30-10905\n"),
        ("numbers above their notes", "1\n\n{}\n2\n{}\n\nGE.30-10905 (E)\n", "3\n{}\n\nGE.30-10905\n\n2\n"),
        ("page and job on one line", "1 {}\n2 {}\nGE.30-10905 (E)\n", "3 {}\n2          GE.30-10905\n"),
        (
            "a printed rule",
            "__________________\n1 {}\n2 {}\n\n30-10905 (E)\n",
            "__________________\n3 {}\n\n2/3\n\n30-10905\n",
        ),
    ],
)
@pytest.mark.parametrize("page_break", ["\f", ""], ids=["form feeds", "no form feeds"])
def test_notes_at_the_foot_of_a_page_are_found_with_and_without_a_rule(case, first_foot, second_foot, page_break):
    text = HEAD + first_foot.format(*NOTES[:2]) + SECOND + second_foot.format(NOTES[2]) + THIRD
    text = text.replace("\f", page_break)
    (resolution,) = parse_text(text, source=case, form=recognise_form(text))
    assert [(note.mark, note.text) for note in resolution.footnotes] == list(zip("123", NOTES, strict=True))
    assert {each.label: each.text for each in resolution.paragraphs} == {
        "pp/1": "Recalling the report on the health of keepers of lighthouses on remote islands and their families, "
        "and the study on their isolation,",
        "op/1": "Welcomes the report;",
        "op/2": "Requests the Secretary-General to report on lighthouses at its next session.",
    }
    assert not words_lost(text, (resolution,))


def test_signs_of_a_page_foot_that_were_read_before_the_head_are_no_problem():
    text = "30-21362 (E)\n221030\n*3021362*\nPlease recycle\n" + HEAD + "1. Welcomes the report.\n"
    (resolution,) = parse_text(text, source="foot first", form="plain")
    assert not [problem for problem in resolution.problems if problem.code == "head-line-unread"]


def test_raised_numbers_with_a_blank_before_them_begin_no_page():
    text = (
        HEAD
        + "__________________\n 1\n A/HRC/69/12.\n 2\n See A/HRC/69/13.\n\nA/HRC/RES/70/1\n1. Welcomes the report.\n"
    )
    (resolution,) = parse_text(text, source="blanks", form="plain")
    assert [(note.mark, note.text) for note in resolution.footnotes] == [
        ("1", "A/HRC/69/12."),
        ("2", "See A/HRC/69/13."),
    ]


def test_a_page_may_end_with_its_foot_alone():
    foot = "__________________\n1 A/HRC/69/12.\n2 See A/HRC/69/13.\n30-10905 (E)\n041030\n*3010905*\n\n"
    text = HEAD.replace("and the study on their isolation,2", "and the study of its effects on children 2 and") + foot
    text += "spouses of keepers,\n1.\nWelcomes the report.\n"
    (resolution,) = parse_text(text, source="foot alone", form="plain")
    assert [note.text for note in resolution.footnotes] == ["A/HRC/69/12.", "See A/HRC/69/13."]
    assert resolution.paragraphs[0].text.endswith("effects on children and spouses of keepers,")
    assert resolution.paragraphs[1].label == "op/1"


def test_the_documents_own_symbol_is_a_page_head_even_after_an_unfinished_line():
    text = HEAD + "1. Requests a report on the health of\nA/HRC/RES/70/1\nkeepers of lighthouses.\n"
    (resolution,) = parse_text(text, source="own symbol", form="plain")
    assert resolution.paragraphs[-1].text == "Requests a report on the health of keepers of lighthouses."


def test_what_a_converter_to_markdown_adds_is_no_part_of_the_text():
    text = """### **70/1. Lighthouse keepers**

_The Human Rights Council,_

_Recalling_ the report on keepers,<sup>1</sup>

__________________1 A/HRC/69/12.

30-10905 (E)

*3010905*

- 1. _Welcomes_ the report, which proposes:

- (a) Longer holidays;

(b) Better boats;<sup>2</sup>

- 2 See resolution 69/13.

2. _Requests_ a further report.
"""
    (resolution,) = parse_text(text, source="markdown", form=recognise_form(text))
    assert [(each.label, each.text) for each in resolution.paragraphs] == [
        ("pp/1", "Recalling the report on keepers,"),
        ("op/1", "Welcomes the report, which proposes:"),
        ("op/1/a", "Longer holidays;"),
        ("op/1/b", "Better boats;"),
        ("op/2", "Requests a further report."),
    ]
    assert [(note.mark, note.text) for note in resolution.footnotes] == [
        ("1", "A/HRC/69/12."),
        ("2", "See resolution 69/13."),
    ]
