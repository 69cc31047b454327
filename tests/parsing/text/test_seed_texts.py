"""The five documents that the archive starts from, each in another form of dirty text."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from archive.parsing.document import Vote
from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

FIXTURES = Path(__file__).parents[3] / "fixtures"
SEEDS = sorted(FIXTURES.glob("00*.txt"))
MANIFEST = json.loads((FIXTURES / "manifest.json").read_text(encoding="utf-8"))
NOT_WORDS = re.compile(r"[*_\[\]\ue000-\ue002]| {2}|\n|[⁰¹²³⁴-⁹]")


def read(prefix):
    path = next(seed for seed in SEEDS if seed.name.startswith(prefix))
    given = MANIFEST.get(path.name, {})
    text = path.read_text(encoding="utf-8")
    (resolution,) = parse_text(
        text,
        source=path.name,
        form=recognise_form(text),
        symbol=given.get("symbol"),
        title=given.get("title"),
        adopted_on=date.fromisoformat(given["adopted"]) if given else None,
    )
    return text, resolution


@pytest.fixture(scope="module")
def seeds():
    return {path.name[:3]: read(path.name[:3]) for path in SEEDS}


each_seed = pytest.mark.parametrize("prefix", [path.name[:3] for path in SEEDS])


@pytest.mark.parametrize(
    ("prefix", "form", "symbol", "title", "adopted_on", "meeting"),
    [
        ("000", "markdown", "A/RES/76/172", "Protection of migrants", date(2021, 12, 16), "53rd plenary meeting"),
        ("001", "markdown", "A/RES/78/217", "Protection of migrants", date(2023, 12, 19), "50th plenary meeting"),
        ("002", "ocr", "A/RES/72/179", "Protection of migrants", date(2017, 12, 19), None),
        ("003", "plain", "A/RES/66/172", "Protection of migrants", date(2011, 12, 19), "89th plenary meeting"),
        ("004", "markdown", "A/HRC/RES/57/14", "Human rights of migrants", date(2024, 10, 10), "47th meeting"),
    ],
)
def test_the_head_and_the_closing_are_read(seeds, prefix, form, symbol, title, adopted_on, meeting):
    resolution = seeds[prefix][1]
    assert resolution.form == form
    assert resolution.symbol == symbol
    assert resolution.title == title
    assert resolution.adopted_on == adopted_on
    assert resolution.meeting == meeting


@pytest.mark.parametrize(
    ("prefix", "preambular", "operative", "below", "footnotes"),
    [
        ("000", 35, 23, 43, 35),
        ("001", 46, 33, 44, 37),
        ("002", 30, 19, 40, 5),
        ("003", 27, 11, 32, 0),
        ("004", 20, 30, 4, 4),
    ],
)
def test_every_paragraph_and_footnote_is_found(seeds, prefix, preambular, operative, below, footnotes):
    resolution = seeds[prefix][1]
    kinds = Counter((paragraph.kind, paragraph.label.count("/")) for paragraph in resolution.paragraphs)
    assert kinds == {("preambular", 1): preambular, ("operative", 1): operative, ("operative", 2): below}
    assert len(resolution.footnotes) == footnotes


@each_seed
def test_no_word_of_the_source_is_lost(seeds, prefix):
    text, resolution = seeds[prefix]
    assert words_lost(text, (resolution,)) == Counter()


@each_seed
def test_every_line_with_words_is_in_a_paragraph_a_footnote_a_header_field_or_a_problem(seeds, prefix):
    text, resolution = seeds[prefix]
    placed = set(resolution.header_lines) | {problem.line for problem in resolution.problems}
    for part in (*resolution.paragraphs, *resolution.footnotes):
        placed.update(range(part.lines[0], part.lines[1] + 1))
    lines = enumerate(text.split("\n"), 1)
    assert [number for number, line in lines if re.search(r"\w", line) and number not in placed] == []


@each_seed
def test_texts_hold_words_and_single_spaces_only(seeds, prefix):
    resolution = seeds[prefix][1]
    for part in (*resolution.paragraphs, *resolution.footnotes):
        assert part.text == part.text.strip()
        assert not NOT_WORDS.search(part.text), part


@each_seed
def test_each_footnote_has_its_mark_in_a_paragraph(seeds, prefix):
    resolution = seeds[prefix][1]
    marks = {note.mark for paragraph in resolution.paragraphs for note in paragraph.notes}
    if resolution.form == "markdown":
        assert {footnote.mark for footnote in resolution.footnotes} == marks
    assert marks


@pytest.mark.parametrize(
    ("prefix", "label", "words", "mark"),
    [
        ("000", "pp/1", "Human Rights Council resolutions 35/17 of 22 June 2017,", "1"),
        ("000", "pp/15", "the case concerning Avena and Other Mexican Nationals", "27"),
        ("000", "op/21", "seventy-fifth and seventy-sixth sessions;", "35"),
        ("002", "pp/5", "International Covenant on Civil and Political Rights", "®"),
        ("003", "pp/4", "International Covenant on Economic, Social and Cultural Rights,", "3"),
        ("003", "op/3", "Reaffirms the rights set forth in the Universal Declaration of Human Rights", "2"),
        ("003", "op/4/g", "observance of the Vienna Convention on Consular Relations,", "9"),
    ],
)
def test_a_mark_stands_right_after_its_words(seeds, prefix, label, words, mark):
    paragraph = next(each for each in seeds[prefix][1].paragraphs if each.label == label)
    offsets = [note.offset for note in paragraph.notes if note.mark == mark]
    assert any(paragraph.text[:offset].endswith(words) for offset in offsets), (paragraph.notes, paragraph.text)


def test_a_paragraph_that_a_page_cut_in_two_is_whole_again(seeds):
    paragraph = next(each for each in seeds["000"][1].paragraphs if each.label == "op/5/a")
    assert "to pursue alternatives to detention while assessments" in paragraph.text


def test_letters_that_were_misread_are_read_as_the_sequence_demands_and_reported(seeds):
    resolution = seeds["002"][1]
    labels = [paragraph.label for paragraph in resolution.paragraphs]
    assert {"op/4/l", "op/5/i", "op/5/j", "op/5/l"} <= set(labels)
    found = {problem.line: problem.message for problem in resolution.problems if problem.code == "letter-misread"}
    assert found == {
        309: "(1) is read as (l), which the sequence demands",
        374: "(1) is read as (i), which the sequence demands",
        381: "() is read as (j), which the sequence demands",
        392: "(1) is read as (l), which the sequence demands",
    }


def test_misread_marks_that_no_note_can_be_found_for_are_reported(seeds):
    codes = Counter(problem.code for problem in seeds["002"][1].problems)
    assert codes["note-mark-unread"] == 8


def test_numbers_are_printed_with_those_of_the_paragraphs_they_stand_in(seeds):
    numbers = {paragraph.label: paragraph.number for paragraph in seeds["000"][1].paragraphs}
    assert (numbers["pp/1"], numbers["op/5"], numbers["op/5/f"]) == ("", "5", "5 (f)")


def test_the_opening_words_are_the_verb(seeds):
    verbs = {paragraph.label: paragraph.verb for paragraph in seeds["000"][1].paragraphs}
    assert verbs["op/1"] == "Calls upon"
    assert verbs["op/2"] == "Expresses its concern"
    assert verbs["op/5"] == "Also reaffirms"
    assert verbs["op/5/f"] == "Underlines"
    assert verbs["pp/1"] == "Recalling"


def test_a_vote_is_read_from_the_closing(seeds):
    assert seeds["004"][1].vote == Vote("without a vote")


def test_agenda_and_report_are_read_from_the_head(seeds):
    resolution = seeds["000"][1]
    assert resolution.agenda_items == ("74 (b)",)
    assert resolution.agenda_title.startswith("Promotion and protection of human rights: human rights questions")
    assert resolution.report == "on the report of the Third Committee (A/76/462/Add.2, para. 114)"


def test_what_a_source_does_not_tell_is_reported():
    path = next(seed for seed in SEEDS if seed.name.startswith("002"))
    (resolution,) = parse_text(path.read_text(encoding="utf-8"), source=path.name, form="ocr")
    assert resolution.symbol is None
    assert {"symbol-missing", "title-missing", "date-missing"} <= {problem.code for problem in resolution.problems}
