"""Texts aligned, and the words in which they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparison import align, squeeze, word_changes

TEXTS = st.lists(st.text("abc .,", max_size=12), max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        pytest.param(["one", "two"], ["one", "two"], [(0, 0), (1, 1)], id="the same"),
        pytest.param(["one", "two"], ["one", "new", "two"], [(0, 0), (None, 1), (1, 2)], id="one more"),
        pytest.param(["one", "old", "two"], ["one", "two"], [(0, 0), (1, None), (2, 1)], id="one less"),
        pytest.param(
            ["Notes the report;", "Urges States to act;"],
            ["Urges all States to act;", "Decides to stop."],
            [(0, None), (1, 0), (None, 1)],
            id="reworded and moved up",
        ),
        pytest.param(["“Well”-being"], ["'Well' being"], [(0, 0)], id="set in other type"),
        pytest.param([], ["one"], [(None, 0)], id="nothing left"),
        pytest.param([], [], [], id="nothing"),
    ],
)
def test_texts_are_paired_in_reading_order(
    left: list[str], right: list[str], pairs: list[tuple[int | None, int | None]]
) -> None:
    assert [(pair.left, pair.right) for pair in align(left, right)] == pairs


@given(TEXTS, TEXTS)
def test_every_text_is_in_one_pair(left: list[str], right: list[str]) -> None:
    pairs = align(left, right)
    assert [pair.left for pair in pairs if pair.left is not None] == list(range(len(left)))
    assert [pair.right for pair in pairs if pair.right is not None] == list(range(len(right)))


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        ("the rights of migrants", "the rights of migrants", []),
        ("the rights of all migrants", "the rights of migrants", [("all", "")]),
        ("the rights of migrants", "the human rights of migrants", [("", "human")]),
        ("rights, 2021, of", "rights, 2020, of", [("2021,", "2020,")]),
        ("a twenty- seventh session", "a twenty-seventh session", []),
        ("the “2030 Agenda” and", 'the "2030 Agenda" and', []),
        ("one two three", "four five", [("one two three", "four five")]),
        ("", "one", [("", "one")]),
    ],
)
def test_differing_words_are_told(left: str, right: str, changes: list[tuple[str, str]]) -> None:
    assert [(change.left, change.right) for change in word_changes(left, right)] == changes


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_change_means_the_same_words(left: str, right: str) -> None:
    assert bool(word_changes(left, right)) == (squeeze(left) != squeeze(right))


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12), st.lists(st.sampled_from(["a", "b", "c"]), max_size=12))
def test_a_change_stands_where_it_says(left: list[str], right: list[str]) -> None:
    one, other = " ".join(left), " ".join(right)
    for change in word_changes(one, other):
        assert one[change.left_start :].startswith(change.left)
        assert other[change.right_start :].startswith(change.right)
