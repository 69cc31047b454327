"""Texts of official documents, where they are at hand: read as their official XML is, label by label."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from archive.parsing.akn import parse_akn
from archive.parsing.document import ParsedResolution
from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text
from tests.parsing.text.words import words_lost

EVERY = 29
"""One document in so many, which keeps this under three seconds."""

FORMS = {"pdftotext": "plain", "layout": "layout"}
ANNEXED = re.compile("annex|table|draft|section")


def sample(folder: str) -> list[Path]:
    return sorted((settings.ARCHIVE_CORPUS / "text" / folder).glob("A_RES_*.txt"))[::EVERY]


pytestmark = pytest.mark.skipif(not sample("pdftotext"), reason="no texts in ARCHIVE_CORPUS")


def pairs(folder: str) -> Iterator[tuple[str, ParsedResolution, ParsedResolution]]:
    """Text, what is read from it, and what is read from the XML of the same symbol; those without annex or table."""
    for path in sample(folder):
        official = list((settings.ARCHIVE_CORPUS / "GA").rglob(f"{path.stem}-*.xml"))
        if len(official) != 1:
            continue
        text = path.read_text(encoding="utf-8")
        (read,) = parse_text(text, source=path.name, form=recognise_form(text))
        (from_xml,) = parse_akn(official[0].read_bytes(), source=official[0].name)
        if not any(ANNEXED.match(paragraph.label) for paragraph in from_xml.paragraphs):
            yield text, read, from_xml


def squeezed(text: str) -> str:
    """Without blanks, hyphens and quotation marks, which the tools set as they like."""
    return re.sub(r"[\s\-‐-―\u200e“”‘’\"']+", "", text)


@pytest.mark.parametrize("folder", FORMS)
def test_texts_give_the_paragraphs_of_the_official_xml(folder):
    found = list(pairs(folder))
    assert len(found) >= 5
    same = total = 0
    for _, read, official in found:
        assert read.form == FORMS[folder]
        assert (read.symbol, read.title, read.adopted_on) == (official.symbol, official.title, official.adopted_on)
        assert [each.label for each in read.paragraphs] == [each.label for each in official.paragraphs], read.source
        texts = {each.label: squeezed(each.text) for each in official.paragraphs}
        same += sum(squeezed(each.text) == texts[each.label] for each in read.paragraphs)
        total += len(texts)
    assert same >= 0.99 * total


@pytest.mark.parametrize("folder", FORMS)
def test_no_word_of_an_official_text_is_lost(folder):
    for path in sample(folder):
        text = path.read_text(encoding="utf-8")
        lost = words_lost(text, parse_text(text, source=path.name, form=recognise_form(text)))
        # a mark glued to a number ("20241") is two words of the record
        assert not [word for word in lost if not word.isdigit()], path.name
