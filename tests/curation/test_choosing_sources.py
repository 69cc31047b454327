import pytest
from django.conf import settings

from archive.curation.receiving import read, store
from archive.curation.superseding import SourceChoiceError, choose_source
from archive.models import Change, Paragraph, Problem, Resolution, Source
from tests.curation.conftest import load, record

pytestmark = pytest.mark.django_db

OFFICIAL = {"form": "akn", "symbol": "A/RES/66/172", "source": "official.xml"}


@pytest.fixture
def text_source() -> Source:
    """A seed's text kept beside an official record, which differs."""
    load(record(**OFFICIAL))
    path = next((settings.BASE_DIR / "fixtures").glob("003*.txt"))
    store(received=read(data=path.read_bytes(), name="text.txt", supplied={}), publish=True, by="tester")
    return Source.objects.get(name="text.txt")


def test_a_librarian_can_let_another_source_give_the_text(text_source):
    assert not text_source.is_current
    told = choose_source(source=text_source, by="anna", reason="the official text lacks a line")
    assert "paragraphs" in told
    assert Paragraph.objects.count() == 70
    assert dict(Source.objects.values_list("name", "is_current")) == {"official.xml": False, "text.txt": True}
    assert Resolution.objects.get().status == "published"
    assert set(Change.objects.values_list("changed_by", "reason")) == {("anna", "the official text lacks a line")}


def test_a_chosen_source_is_not_superseded_by_a_better_form(text_source):
    choose_source(source=text_source, by="anna", reason="better")
    outcome = load(record(**OFFICIAL | {"source": "newer.xml"}), sha="9")
    assert (outcome.outcome, "which a librarian chose" in outcome.reason) == ("unchanged", True)
    assert Paragraph.objects.count() == 70


def test_a_source_that_cannot_be_published_cannot_be_chosen(text_source):
    Source.objects.filter(pk=text_source.pk).update(text="The General Assembly,\n\nRecalling,\n")
    text_source.refresh_from_db()
    with pytest.raises(SourceChoiceError):
        choose_source(source=text_source, by="anna", reason="better")
    assert Paragraph.objects.count() == 4


def test_problems_that_tell_of_other_sources_outlive_a_new_reading(text_source, monkeypatch):
    assert Problem.objects.filter(code="sources-differ").exists()
    monkeypatch.setattr("archive.curation.loading.parser_version", lambda: "another")
    load(record(**OFFICIAL))
    assert Problem.objects.filter(code="sources-differ").exists()
