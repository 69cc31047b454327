import pytest

from archive.parsing.citations.findings import Spans


@pytest.mark.parametrize(
    ("taken", "place", "overlaps"),
    [
        ([], (0, 5), False),
        ([(0, 5)], (5, 9), False),
        ([(5, 9)], (0, 5), False),
        ([(0, 6)], (5, 9), True),
        ([(3, 4)], (0, 9), True),
        ([(0, 20), (2, 4)], (10, 12), True),
        ([(8, 9), (0, 2), (4, 6)], (2, 4), False),
        ([(8, 9), (0, 2), (4, 6)], (5, 8), True),
    ],
)
def test_a_place_overlaps_what_it_has_a_character_in_common_with(taken, place, overlaps):
    assert Spans(taken).overlap(*place) is overlaps
