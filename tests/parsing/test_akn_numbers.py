"""Printed numbers: which follows which."""

import pytest

from archive.parsing.akn.numbers import Printed


@pytest.mark.parametrize(
    ("earlier", "later", "follows"),
    [
        ("(a)", "(b)", True),
        ("(a)", "(c)", False),
        ("(h)", "(i)", True),
        ("(i)", "(ii)", True),
        ("(i)", "(j)", True),
        ("(z)", "(aa)", True),
        ("(aa)", "(bb)", True),
        ("(aa)", "(ab)", True),
        ("(az)", "(ba)", True),
        ("(ix)", "(x)", True),
        ("(xix)", "(xx)", True),
        ("(xxix)", "(xxx)", True),
        ("a.", "b.", True),
        ("a.", "(b)", False),
        ("A.", "b.", False),
        ("(1)", "(2)", True),
        ("–", "–", True),
        ("–", "•", False),
        ("(a)", "–", False),
    ],
)
def test_the_next_number_of_a_list_is_known(earlier: str, later: str, follows: bool) -> None:
    assert Printed.read(later).follows(Printed.read(earlier)) is follows


@pytest.mark.parametrize(
    ("number", "style", "core", "is_top"),
    [
        ("5.", ".", "5", True),
        ("26", ".", "26", True),
        ("6.1", ".", "6.1", True),
        ("(a)", "()", "a", False),
        ("( a )", "()", "a", False),
        ("b)", ")", "b", False),
        ("(3)", "()", "3", False),
        ("iv.", ".", "iv", False),
        ("–", "bullet", "–", False),
    ],
)
def test_a_number_is_split_into_style_and_core(number: str, style: str, core: str, is_top: bool) -> None:
    printed = Printed.read(number)
    assert (printed.style, printed.core, printed.is_top) == (style, core, is_top)
