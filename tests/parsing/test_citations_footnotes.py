"""Mentions whose authority stands in a footnote: the body of the note and the words at its mark are one citation."""

from __future__ import annotations

import re

from archive.parsing.citations import find_mentions
from archive.parsing.document import Mention, NoteMark, ParsedFootnote, ParsedParagraph


def cited(text: str, body: str | None = "A", symbol: str | None = "A/RES/76/172") -> list[Mention]:
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text)
    return list(find_mentions([paragraph], [], body=body, symbol=symbol))


def joined(text_with_marks: str, bodies: dict[str, str], body: str = "A") -> list[Mention]:
    """Marks are written [1] in the text."""
    text, notes, last = "", [], 0
    for match in re.finditer(r"\[(\d+)\]", text_with_marks):
        text += text_with_marks[last : match.start()]
        notes.append(NoteMark(match[1], len(text)))
        last = match.end()
    text += text_with_marks[last:]
    paragraph = ParsedParagraph("pp/1", "preambular", "", "", text, tuple(notes))
    footnotes = [ParsedFootnote(mark, words) for mark, words in bodies.items()]
    return list(find_mentions([paragraph], footnotes, body=body, symbol="A/RES/76/172"))


def test_the_body_of_a_footnote_and_the_words_at_its_mark_are_one_citation():
    found = joined(
        "Human Rights Council resolutions 35/17 of 22 June 2017,[1] and 36/5 of 28 September 2017,[2]",
        {
            "1": "See Official Records of the General Assembly, Seventy-second Session, Supplement No. 53 (A/72/53).",
            "2": "Ibid., Supplement No. 53A (A/72/53/Add.1), chap. III.",
        },
    )
    assert [(mention.symbol, mention.footnote) for mention in found] == [
        ("A/HRC/RES/35/17", "1"),
        ("A/HRC/RES/36/5", "2"),
    ]


def test_ibid_inherits_the_treaty_series():
    found = joined(
        "the Convention against Torture[8] and a treaty that nobody has filed,[9]",
        {"8": "United Nations, Treaty Series, vol. 1465, No. 24841.", "9": "Ibid., vol. 2716, No. 48088."},
    )
    assert [(mention.instrument, mention.footnote) for mention in found] == [
        ("convention-against-torture-and-other-cruel-inhuman-or-degrading-treatment-or-punishment", "8"),
        ("international-convention-for-the-protection-of-all-persons-from-enforced-disappearance", "9"),
    ]


def test_ibid_alone_means_the_same_again():
    found = joined("the first text[1] and the second text[2]", {"1": "Resolution 73/195, annex.", "2": "Ibid."})
    assert [mention.symbol for mention in found] == ["A/RES/73/195", "A/RES/73/195"]


def test_what_stands_in_a_footnote_alone_is_cited_by_the_words_at_its_mark():
    found = joined(
        "Takes note of the report of the Secretary-General on the human rights of migrants;[34]",
        {"34": "See A/76/165."},
    )
    assert [(mention.text, mention.symbol) for mention in found] == [
        ("report of the Secretary-General on the human rights of migrants", "A/76/165")
    ]


def test_a_resolution_about_an_instrument_is_not_the_instrument():
    found = joined(
        "the political declaration of the midterm review of the Sendai Framework for Disaster Risk Reduction"
        " 2015–2030[1]",
        {"1": "Resolution 77/289, annex."},
    )
    assert {(mention.symbol, mention.instrument, mention.footnote) for mention in found} == {
        ("A/RES/77/289", None, "1"),
        (None, "sendai-framework-for-disaster-risk-reduction-2015-2030", None),
    }


def test_two_documents_in_one_footnote_are_two_citations_of_the_same_words():
    found = joined("the reports of the Special Rapporteur;[35]", {"35": "A/75/183 and A/76/257."})
    assert [mention.symbol for mention in found] == ["A/75/183", "A/76/257"]
    assert len({(mention.start, mention.end) for mention in found}) == 1
