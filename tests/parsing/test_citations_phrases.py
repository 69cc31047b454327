"""Which words of a paragraph cite what only its footnote names."""

from __future__ import annotations

import pytest

from archive.parsing.citations import find_mentions
from archive.parsing.document import NoteMark, ParsedFootnote, ParsedParagraph


def cited(text: str, *notes: str) -> list[tuple[str, str | None]]:
    """Words and symbols of the mentions with a footnote; "{}" stands for each mark."""
    parts = text.split("{}")
    marks = [NoteMark(str(n), len("".join(parts[:n]))) for n in range(1, len(parts))]
    footnotes = [ParsedFootnote(str(n), body) for n, body in enumerate(notes, start=1)]
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", "".join(parts), notes=tuple(marks))
    mentions = find_mentions([paragraph], footnotes, body="A", symbol="A/RES/78/300")
    return [(mention.text, mention.symbol) for mention in mentions if mention.footnote]


@pytest.mark.parametrize(
    ("text", "note", "words", "symbol"),
    [
        (
            "consistent with the resolution adopted by the Conference of the Lamp Parties at its sixth session,{}",
            "CAC/COSP/2015/10.",
            "resolution adopted by the Conference of the Lamp Parties at its sixth session",
            "CAC/COSP/2015/10",
        ),
        (
            "Taking note of decision 13/1 of the Open-ended Group on Lamps,{}",
            "A/AC.278/2023/2, para. 30.",
            "decision 13/1 of the Open-ended Group on Lamps",
            "A/AC.278/2023/2",
        ),
        (
            "Reaffirming its agreed conclusions 1997/2 of 18 July 1997 on lamps in the United Nations system,{}",
            "A/52/3/Rev.1, chap. IV.",
            "agreed conclusions 1997/2 of 18 July 1997 on lamps in the United Nations system",
            "A/52/3/Rev.1",
        ),
        (
            "Welcoming its initial report under article 40 of the Covenant,{}",
            "CCPR/C/SOM/1.",
            "report under article 40 of the Covenant",
            "CCPR/C/SOM/1",
        ),
        (
            "Recalling what was agreed at the twentieth special session of the General Assembly,{}",
            "Resolution S-20/2.",
            "twentieth special session of the General Assembly",
            "A/RES/S-20/2",
        ),
    ],
)
def test_the_words_open_with_what_the_document_is(text, note, words, symbol):
    assert cited(text, note) == [(words, symbol)]


def test_a_political_declaration_is_the_one_that_its_note_names():
    text = (
        "Noting the political declaration of the high-level meeting on universal health coverage, held in New York on"
        " 21 September 2023,{}"
    )
    ((words, symbol),) = cited(text, "Resolution 78/4, annex.")
    assert (words.startswith("political declaration"), symbol) == (True, "A/RES/78/4")


def test_another_report_of_the_same_author_is_named_by_its_own_subject():
    text = "Having considered the reports of the Secretary-General on lamps{} and on the budget for the lighthouses,{}"
    assert cited(text, "A/77/631.", "A/77/771.") == [
        ("reports of the Secretary-General on lamps", "A/77/631"),
        ("on the budget for the lighthouses", "A/77/771"),
    ]
