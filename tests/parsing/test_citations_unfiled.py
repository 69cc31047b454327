"""Agreements that the authority file lacks are found by the form of their names and stay unresolved."""

from __future__ import annotations

import pytest

from archive.parsing.citations import Authority, find_mentions
from archive.parsing.document import NoteMark, ParsedFootnote, ParsedParagraph

NOTHING_ON_FILE = Authority.of([])


def unfiled(text: str) -> list[str]:
    """Words of the mentions in a text, with nothing on file."""
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text)
    mentions = find_mentions([paragraph], [], body="A", symbol="A/RES/76/1", authority=NOTHING_ON_FILE)
    assert all(mention.instrument is None and mention.symbol is None for mention in mentions)
    return [mention.text for mention in mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("consistent with the Nouméa Accord,", ["Nouméa Accord"]),
        ("violations of the Status of Forces Agreement by the Government", ["Status of Forces Agreement"]),
        (
            "the Domestic Workers Convention, and the Agreement on Lighthouses of the Northern Isles and Keepers;",
            ["Domestic Workers Convention", "Agreement on Lighthouses of the Northern Isles and Keepers"],
        ),
        (
            "the Rome Declaration on Nutrition and the Framework for Action,",
            ["Rome Declaration on Nutrition"],
        ),
        (
            "the Agreement between the Northern Isles and the Southern Shore regarding lamps,",
            ["Agreement between the Northern Isles and the Southern Shore"],
        ),
        ("the Final Accord for Ending the Quarrel, and the lamps", ["Final Accord for Ending the Quarrel"]),
        ("as the Global Lamp Report on Lamps and Lighthouses shows,", ["Global Lamp Report on Lamps and Lighthouses"]),
        ("The Report of the Secretary-General, a Special Report", []),
        (
            "the judgment of the Court of the Northern Isles of 26 February 2007, and the judgment of the day",
            ["judgment of the Court of the Northern Isles of 26 February 2007"],
        ),
        ("States parties to this Convention shall, in each Agreement, respect a treaty", []),
        ("The Convention enters into force; the Agreement too; a Political Declaration was adopted", []),
        ("the Committee on the Convention of the Northern Isles met", []),
        ("members of the Northern Treaty Organization", []),
        ("the human rights of migrants, regardless of any agreement or accord", []),
    ],
)
def test_names_of_agreements_are_found_by_their_form(text, names):
    assert unfiled(text) == names


def test_a_footnote_tells_what_an_agreement_is_that_is_not_on_file():
    text = "Recalling the Agreement on the Lighthouses of the Northern Isles,"
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text, notes=(NoteMark("1", len(text)),))
    note = ParsedFootnote("1", "A/56/1026, annex II.")
    (mention,) = find_mentions([paragraph], [note], body="A", symbol="A/RES/76/1", authority=NOTHING_ON_FILE)
    assert (mention.text, mention.symbol, mention.footnote) == (
        "Agreement on the Lighthouses of the Northern Isles",
        "A/56/1026",
        "1",
    )


def test_a_long_run_of_capitals_is_read_in_a_moment():
    assert unfiled("Agreement on " + "Aa, and the Bb of " * 3500)
    assert unfiled("Aa of Bb and " * 5000) == []
