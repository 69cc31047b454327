"""What a text says that a short name means, it means from there on, whatever else is named later."""

from __future__ import annotations

from archive.parsing.citations import find_mentions
from archive.parsing.document import ParsedParagraph

SEA = "united-nations-convention-on-the-law-of-the-sea"


def defined(*texts: str) -> list[tuple[str, str | None]]:
    """The short names after the first paragraph, as (words, instrument)."""
    paragraphs = [ParsedParagraph(f"pp/{n}", "preambular", "", "", text) for n, text in enumerate(texts, start=1)]
    mentions = find_mentions(paragraphs, [], body="A", symbol="A/RES/76/72")
    return [(m.text, m.instrument) for m in mentions if m.paragraph != "pp/1" and len(m.text.split()) == 1]


def test_a_name_defined_in_parentheses_holds_against_a_nearer_instrument():
    assert defined(
        "Recalling the United Nations Convention on the Law of the Sea (the Convention),",
        "Recalling also the Convention on Biological Diversity, and the work done under the Convention,",
        "Calls upon States to become parties to the Convention;",
    ) == [("Convention", SEA), ("Convention", SEA)]


def test_a_name_defined_in_quotation_marks_holds_too():
    assert defined(
        "Recalling the United Nations Convention on the Law of the Sea (hereinafter “the Convention”),",
        "Reaffirming the Convention on the Rights of the Child and respect for the Convention,",
    ) == [("Convention", SEA)]


def test_a_definition_of_something_unknown_is_not_read_as_something_known():
    found = defined(
        "Recalling the Agreement on the Lighthouses of the Northern Isles (“the Agreement”),",
        "Recalling also the Paris Agreement, and calling for respect of the Agreement,",
    )
    assert ("Agreement", "paris-agreement") not in found


def test_a_verb_after_the_short_name_is_no_title():
    assert defined(
        "Recalling the United Nations Convention to Combat Desertification in Those Countries Experiencing Serious"
        " Drought and/or Desertification, Particularly in Africa,",
        "Invites the parties to the Convention to provide full support;",
    ) == [("Convention", "united-nations-convention-to-combat-desertification")]


def test_an_agreement_under_a_convention_is_not_called_the_convention():
    assert defined(
        "Recalling the Convention on Biological Diversity,",
        "Welcoming the Agreement under the United Nations Convention on the Law of the Sea on the Conservation and"
        " Sustainable Use of Marine Biological Diversity of Areas beyond National Jurisdiction,",
        "Calls upon the parties to the Convention to cooperate;",
    ) == [("Convention", "convention-on-biological-diversity")]


def test_a_definition_is_no_citation_of_its_own():
    paragraph = ParsedParagraph(
        "pp/1",
        "preambular",
        "",
        "",
        "Recalling the United Nations Convention on the Law of the Sea (“the Convention”),",
    )
    (mention,) = find_mentions([paragraph], [], body="A", symbol="A/RES/76/72")
    assert mention.text == "United Nations Convention on the Law of the Sea"
