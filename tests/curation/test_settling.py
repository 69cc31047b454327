import pytest
from django.db import connection

from archive.curation.authority import load_authority
from archive.curation.naming import name_instrument
from archive.curation.settling import settle
from archive.models import Citation, Instrument, Paragraph, Resolution, Word
from tests.curation.conftest import load, paragraph, record

pytestmark = pytest.mark.django_db

NAMING = "Recalling the Wayfarers’ Charter, which protects all who travel,"


def texts(*preamble: str):
    rows = [paragraph(f"pp/{number}", text) for number, text in enumerate(preamble, start=1)]
    return record(paragraphs=(*rows, paragraph("op/1", "Urges States;")), citations=())


@pytest.fixture
def charter() -> Instrument:
    instrument = Instrument.objects.create(slug="charter", kind="other", name="Wayfarers’ Charter", is_curated=True)
    name_instrument(instrument=instrument, name="Wayfarers’ Charter", by="anna")
    return instrument


def test_a_name_that_a_librarian_gave_is_found_in_texts_that_come_later(charter):
    load_authority()
    load(texts(NAMING))
    settle()
    citation = Citation.objects.get()
    assert (citation.instrument, citation.text) == (charter, "Wayfarers’ Charter")
    assert (citation.origin, citation.state) == ("curator", "resolved")


def test_settling_again_finds_nothing_twice_and_a_new_reading_loses_nothing(charter):
    load(texts(NAMING))
    settle()
    settle()
    load(texts("Welcoming the report,", NAMING), sha="2")
    settle()
    assert Citation.objects.get().paragraph.label == "pp/2"


def test_everything_follows_a_load_and_nothing_is_left_to_do(django_assert_max_num_queries):
    load(record())
    settled = settle()
    assert (settled.linked.citations, settled.linked.instruments, settled.tagged.resolutions) == (1, 1, 1)
    assert Word.objects.filter(text="consular").exists()
    assert Resolution.objects.get().tagged_at
    with django_assert_max_num_queries(18):
        assert settle().linked.citations == 0


def test_searches_right_after_a_load_are_planned_for_what_was_loaded():
    load(texts("Recalling the past,"))
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'archive_paragraph'")
        assert cursor.fetchone() == (Paragraph.objects.count(),)
