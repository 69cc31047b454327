"""The parser gives every paragraph of the five documents the label and the words that a reader reads."""

import pytest

SYMBOLS = ("A/RES/76/172", "A/RES/78/217", "A/RES/72/179", "A/RES/66/172", "A/HRC/RES/57/14")
each_document = pytest.mark.parametrize("symbol", SYMBOLS)


@each_document
def test_the_labels_are_those_that_are_printed_in_reading_order(symbol, parsed_seeds, gold_paragraphs):
    expected = [line["label"] for line in gold_paragraphs if line["symbol"] == symbol]
    assert [paragraph.label for paragraph in parsed_seeds[symbol].paragraphs] == expected


@each_document
def test_each_paragraph_begins_and_ends_with_its_own_words(symbol, parsed_seeds, gold_paragraphs):
    expected = {line["label"]: (line["first"], line["last"]) for line in gold_paragraphs if line["symbol"] == symbol}
    found = {}
    for paragraph in parsed_seeds[symbol].paragraphs:
        words = paragraph.text.split(" ")
        found[paragraph.label] = (" ".join(words[:8]), " ".join(words[-4:]))
    assert found == expected


def test_the_gold_holds_all_437_paragraphs(gold_paragraphs):
    labels = [(line["symbol"], line["label"]) for line in gold_paragraphs]
    assert len(labels) == len(set(labels)) == 437
    assert {symbol for symbol, _ in labels} == set(SYMBOLS)
