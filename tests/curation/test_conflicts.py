"""Conflicts as rows: found from what public paragraphs cite, settled for good."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from archive.curation.conflicts import citations_of, refresh_conflicts
from archive.curation.correcting import correct_paragraph, correct_resolution
from archive.curation.deciding import reject_citations, reopen_citations, settle_conflicts
from archive.curation.linking import link_citations
from archive.curation.publishing import publish, withdraw
from archive.models import Citation, CitationConflict, Paragraph, Resolution
from archive.parsing.document import Mention
from tests.curation.conftest import load, paragraph, record

pytestmark = pytest.mark.django_db

State = CitationConflict.State


def load_citing(symbol: str, words: str, cited: str, day: str, *, sha: str, publish: bool = True) -> None:
    text = f"Recalling {words} on migrants,"
    mention = Mention("pp/1", words, 10, 10 + len(words), symbol=cited, date=date.fromisoformat(day))
    paragraphs = (paragraph("pp/1", text), paragraph("op/1", "Urges States to act;"))
    load(record(symbol=symbol, paragraphs=paragraphs, citations=(mention,)), sha=sha, publish=publish)


@pytest.fixture
def two_dates(db: None) -> None:
    """Two texts that say one date and one that says another."""
    load_citing("A/RES/77/1", "resolution 70/1 of 25 September 2015", "A/RES/70/1", "2015-09-25", sha="1")
    load_citing("A/RES/77/2", "resolution 70/1 of 25 September 2015", "A/RES/70/1", "2015-09-25", sha="2")
    load_citing("A/RES/77/3", "resolution 70/1 of 27 September 2015", "A/RES/70/1", "2015-09-27", sha="3")
    link_citations()


def test_a_conflict_tells_what_is_cited_how_and_what_was_meant(two_dates):
    assert refresh_conflicts() == 1
    conflict = CitationConflict.objects.get()
    assert (conflict.kind, conflict.symbol, conflict.value) == ("date", "A/RES/70/1", "2015-09-27")
    assert (conflict.likely, conflict.times) == ("2015-09-25", 1)
    (citation,) = citations_of([conflict])[conflict.pk]
    assert citation.paragraph.resolution.symbol == "A/RES/77/3"


def test_finding_anew_changes_nothing_that_stands(two_dates):
    refresh_conflicts()
    before = CitationConflict.objects.get().pk
    assert refresh_conflicts() == 1
    assert CitationConflict.objects.get().pk == before


def test_a_settled_conflict_stays_settled(two_dates):
    refresh_conflicts()
    conflict = CitationConflict.objects.get()
    settle_conflicts(conflicts=[conflict.pk], state=State.SLIP, by="ada", note="a slip")
    assert refresh_conflicts() == 0
    conflict.refresh_from_db()
    assert (conflict.state, conflict.decided_by, conflict.decision_note) == ("slip", "ada", "a slip")


def test_an_open_conflict_goes_when_its_citations_do(two_dates):
    refresh_conflicts()
    Citation.objects.filter(cited_date=date(2015, 9, 27)).update(state="rejected", instrument=None, decided_by="ada")
    assert refresh_conflicts() == 0
    assert not CitationConflict.objects.exists()


def test_drafts_contradict_nobody(db):
    load_citing("A/RES/77/1", "resolution 70/1 of 25 September 2015", "A/RES/70/1", "2015-09-25", sha="1")
    load_citing(
        "A/RES/77/2", "resolution 70/1 of 27 September 2015", "A/RES/70/1", "2015-09-27", sha="2", publish=False
    )
    assert refresh_conflicts() == 0


def test_a_slip_can_be_linked_as_meant_and_the_words_stay(db):
    load_citing("A/RES/72/179", "35/5 of 28 September 2017", "A/HRC/RES/35/5", "2017-09-28", sha="1")
    load_citing("A/RES/76/172", "36/5 of 28 September 2017", "A/HRC/RES/36/5", "2017-09-28", sha="2")
    link_citations()
    refresh_conflicts()
    conflict = CitationConflict.objects.get()
    assert conflict.likely == "A/HRC/RES/36/5"
    assert settle_conflicts(conflicts=[conflict.pk], state=State.SLIP, by="ada", link_as_meant=True) == 1
    citation = Citation.objects.get(cited_symbol="A/HRC/RES/35/5")
    assert (citation.text, citation.instrument.symbol) == ("35/5 of 28 September 2017", "A/HRC/RES/36/5")
    assert (citation.state, citation.decided_by) == ("confirmed", "ada")


def test_the_database_wants_to_know_who_settled(two_dates):
    refresh_conflicts()
    with pytest.raises(IntegrityError), transaction.atomic():
        CitationConflict.objects.update(state="slip")


def test_a_title_unlike_its_own_is_a_conflict_and_its_own_is_none(db):
    load(record())
    for number, title in ((1, "Protection of migrants"), (2, "Protection of the marine environment")):
        words = "resolution 76/172 of 16 December 2021"
        text = f"Recalling {words}, entitled “{title}”, in which"
        mention = Mention("pp/1", words, 10, 10 + len(words), symbol="A/RES/76/172", date=date(2021, 12, 16))
        paragraphs = (paragraph("pp/1", text), paragraph("op/1", "Urges States to act;"))
        load(record(symbol=f"A/RES/77/{number}", paragraphs=paragraphs, citations=(mention,)), sha=str(number + 1))
    assert refresh_conflicts() == 1
    conflict = CitationConflict.objects.get()
    assert (conflict.kind, conflict.value) == ("title", "Protection of the marine environment")
    assert conflict.likely == "Protection of migrants"
    (citation,) = citations_of([conflict])[conflict.pk]
    assert citation.paragraph.resolution.symbol == "A/RES/77/2"


def test_a_citation_that_a_librarian_rejects_contradicts_nobody_until_it_is_reopened(two_dates):
    refresh_conflicts()
    slip = list(Citation.objects.filter(cited_date=date(2015, 9, 27)).values_list("pk", flat=True))
    reject_citations(citations=slip, by="ada")
    assert not CitationConflict.objects.exists()
    reopen_citations(citations=slip)
    assert CitationConflict.objects.get().value == "2015-09-27"


def test_a_corrected_text_ends_its_conflict_and_may_begin_another(two_dates):
    refresh_conflicts()
    slip = Paragraph.objects.get(resolution__symbol="A/RES/77/3", label="pp/1")
    for day, left in (("25", []), ("24", ["2015-09-24"])):
        text = f"Recalling resolution 70/1 of {day} September 2015 on migrants,"
        correct_paragraph(paragraph=slip, changes={"text": text}, by="ada", reason="misread")
        assert list(CitationConflict.objects.values_list("value", flat=True)) == left


def test_a_corrected_day_of_adoption_is_held_against_the_citations(two_dates):
    load(record(symbol="A/RES/70/1", adopted_on=date(2015, 9, 25), citations=()), sha="9")
    refresh_conflicts()
    own = Resolution.objects.get(symbol="A/RES/70/1")
    correct_resolution(resolution=own, changes={"adopted_on": date(2015, 9, 27)}, by="ada", reason="misread")
    assert CitationConflict.objects.get().value == "2015-09-25"


def test_a_withdrawn_text_contradicts_nobody(two_dates):
    refresh_conflicts()
    slip = Resolution.objects.get(symbol="A/RES/77/3")
    withdraw(resolutions=[slip], by="ada", reason="a duplicate")
    assert not CitationConflict.objects.exists()
    publish(resolutions=[slip], by="ada")
    assert CitationConflict.objects.exists()
