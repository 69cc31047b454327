"""What holds of any text, however hostile: no exception, no word lost, one label once, the same twice."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

FORMS = ("markdown", "plain", "ocr", "layout")
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[3] / "fixtures").glob("00*.txt"))]

# pieces that the steps look for, in any order and any number
FRAGMENTS = """
The General Assembly,|The Security Council,|Recalling its resolution 76/172 of 16 December 2021,|Deeply concerned about
1.|2. Requests the Secretary-General;|12 Condemns|(a) To promote;|(i) That|()|(1) Urges|(ii)|I|II. Sources|B|Part II
Annex|Annex II|Article 9|¹ See resolution 70/1.|__________________|7|A/RES/76/172|12/13|25-20973 (E)|*2520973*
Rights,3 and|Rights,® the|thereto,'' in|gender__________________|risk16/17|[^4]|_under_|* * *|• a point
53rd plenary meeting|16 December 2021|[Adopted without a vote.]|Agenda items 13 and 75 (a)|on 19 December 2023
Resolution adopted by the General Assembly|[on the report of the Third Committee|76/172. Protection of migrants|80/218.
*Calls upon*|[73/195](#)|“The future we want|twenty-|seventh|in this regard:|zones;
Honduras and Mexico: draft resolution|-----|--- Page 3 ---
[page 3]|; 20. Urges all States;|annex. 8|2 See A/75/345.|self\ufffedetermination
""".replace("\n", "|").split("|")
PIECES = st.sampled_from(FRAGMENTS)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=40)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\f", "\n      ", " "])


@st.composite
def documents(draw):
    lines = draw(LINES)
    return "".join(line + draw(BREAKS) for line in lines)


@settings(max_examples=150, deadline=None)
@given(text=documents(), form=st.sampled_from(FORMS))
def test_any_text_gives_resolutions_with_unique_labels_and_offsets_inside_their_texts(text, form):
    resolutions = parse_text(text, source="any", form=form)
    assert resolutions
    for resolution in resolutions:
        labels = [paragraph.label for paragraph in resolution.paragraphs]
        assert len(labels) == len(set(labels))
        for paragraph in resolution.paragraphs:
            assert all(0 <= note.offset <= len(paragraph.text) for note in paragraph.notes)


@settings(max_examples=100, deadline=None)
@given(text=documents(), form=st.sampled_from(FORMS))
def test_the_same_text_gives_the_same_record(text, form):
    assert parse_text(text, source="any", form=form) == parse_text(text, source="any", form=form)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(PIECES.filter(lambda piece: "](" not in piece), max_size=40), form=st.sampled_from(FORMS))
def test_no_word_is_lost_whatever_the_order_of_lines(lines, form):
    text = "\n".join(lines)
    assert words_lost(text, parse_text(text, source="any", form=form)) == Counter()


@pytest.mark.parametrize("form", FORMS)
def test_a_mark_beside_an_ornament_is_not_lost_with_it(form):
    text = "The General Assembly,\nRecalling the decent work agenda\n⁸ *\nStressing the importance of laws,\n"
    assert words_lost(text, parse_text(text, source="any", form=form)) == Counter()


@pytest.mark.parametrize("lines", ["1.\ncolon:\n", "1. Requests:\n(a)\n(i) That:\n", "1.\nTo do:\n(a)\n"])
def test_lists_that_open_in_lists_hundreds_of_times_stay_within_the_depth_of_a_label(lines):
    (resolution,) = parse_text("The General Assembly,\n" + lines * 3_000, source="any", form="plain")
    assert max(paragraph.label.count("/") for paragraph in resolution.paragraphs) < 20


@settings(max_examples=25, deadline=None)
@given(
    lines=st.lists(PIECES.filter(lambda piece: "](" not in piece), min_size=1, max_size=4),
    times=st.integers(500, 1_500),
    form=st.sampled_from(FORMS),
)
def test_no_word_is_lost_and_nothing_breaks_where_lines_come_hundreds_of_times(lines, times, form):
    text = "\n".join(lines * times)
    resolutions = parse_text(text, source="any", form=form)
    assert words_lost(text, resolutions) == Counter()
    for resolution in resolutions:
        assert max((paragraph.label.count("/") for paragraph in resolution.paragraphs), default=0) < 20


@pytest.mark.parametrize("seed", range(5))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_no_word_is_lost_from_a_real_text_whose_lines_were_shuffled_cut_or_doubled(seed, data):
    lines = SEEDS[seed].split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    length = data.draw(st.integers(1, 60))
    part = data.draw(st.permutations(lines[start : start + length]))
    text = "\n".join([*lines[:20], *part, *lines[start + length : start + length + 40]]).replace("](#)", "]")
    form = recognise_form(text)
    assert words_lost(text, parse_text(text, source="any", form=form)) == Counter()


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_characters_have_a_form(text):
    assert recognise_form(text) in FORMS
