"""The queue of citations that lead nowhere: one decision settles all with the same words."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.curation.citing import lay_citations
from archive.models import Citation, Instrument, Paragraph
from archive.parsing.document import Mention

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

QUEUE = "admin:archive_citation_unresolved"
WORDS = "Global Forum on Migration and Development"


@pytest.fixture
def waiting(seeds: None) -> list[Citation]:
    """Citations of the same words in two paragraphs, which lead nowhere."""
    made = []
    for paragraph in Paragraph.objects.filter(text__contains=WORDS).order_by("pk")[:2]:
        start = paragraph.text.index(WORDS)
        made.append(Citation(paragraph=paragraph, start=start, end=start + len(WORDS), text=WORDS))
    assert len(made) == 2
    return Citation.objects.bulk_create(made)


@pytest.fixture
def agenda(seeds: None) -> Instrument:
    return Instrument.objects.get(slug="new-urban-agenda")


def decide(client: Client, **given: object) -> str:
    # the queue hands the words on in small letters
    response = client.post(reverse(QUEUE), {"words": WORDS.lower(), **given}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_same_words_stand_in_one_line_with_how_often_they_stand_where(signed_in, waiting):
    html = signed_in.get(reverse(QUEUE)).content.decode()
    assert html.count(f">{WORDS}</a>") == 1
    assert "<td>2</td>" in html
    assert (
        "Unresolved, grouped by words" in signed_in.get(reverse("admin:archive_citation_changelist")).content.decode()
    )


def test_one_decision_settles_all_the_same(signed_in, waiting, agenda):
    html = decide(signed_in, instrument=agenda.pk, note="as the footnote says", link="1")
    assert "in 2 places" in html
    settled = Citation.objects.filter(pk__in=[one.pk for one in waiting])
    assert set(settled.values_list("state", "instrument", "decided_by", "decision_note")) == {
        ("confirmed", agenda.pk, "anna", "as the footnote says")
    }


def test_words_that_cite_nothing_are_rejected_in_all_places(signed_in, waiting):
    assert "settled in 2 places" in decide(signed_in, reject="1")
    assert set(Citation.objects.filter(text=WORDS).values_list("state", flat=True)) == {"rejected"}


def test_a_name_is_found_wherever_else_it_stands(signed_in, waiting, agenda):
    places = Paragraph.objects.filter(text__icontains=WORDS).count()
    html = decide(signed_in, instrument=agenda.pk, is_name="on", link="1")
    assert f"{places - 2} more places" in html
    assert agenda.citations.filter(text__iexact=WORDS).count() >= places
    assert agenda.aliases.filter(text=WORDS).exists()


def test_what_a_name_found_survives_a_new_reading(signed_in, waiting, agenda):
    decide(signed_in, instrument=agenda.pk, is_name="on", link="1")
    found = Citation.objects.filter(origin="curator", instrument=agenda).select_related("paragraph__resolution").first()
    assert found is not None
    paragraphs = Paragraph.objects.filter(resolution=found.paragraph.resolution)
    problems = lay_citations(
        resolution=found.paragraph.resolution,
        mentions=[Mention(found.paragraph.label, found.text, found.start, found.end)],
        label_ids=dict(paragraphs.values_list("label", "pk")),
        mark_ids={},
        texts=dict(paragraphs.values_list("pk", "text")),
    )
    assert not [problem for problem in problems if WORDS in problem.message]
    assert Citation.objects.filter(pk=found.pk).exists()


def test_a_decision_without_an_instrument_is_asked_again(signed_in, waiting):
    assert "Choose what these words cite" in decide(signed_in, link="1")
    assert set(Citation.objects.filter(text=WORDS).values_list("state", flat=True)) == {"unresolved"}


def test_a_name_that_means_another_instrument_is_refused(signed_in, waiting, agenda):
    other = Instrument.objects.get(slug="convention-on-the-rights-of-the-child")
    other.aliases.create(text=WORDS)
    assert "already a name of" in decide(signed_in, instrument=agenda.pk, is_name="on", link="1")


def test_words_nobody_waits_with_say_so(signed_in):
    html = signed_in.get(reverse(QUEUE), {"words": "no such words"}).content.decode()
    assert "Nothing with these words" in html


def test_readers_do_not_see_the_queue(client):
    assert client.get(reverse(QUEUE)).status_code == 302
