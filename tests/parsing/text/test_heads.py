"""Heads and closings of the bodies' documents: what is read from each field."""

from datetime import date

import pytest

from archive.parsing.document import Vote
from archive.parsing.text.zones import read_vote
from tests.parsing.text.snippets import ASSEMBLY, codes, labels, one, parse

COUNCIL = """S/RES/2546 (2020)

Security Council

Distr.: General
2 October 2020

Resolution 2546 (2020)

Adopted by the Security Council at its 8763rd meeting, on
2 October 2020

The Security Council,
Recalling its resolution 2240 (2015),
1. Decides to renew the authorizations;
2. Decides to remain seized of the matter.
"""

SOCIAL = """E/RES/2021/2

Economic and Social Council

2021 session
Agenda item 19 (c)
Social and human rights questions

Resolution adopted by the Economic and Social Council on 21 April 2021

2021/2. Rehabilitation and reintegration

The Economic and Social Council,
Recalling its resolution 2020/1,
1. Takes note of the report.
"""


@pytest.mark.parametrize(
    ("text", "symbol", "title", "adopted_on", "meeting", "items"),
    [
        (
            ASSEMBLY,
            "A/RES/80/218",
            "Protection of migrants",
            date(2025, 12, 18),
            "12th plenary meeting",
            ("13", "75 (a)"),
        ),
        (COUNCIL, "S/RES/2546 (2020)", "", date(2020, 10, 2), "8763rd meeting", ()),
        (SOCIAL, "E/RES/2021/2", "Rehabilitation and reintegration", date(2021, 4, 21), None, ("19 (c)",)),
    ],
)
def test_heads_of_the_bodies(text, symbol, title, adopted_on, meeting, items):
    resolution = one(text)
    found = (resolution.symbol, resolution.title, resolution.adopted_on, resolution.meeting, resolution.agenda_items)
    assert found == (symbol, title, adopted_on, meeting, items)
    assert not [code for code in codes(resolution) if code not in ("title-missing",)]


def test_a_draft_has_sponsors_and_a_title_without_a_number():
    text = """A/C.3/76/L.52/Rev.1

Third Committee
Agenda item 74 (b)

Honduras and Mexico: draft resolution

Protection of migrants

The General Assembly,
Recalling its resolution 74/148,
1. Decides to remain seized of the matter.
"""
    resolution = one(text)
    assert resolution.title == "Protection of migrants"
    assert [(draft.symbol, draft.sponsors) for draft in resolution.drafts] == [
        ("A/C.3/76/L.52/Rev.1", ("Honduras", "Mexico"))
    ]
    assert labels(resolution) == ["pp/1", "op/1"]


def test_what_is_given_supplies_what_the_source_lacks_and_the_source_stands_where_it_speaks():
    text = "The General Assembly,\nRecalling its resolution 70/147,\n1. Decides to remain seized of the matter."
    resolution = one(text, symbol="A/RES/72/179", title="Protection of migrants", adopted_on=date(2017, 12, 19))
    assert (resolution.symbol, resolution.title, resolution.adopted_on) == (
        "A/RES/72/179",
        "Protection of migrants",
        date(2017, 12, 19),
    )
    other = one(ASSEMBLY, symbol="A/RES/80/1")
    assert other.symbol == "A/RES/80/218"
    assert codes(other) == ["symbol-differs-from-given"]


def test_two_resolutions_in_one_document_are_two():
    text = """A/RES/74/255 A-B

Resolutions adopted by the General Assembly on 27 December 2019

74/255. Scale of assessments

A

The General Assembly,
Recalling its resolution 73/271,¹
1. Decides so;
2. Decides to remain seized of the matter.

52nd plenary meeting
27 December 2019

B

The General Assembly,
Recalling its resolution 73/272,²
1. Decides otherwise.

52nd plenary meeting
27 December 2019

¹ A/74/11.

² A/74/12.
"""
    first, second = parse(text)
    assert (first.symbol, second.symbol) == ("A/RES/74/255 A", "A/RES/74/255 B")
    assert (labels(first), labels(second)) == (["pp/1", "op/1", "op/2"], ["pp/1", "op/1"])
    assert (first.footnotes[0].text, second.footnotes[0].text) == ("A/74/11.", "A/74/12.")
    assert first.title == second.title == "Scale of assessments"


# --- closings ---


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("[Adopted without a vote.]", Vote("without a vote")),
        (
            "[Adopted by a recorded vote of 27 to 16, with 4 abstentions. The voting was as follows: "
            "In favour: Algeria, Iran (Islamic Republic of) Against: France, Japan Abstaining: Brazil]",
            Vote(
                "recorded",
                27,
                16,
                4,
                {
                    "for": ("Algeria", "Iran (Islamic Republic of)"),
                    "against": ("France", "Japan"),
                    "abstaining": ("Brazil",),
                },
            ),
        ),
        ("adopted by a recorded vote of 152 to none, with no abstentions", Vote("recorded", 152, 0, 0)),
        ("Adopted as orally revised", None),
    ],
)
def test_votes(text, vote):
    assert read_vote(text) == vote
