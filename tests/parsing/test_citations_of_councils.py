"""Numbers that cannot be the Human Rights Council's own are not given to it."""

from __future__ import annotations

import pytest

from archive.parsing.citations import find_mentions
from archive.parsing.document import NoteMark, ParsedFootnote, ParsedParagraph


def symbols(text: str, *, note: str = "") -> list[str | None]:
    """What a paragraph of a Human Rights Council resolution of 2023 cites."""
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text, notes=(NoteMark("1", len(text)),) if note else ())
    footnotes = [ParsedFootnote("1", note)] if note else []
    return [m.symbol for m in find_mentions([paragraph], footnotes, body="A/HRC", symbol="A/HRC/RES/54/6")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in compliance with resolution 69/323 relating to funding", ["A/RES/69/323"]),
        ("pursuant to its resolution 34/16", ["A/HRC/RES/34/16"]),
        (
            "Recalling resolution 60/2 on women, girls and HIV, adopted by the Commission on the Status of Women",
            ["E/CN.6/RES/60/2"],
        ),
        ("Recalling resolution 3/2005 of the Conference of the Organization", [None]),
    ],
)
def test_sessions_that_the_council_has_not_held_and_numbers_it_does_not_reach(text, expected):
    assert symbols(text) == expected


def test_a_footnote_with_a_bare_number_beyond_the_councils_own_session_is_the_assemblys():
    assert symbols("the proclamation of the International Day of Care", note="Resolution 77/317.") == ["A/RES/77/317"]
