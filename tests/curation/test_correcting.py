import pytest

from archive.curation.correcting import correct_paragraph, correct_resolution
from archive.curation.corrections import moved_offset
from archive.models import Citation, Paragraph, Resolution
from archive.parsing.document import Mention
from tests.curation.conftest import RECALLING, load, paragraph, record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after", "offset", "moved"),
    [
        ("the rights of migrants", "the human rights of migrants", 10, 16),
        ("the rights of migrants", "the rights of migrants", 10, 10),
        ("the rights of migrants", "rights of migrants", 0, 0),
        ("the rights of migrants", "the rights of", 22, 13),
        ("resolution 71/280,", "resolution 72/179,", 17, 17),
    ],
)
def test_a_place_moves_with_the_words_around_it(before, after, offset, moved):
    assert moved_offset(before, after, offset) == moved


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_without_a_reason_is_refused(loaded, reason):
    with pytest.raises(ValueError, match="needs a reason"):
        correct_resolution(resolution=Resolution.objects.get(), changes={"title": "T"}, by="anna", reason=reason)
    assert Resolution.objects.get().title == "Protection of migrants"


def test_links_of_the_publisher_stay_with_their_words_and_nothing_else_is_read_in_them():
    official = Mention("pp/1", "74/148", 21, 27, symbol="A/HRC/RES/74/148", origin="publisher")
    load(record(form="akn", citations=(official,), footnotes=()))
    changed = "Also " + RECALLING
    correct_paragraph(paragraph=Paragraph.objects.get(label="pp/1"), changes={"text": changed}, by="a", reason="b")
    citation = Citation.objects.get()
    assert (citation.cited_symbol, citation.origin, citation.start) == ("A/HRC/RES/74/148", "publisher", 26)


def test_a_correction_leaves_the_citations_of_other_paragraphs_as_they_are():
    two = (paragraph("pp/1", RECALLING), paragraph("pp/2", RECALLING), paragraph("op/1", "Urges States;"))
    mentions = tuple(Mention(label, "74/148", 21, 27, symbol="A/RES/74/148") for label in ("pp/1", "pp/2"))
    load(record(paragraphs=two, citations=mentions))
    other = Citation.objects.get(paragraph__label="pp/2")
    target = Paragraph.objects.get(label="pp/1")
    correct_paragraph(paragraph=target, changes={"text": "Recalling resolution 72/179,"}, by="a", reason="b")
    assert Citation.objects.get(paragraph__label="pp/1").cited_symbol == "A/RES/72/179"
    assert Citation.objects.get(paragraph__label="pp/2").pk == other.pk


def test_a_corrected_verb_or_number_changes_nothing_else(loaded):
    before = list(Citation.objects.values())
    target = Paragraph.objects.get(label="op/1")
    correct_paragraph(paragraph=target, changes={"verb": "Urges also", "number": "1."}, by="a", reason="b")
    assert list(Citation.objects.values()) == before
    assert Paragraph.objects.get(label="op/1").number == "1."
