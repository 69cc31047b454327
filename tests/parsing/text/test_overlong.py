"""Texts of more short lines than any document has: a bound on the work, and no word lost."""

from collections import Counter

import pytest

from archive.parsing.text.overlong import cut_overlong
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

DOCUMENT = "76/172. Protection of migrants\n\nThe General Assembly,\n\n1. Calls upon States;\n"


@pytest.mark.parametrize("line", ["1.\n", "(a)\n", "¹\n", "word\r\n", "a\u2028"])
def test_the_rest_of_a_text_of_far_too_many_short_lines_is_kept_in_a_problem(line: str) -> None:
    text = DOCUMENT + line * 40_000
    (resolution, *_) = parse_text(text, source="any", form="plain")
    problem = next(problem for problem in resolution.problems if problem.code == "too-many-lines")
    assert problem.line is not None and 20_000 < problem.line < 30_000
    assert len(resolution.paragraphs) < 30_000
    assert words_lost(text, (resolution,)) == Counter()


def test_a_long_document_is_read_to_its_end() -> None:
    page = "and of their families, in accordance with the obligations of States\n" * 50 + "1.\n(a)\n\n"
    assert cut_overlong(page * 2_000) == (page * 2_000, [])


def test_blank_lines_do_not_count() -> None:
    text = "\n \n" * 500_000 + "1. Calls upon States;\n"
    assert cut_overlong(text) == (text, [])


def test_a_text_that_ends_where_the_bound_is_has_no_problem() -> None:
    text = "ab\n" * 21_621
    most = 20_000 + len(text) // 40
    assert most == 21_621
    assert cut_overlong(text) == (text, [])
    assert cut_overlong(text + "ab\n")[1]
