"""The citations of the five seeds against the gold made by hand (fixtures/gold/README.md tells how it counts)."""

from __future__ import annotations

import pytest

from benchmarks.citations_gold import Score, scores, seeds


@pytest.fixture(scope="module")
def by_symbol() -> dict[str, Score]:
    return {score.symbol: score for score in scores()}


SEEDS = ["A/RES/76/172", "A/RES/78/217", "A/RES/72/179", "A/RES/66/172", "A/HRC/RES/57/14"]


@pytest.mark.parametrize("symbol", SEEDS)
def test_what_a_careful_reader_marks_is_found_and_points_at_the_right_instrument(by_symbol, symbol):
    score = by_symbol[symbol]
    assert score.answered + len(score.missed) >= 25
    assert score.recall >= 0.97, [line["words"] for line in score.missed]


@pytest.mark.parametrize("symbol", SEEDS)
def test_nothing_is_found_that_a_careful_reader_would_not_mark(by_symbol, symbol):
    assert by_symbol[symbol].precision >= 0.97, [mention.text for mention in by_symbol[symbol].wrong]


def test_dates_stand_where_the_gold_has_them(by_symbol):
    assert [score.dates_differ for score in by_symbol.values() if score.dates_differ] == []


def test_the_first_paragraph_of_76_172_has_exactly_five_citations_each_with_its_date():
    seed = next(seed for seed in seeds() if seed.symbol == "A/RES/76/172")
    assert [(m.symbol, str(m.date)) for m in seed.citations if m.paragraph == "pp/1"] == [
        ("A/RES/74/148", "2019-12-18"),
        ("A/HRC/RES/35/17", "2017-06-22"),
        ("A/HRC/RES/36/5", "2017-09-28"),
        ("A/HRC/RES/41/7", "2019-07-11"),
        ("A/HRC/RES/47/12", "2021-07-12"),
    ]
