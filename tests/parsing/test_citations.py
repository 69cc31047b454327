"""Mentions: tables of snippets, what they cite and when, and the property that no text can stop the reading."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing.citations import find_mentions
from archive.parsing.citations.patterns import PARTS
from archive.parsing.document import Mention, NoteMark, ParsedFootnote, ParsedParagraph


def cited(text: str, body: str | None = "A", symbol: str | None = "A/RES/76/172") -> list[Mention]:
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text)
    return list(find_mentions([paragraph], [], body=body, symbol=symbol))


@pytest.mark.parametrize("name", PARTS)
def test_every_part_of_the_grammar_matches_its_example(name):
    assert re.fullmatch(PARTS[name].expression, PARTS[name].example)


NUMBERS = [
    ("a resolution with its date", "A", "resolution 74/148 of 18 December 2019", ["A/RES/74/148 2019-12-18"]),
    (
        "a list under one body",
        "A",
        "Human Rights Council resolutions 35/17 of 22 June 2017, 36/5 of 28 September 2017 and 53/24",
        ["A/HRC/RES/35/17 2017-06-22", "A/HRC/RES/36/5 2017-09-28", "A/HRC/RES/53/24"],
    ),
    ("its resolution, in a text of the Assembly", "A", "its resolution 71/280", ["A/RES/71/280"]),
    ("its resolution, in a text of the Council", "A/HRC", "its resolution 34/16", ["A/HRC/RES/34/16"]),
    (
        "Assembly resolution, in a text of the Council",
        "A/HRC",
        "as well as Assembly resolution 78/180",
        ["A/RES/78/180"],
    ),
    ("a bare number in a text of the Council is the Council's", "A/HRC", "resolution 53/24", ["A/HRC/RES/53/24"]),
    (
        "a session that the Council has not reached is the Assembly's",
        "A/HRC",
        "resolution 74/148 of 18 December 2019",
        ["A/RES/74/148 2019-12-18"],
    ),
    (
        "its after the name of another body",
        "A/HRC",
        "endorsed by the General Assembly in its resolution 73/195 of 19 December 2018",
        ["A/RES/73/195 2018-12-19"],
    ),
    (
        "the owner named behind the number",
        "E",
        "Recalling that, in its resolution 72/228 of 20 December 2017, the General Assembly encouraged",
        ["A/RES/72/228 2017-12-20"],
    ),
    (
        "the body named behind the number",
        "A",
        "resolution 34/16 of the Human Rights Council",
        ["A/HRC/RES/34/16"],
    ),
    (
        "a functional commission, and its after it",
        "A",
        "Commission on Population and Development resolutions 2006/2 of 10 May 2006 and 2009/1 of 3 April 2009"
        " and its resolution 2013/1 of 26 April 2013",
        ["E/CN.9/RES/2006/2 2006-05-10", "E/CN.9/RES/2009/1 2009-04-03", "E/CN.9/RES/2013/1 2013-04-26"],
    ),
    (
        "Security Council",
        "A",
        "Security Council resolutions 1325 (2000) and 2240 (2015)",
        ["S/RES/1325 (2000)", "S/RES/2240 (2015)"],
    ),
    ("Roman sessions", "A", "See resolution 2200 A (XXI), annex.", ["A/RES/2200 (XXI) A"]),
    ("special sessions", "A", "resolutions S-32/1 and ES-11/1", ["A/RES/S-32/1", "A/RES/ES-11/1"]),
    (
        "lettered parts",
        "A",
        "resolutions 61/250 A to C, 66/264 A and B",
        ["A/RES/61/250 A", "A/RES/61/250 B", "A/RES/61/250 C", "A/RES/66/264 A", "A/RES/66/264 B"],
    ),
    ("a range", "A", "resolutions 61/104 to 61/106", ["A/RES/61/104", "A/RES/61/105", "A/RES/61/106"]),
    ("Economic and Social Council", "A", "Economic and Social Council resolution 2021/5", ["E/RES/2021/5"]),
    ("a decision", "A", "its decision 73/503", ["A/DEC/73/503"]),
    ("a decision of a conference of the parties", "A", "decision 1/CP.21", ["1/CP.21"]),
    (
        "another assembly is not the Council named before",
        "A/HRC",
        "Human Rights Council resolution 54/9 and World Health Assembly resolution 61/18",
        ["A/HRC/RES/54/9", "None"],
    ),
    (
        "a list that goes on behind another citation",
        "A",
        "Economic and Social Council resolutions 1992/22 of 30 July 1992, “Implementation of Assembly resolution"
        " 46/152”, and 1993/28 of 27 July 1993",
        ["E/RES/1992/22 1992-07-30", "A/RES/46/152", "E/RES/1993/28 1993-07-27"],
    ),
    (
        "the Commission is the one named last",
        "A/HRC",
        "the Commission on the Status of Women, reaffirmed by the Commission in its resolution 64/2, adopted on 9"
        " March 2020",
        ["E/CN.6/RES/64/2 2020-03-09"],
    ),
    (
        "a body that adopted it, named behind its subject",
        "A/HRC",
        "Recalling resolution 60/2 on women and girls, adopted by the Commission on the Status of Women,",
        ["E/CN.6/RES/60/2"],
    ),
    (
        "a conference of parties whose numbers look like the Council's",
        "A/HRC",
        "Conference of the States Parties to the United Nations Convention against Corruption resolution 10/1 of"
        " 15 December 2023",
        ["None 2023-12-15"],
    ),
    (
        "a general comment, its committee named behind it",
        "A",
        "general comment No. 25 (2021) of the Committee on the Rights of the Child",
        ["CRC/C/GC/25"],
    ),
    (
        "a general comment, its committee named behind its subject",
        "A",
        "general recommendation No. 38 on trafficking in women, adopted by the Committee on the Elimination of"
        " Discrimination against Women",
        ["CEDAW/C/GC/38"],
    ),
    (
        "a general comment of nobody named is no resolution of the Security Council either",
        "A",
        "general comment No. 25 (2021)",
        ["None"],
    ),
    (
        "a day after a comma is not that of the resolution",
        "A",
        "pursuant to Security Council resolution 1593 (2005), on 5 August 2024",
        ["S/RES/1593 (2005)"],
    ),
    ("another assembly is not the Assembly", "A", "World Health Assembly resolution 61/18", ["None"]),
    ("documents", "A", "(A/72/53/Add.1) and E/CN.4/1998/53/Add.2.", ["A/72/53/Add.1", "E/CN.4/1998/53/Add.2"]),
    (
        "its behind another body, with a date that the body cannot have, is kept as printed",
        "A",
        "mandated by the Human Rights Council in its resolutions 52/14 of 3 April 2023 and 53/28 of 4 April 2023",
        ["A/HRC/RES/52/14 2023-04-03", "A/HRC/RES/53/28 2023-04-04"],
    ),
    (
        "its behind another body, with a date that only the text's own body can have",
        "A",
        "the establishment of the Human Rights Council by its resolution 60/251 of 15 March 2006",
        ["A/RES/60/251 2006-03-15"],
    ),
    ("a report is no resolution", "A", "A/78/180", ["A/78/180"]),
    ("fractions are no resolutions", "A", "resolution adopted by 2/3 of the members, working 24/7", []),
]


@pytest.mark.parametrize(("title", "body", "text", "expected"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers(title, body, text, expected):
    symbol = {"A": "A/RES/76/172", "A/HRC": "A/HRC/RES/57/14", "E": "E/RES/2021/4"}[body]
    # names have tables of their own
    found = [mention for mention in cited(text, body, symbol) if mention.symbol or mention.text[-1] in "0123456789)"]
    assert [f"{mention.symbol} {mention.date or ''}".strip() for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_ranges_again_and_again_give_their_ends_but_not_citations_without_bound():
    symbols = {mention.symbol for mention in cited("resolutions " + "61/104 to 61/160, " * 1_000)}
    assert {"A/RES/61/104", "A/RES/61/130", "A/RES/61/160"} <= symbols
    assert len(cited("resolutions " + "61/104 to 61/160, " * 1_000)) < 5_000


BIBLIOGRAPHY = [
    ("UNGA Res 2625 (XXV) (24 October 1970)", ["A/RES/2625 (XXV) 1970-10-24"]),
    (
        "G.A. Res. 61/106, U.N. Doc. A/RES/61/106 (Dec. 13, 2006).",
        ["A/RES/61/106", "A/RES/61/106 2006-12-13"],
    ),
    ("HRC Res 35/17 (22 June 2017)", ["A/HRC/RES/35/17 2017-06-22"]),
    ("ECOSOC Res 1503 (XLVIII) (27 May 1970)", ["E/RES/1503 (XLVIII) 1970-05-27"]),
    ("GA res. 73/195, 19 Dec. 2018", ["A/RES/73/195 2018-12-19"]),
    ("A/RES/70/1 of 25 September 2015", ["A/RES/70/1 2015-09-25"]),
    ("UNSC Resolution 1325 (2000)", ["S/RES/1325 (2000)"]),
    ("International Covenant on Civil and Political Rights (ICCPR), 999 UNTS 171", ["None"]),
]


@pytest.mark.parametrize(("text", "expected"), BIBLIOGRAPHY, ids=[row[0] for row in BIBLIOGRAPHY])
def test_bibliographies(text, expected):
    found = cited(text, None, None)
    assert [f"{mention.symbol} {mention.date or ''}".strip() for mention in found] == expected


NAMES = [
    ("full name", "the Convention on the Rights of the Child", ["convention-on-the-rights-of-the-child"]),
    (
        "both covenants",
        "the Universal Declaration of Human Rights and the International Covenants on Human Rights",
        [
            "universal-declaration-of-human-rights",
            "international-covenant-on-civil-and-political-rights",
            "international-covenant-on-economic-social-and-cultural-rights",
        ],
    ),
    (
        "a name defined nearby",
        "the Vienna Convention on Consular Relations, in accordance with article 36 of the Convention",
        ["vienna-convention-on-consular-relations"] * 2,
    ),
    (
        "a declaration defined nearby",
        "the New York Declaration for Refugees and Migrants, and to apply the Declaration",
        ["new-york-declaration-for-refugees-and-migrants"] * 2,
    ),
    ("no definition nearby stays unresolved or silent", "States parties to the Convention", []),
    (
        "an advisory opinion is one mention",
        "advisory opinion OC 16/99 of 1 October 1999 on the Right to Information on Consular Assistance in the"
        " Framework of the Guarantees of the Due Process of Law",
        ["advisory-opinion-oc-16-99"],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), NAMES, ids=[row[0] for row in NAMES])
def test_names(title, text, expected):
    assert [mention.instrument for mention in cited(text)] == expected


def test_dates_that_the_calendar_does_not_have_are_no_dates():
    (mention,) = cited("resolution 74/148 of 31 February 2019")
    assert (mention.symbol, mention.date) == ("A/RES/74/148", None)


def test_the_date_is_kept_as_printed_even_where_it_cannot_be_right():
    (mention,) = cited("its resolution 70/1 of 27 September 2015")
    assert (mention.symbol, mention.date) == ("A/RES/70/1", date(2015, 9, 27))


@given(st.text(alphabet="0123456789/()ABSRESHRCresolutions of,.–-IVX \u202e\x00[]the Convention", max_size=400))
def test_no_text_stops_the_reading_and_offsets_hold(text):
    for mention in cited(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.text


HOSTILE = ["1" * 64_000, "1/" * 32_000, "(" * 64_000, "A/" * 32_000, "resolution " * 5_000, "1 A (X" * 10_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_is_read_to_the_end(text):
    cited(text)


WORDS = st.sampled_from(
    [
        "Ibid.",
        "See",
        "resolution",
        "70/1",
        "A/RES/70/1",
        "vol. 2, No. 3",
        "United Nations, Treaty Series,",
        "the Covenants",
        "report of",
        "and",
        ",",
        ";",
        "its",
        "Official Records of the General Assembly, Supplement No. 53 (A/72/53)",
        "2240 (2015)",
        "the Convention",
        "61/250 A to C",
        "Convention on the Rights of the Child",
        "of 3 May 2020",
        "²",
        "(",
        ")",
        "“",
        "Council",
    ]
)


@given(
    st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=4),
    st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 200)), max_size=6),
    st.sampled_from(["A", "A/HRC", "S", "E", None]),
)
def test_no_footnotes_stop_the_reading_and_every_mention_is_words_of_its_paragraph(texts, bodies, marks, body):
    notes: dict[int, tuple[NoteMark, ...]] = dict.fromkeys(range(len(texts)), ())
    for index, (where, offset) in enumerate(marks):
        notes[where % len(texts)] += (NoteMark(str(index % 3), offset),)
    paragraphs = [
        ParsedParagraph(f"pp/{index + 1}", "preambular", "", "", text, notes[index], (index * 3, index * 3 + 2))
        for index, text in enumerate(texts)
    ]
    footnotes = [ParsedFootnote(str(index % 3), text, (index * 4, index * 4)) for index, text in enumerate(bodies)]
    by_label = {paragraph.label: paragraph.text for paragraph in paragraphs}
    for mention in find_mentions(paragraphs, footnotes, body=body, symbol=None):
        assert by_label[mention.paragraph][mention.start : mention.end] == mention.text
        assert mention.text.strip()
