from datetime import date

import pytest
from django.utils import timezone

from archive.curation.correcting import correct_paragraph
from archive.models import (
    Citation,
    FormerPermalink,
    Instrument,
    Paragraph,
    ParagraphTopic,
    Problem,
    Resolution,
    Topic,
    TopicScheme,
)
from archive.parsing.document import Mention
from tests.curation.conftest import CALLS, CALLS_A, RECALLING, URGES, load, paragraph, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def tag():
    topic = Topic.objects.create(
        scheme=TopicScheme.objects.create(code="s", name="S"), slug="t", notation="1", label="T"
    )
    return ParagraphTopic.objects.create(
        paragraph=Paragraph.objects.get(label="op/1"),
        topic=topic,
        origin="curator",
        state="confirmed",
        decided_by="anna",
    )


def decide(**changes: object) -> Citation:
    citation = Citation.objects.get()
    instrument = Instrument.objects.create(slug="x", kind="resolution", name="X")
    for name, value in ({"instrument": instrument, "state": "confirmed", "decided_by": "anna"} | changes).items():
        setattr(citation, name, value)
    citation.decided_at = timezone.now()
    citation.save()
    return citation


def test_a_renumbered_paragraph_takes_its_topics_along(tag):
    new = "Welcomes the report;"
    load(
        record(
            paragraphs=(
                paragraph("pp/1", RECALLING),
                paragraph("op/1", new),
                paragraph("op/2", URGES),
                paragraph("op/3", CALLS),
                paragraph("op/3/a", CALLS_A),
            )
        ),
        sha="2",
    )
    assert Paragraph.objects.get(paragraph_topics=tag).label == "op/2"
    assert list(Paragraph.objects.values_list("label", "text")) == [
        ("pp/1", RECALLING),
        ("op/1", new),
        ("op/2", URGES),
        ("op/3", CALLS),
        ("op/3/a", CALLS_A),
    ]
    assert Paragraph.objects.get(label="op/3/a").parent.label == "op/3"


def test_a_reworded_paragraph_keeps_its_row_and_topics(tag):
    load(record(paragraphs=(*record().paragraphs[:1], paragraph("op/1", URGES.replace("every", "each")))), sha="2")
    assert tag.paragraph.pk == Paragraph.objects.get(label="op/1").pk


def test_a_decision_whose_words_are_gone_is_reported(tag):
    load(record(paragraphs=(*record().paragraphs[:1], paragraph("op/1", "Decides to remain seized."))), sha="2")
    problem = Problem.objects.get(code="decision-lost")
    assert "op/1" in problem.message


def test_a_label_that_ends_is_remembered_with_its_last_words():
    load(record(paragraphs=record().paragraphs[:3]), sha="2")
    former = FormerPermalink.objects.get()
    assert (former.label, former.target, former.last_text) == ("op/2/a", "", CALLS_A)
    load(record(), sha="3")
    assert not FormerPermalink.objects.exists()


def test_a_label_that_moved_leads_to_the_new_one():
    moved = (*record().paragraphs[:3], paragraph("op/2/b", CALLS_A))
    load(record(paragraphs=moved), sha="2")
    former = FormerPermalink.objects.get()
    assert (former.label, former.target) == ("op/2/a", "op/2/b")
    assert "a.txt" in former.reason


def test_a_draft_leaves_no_former_permalinks():
    Resolution.objects.update(status="draft")
    load(record(paragraphs=record().paragraphs[:3]), sha="2")
    assert not FormerPermalink.objects.exists()


def test_a_confirmed_citation_follows_its_words():
    citation = decide()
    load(
        record(
            paragraphs=(paragraph("pp/1", "Also " + RECALLING), *record().paragraphs[1:]),
            citations=(Mention("pp/1", RECALLING[10:47], 15, 52, symbol="A/RES/74/148", date=date(2019, 12, 18)),),
        ),
        sha="2",
    )
    again = Citation.objects.get()
    assert (again.pk, again.start, again.state) == (citation.pk, 15, "confirmed")


def test_a_rejected_citation_does_not_come_back_under_another_reading():
    citation = decide(state="rejected", instrument=None)
    load(record(citations=(Mention("pp/1", RECALLING[10:28], 10, 28, symbol="A/HRC/RES/74/148"),)), sha="2")
    again = Citation.objects.get()
    assert (again.pk, again.state) == (citation.pk, "rejected")


def test_an_undecided_citation_gives_way_to_the_new_reading():
    load(record(citations=(Mention("pp/1", RECALLING[10:28], 10, 28, symbol="A/RES/74/148"),)), sha="2")
    assert Citation.objects.get().end == 28


def test_a_citation_whose_words_are_gone_is_reported():
    decide()
    load(
        record(paragraphs=(paragraph("pp/1", "Recalling its resolutions,"), *record().paragraphs[1:]), citations=()),
        sha="2",
    )
    assert not Citation.objects.exists()
    assert "resolution 74/148" in Problem.objects.get(code="decision-lost").message


def test_a_corrected_paragraph_keeps_the_correction_and_the_difference_is_noted():
    Paragraph.objects.filter(label="op/1").update(text="Urges States to issue papers;", is_corrected=True)
    load(record(source="b.txt"), sha="2")
    assert Paragraph.objects.get(label="op/1").text == "Urges States to issue papers;"
    assert URGES in Problem.objects.get(code="correction-kept").message


def test_citations_and_marks_stay_at_the_words_of_a_corrected_paragraph():
    corrected = "Recalling with appreciation its resolution 74/148 of 18 December 2019,"
    correct_paragraph(
        paragraph=Paragraph.objects.get(label="pp/1"), changes={"text": corrected}, by="anna", reason="misread"
    )
    load(record(source="b.txt", title="Migrants"), sha="2")
    row = Paragraph.objects.get(label="pp/1")
    assert row.text == corrected
    citation = row.citations.get(cited_symbol="A/RES/74/148")
    assert corrected[citation.start : citation.end] == citation.text
    assert corrected[: row.note_marks.get().offset].endswith("resolution 74/148")


def test_a_changed_text_waits_to_be_tagged_again():
    Resolution.objects.update(tagged_at=timezone.now())
    load(record(title="Migrants"), sha="2")
    assert Resolution.objects.get().tagged_at
    load(record(paragraphs=record().paragraphs[:2]), sha="3")
    assert Resolution.objects.get().tagged_at is None


def test_a_changed_adoption_date_is_repeated_on_the_paragraphs():
    load(record(adopted_on=date(2021, 12, 17)), sha="2")
    assert set(Paragraph.objects.values_list("adopted_on", flat=True)) == {date(2021, 12, 17)}
