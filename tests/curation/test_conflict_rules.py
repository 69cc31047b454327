"""Which citations contradict one another: tables of what is cited how often, and what is suspected."""

from datetime import date

import pytest

from archive.curation.conflict_rules import (
    Evidence,
    is_title,
    suspicious_dates,
    suspicious_numbers,
    suspicious_titles,
)

DAY = date.fromisoformat


def dates(votes: dict[str, dict[str, int]], own: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    evidence = Evidence(
        {symbol: {DAY(day): count for day, count in days.items()} for symbol, days in votes.items()},
        {},
        {symbol: DAY(day) for symbol, day in (own or {}).items()},
    )
    return [(one.symbol, one.value, one.likely) for one in suspicious_dates(evidence)]


DATES = [
    ("all texts agree", {"A/RES/70/1": {"2015-09-25": 9}}, {}, []),
    (
        "one text says another day",
        {"A/RES/70/1": {"2015-09-25": 9, "2015-09-27": 1}},
        {},
        [("A/RES/70/1", "2015-09-27", "2015-09-25")],
    ),
    (
        "a year that no session can have, even where more texts repeat it",
        {"A/RES/72/256": {"2017-12-24": 2, "2107-12-24": 3}},
        {},
        [("A/RES/72/256", "2107-12-24", "2017-12-24")],
    ),
    (
        "its own date of adoption outweighs all texts",
        {"A/RES/76/253": {"2022-03-17": 4}},
        {"A/RES/76/253": "2022-03-15"},
        [("A/RES/76/253", "2022-03-17", "2022-03-15")],
    ),
    (
        "a number whose session was not held then, beside the one that has the date",
        {"A/HRC/RES/35/5": {"2017-09-28": 1}, "A/HRC/RES/36/5": {"2017-09-28": 3}},
        {},
        [("A/HRC/RES/35/5", "2017-09-28", "A/HRC/RES/36/5")],
    ),
    (
        "one text against one: the day that other resolutions of the session have",
        {"A/HRC/RES/53/24": {"2023-07-13": 1, "2023-07-21": 1}, "A/HRC/RES/53/22": {"2023-07-13": 1}},
        {},
        [("A/HRC/RES/53/24", "2023-07-21", "2023-07-13")],
    ),
    (
        "one text against one and nothing to tell them apart",
        {"A/RES/74/45": {"2019-12-12": 1, "2019-12-19": 1}},
        {},
        [("A/RES/74/45", "2019-12-12", ""), ("A/RES/74/45", "2019-12-19", "")],
    ),
    (
        "lettered parts have dates of their own",
        {"A/RES/61/250 A": {"2006-12-22": 2}, "A/RES/61/250 B": {"2007-04-02": 2}, "A/RES/61/250 C": {"2007-06-29": 2}},
        {},
        [],
    ),
    (
        "a number without its letter may have the date of any part",
        {
            "A/RES/61/250": {"2006-12-22": 1, "2007-06-29": 1},
            "A/RES/61/250 A": {"2006-12-22": 2},
            "A/RES/61/250 C": {"2007-06-29": 2},
        },
        {},
        [],
    ),
    (
        "the same number in two bodies is two resolutions",
        {"A/RES/53/24": {"1998-11-10": 3}, "A/HRC/RES/53/24": {"2023-07-13": 3}},
        {},
        [],
    ),
]


@pytest.mark.parametrize(("title", "votes", "own", "expected"), DATES, ids=[row[0] for row in DATES])
def test_dates(title, votes, own, expected):
    assert dates(votes, own) == expected


def test_a_number_above_the_highest_of_a_session_that_the_archive_holds_does_not_exist():
    held = [f"A/HRC/RES/54/{number}" for number in range(1, 37)]
    evidence = Evidence({}, {"A/HRC/RES/54/42": 1, "A/HRC/RES/54/12": 5, "A/HRC/RES/52/90": 1})
    assert [(one.symbol, one.likely) for one in suspicious_numbers(evidence, held)] == [("A/HRC/RES/54/42", "")]


def test_a_session_of_which_little_is_held_says_nothing_about_its_numbers():
    held = [f"A/RES/76/{number}" for number in (2, 50, 172)]
    assert list(suspicious_numbers(Evidence({}, {"A/RES/76/300": 1}), held)) == []


def test_a_number_of_the_security_council_stands_with_one_year():
    evidence = Evidence({}, {"S/RES/2161 (2014)": 5, "S/RES/2161 (2015)": 1})
    found = [(one.symbol, one.likely) for one in suspicious_numbers(evidence, [])]
    assert found == [("S/RES/2161 (2015)", "S/RES/2161 (2014)")]


@pytest.mark.parametrize(
    ("quoted", "own", "same"),
    [
        ("Protection of migrants", "Protection of migrants", True),
        ("protection of  migrants", "Protection of migrants", True),
        ("Smart tourism", "Rights of the child", False),
        ("Protection of the marine environment", "Protection of migrants", False),
        ("Women and the response to COVID-19", "Women and the response to the coronavirus disease (COVID-19)", True),
        (
            "Transforming our world",
            "Transforming our world: the 2030 Agenda for Sustainable Development",
            True,
        ),
    ],
)
def test_a_quoted_title_is_the_own_title_or_a_part_of_it(quoted, own, same):
    assert is_title(quoted, own) is same


def test_a_title_unlike_its_own_is_suspected_only_where_the_own_is_known():
    quoted = [("A/RES/76/172", "Protection of migrants"), ("A/RES/76/1", "Rights of the child"), ("A/RES/9/9", "X")]
    titles = {"A/RES/76/172": "Protection of migrants", "A/RES/76/1": "Appointment of the committee"}
    assert [one.symbol for one in suspicious_titles(quoted, titles)] == ["A/RES/76/1"]
