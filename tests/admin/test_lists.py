"""Every list and form opens for a librarian, in a number of queries that does not grow with the rows."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.curation.correcting import correct_resolution
from archive.models import (
    Citation,
    FormerPermalink,
    Instrument,
    Paragraph,
    Resolution,
    ResolutionTopic,
    Topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

MODELS = sorted(model._meta.model_name for model in admin.site._registry if model._meta.app_label == "archive")
SEARCHABLE = [
    ("resolution", "76/172", "A/RES/76/172"),
    ("paragraph", "travel documents", "travel documents"),
    ("citation", "resolution 74/148", "resolution 74/148"),
    ("instrument", "Rights of the Child", "Convention on the Rights of the Child"),
    ("topic", "remittances", "Remittances"),
]


@pytest.fixture(autouse=True)
def _what_the_seeds_do_not_bring(seeds):
    """A change, a former permalink and a publisher's subject, so that there is one of each kind."""
    resolution = Resolution.objects.first()
    correct_resolution(resolution=resolution, changes={"meeting": "1st meeting"}, by="anna", reason="as printed")
    FormerPermalink.objects.create(resolution=resolution, label="op/99", reason="renumbered", changed_by="anna")
    ResolutionTopic.objects.create(resolution=resolution, topic=Topic.objects.first())


def test_every_concept_is_registered():
    unregistered = {model._meta.model_name for model in apps.get_app_config("archive").get_models()} - set(MODELS)
    assert unregistered <= {"instrumentalias", "notemark", "word"}  # seen and changed where they belong


@pytest.mark.parametrize("model", MODELS)
def test_a_librarian_opens_every_list_in_a_few_queries(signed_in, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        response = signed_in.get(reverse(f"admin:archive_{model}_changelist"))
    assert response.status_code == 200


@pytest.mark.parametrize("model", ["resolution", "paragraph", "citation", "instrument", "paragraphtopic", "problem"])
def test_a_longer_list_takes_no_more_queries(signed_in, model, monkeypatch):
    address = reverse(f"admin:archive_{model}_changelist")
    model_admin = next(one for one in admin.site._registry.values() if one.model._meta.model_name == model)

    def queries(per_page: int) -> int:
        monkeypatch.setattr(model_admin, "list_per_page", per_page)
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(address)
        return len(captured)

    queries(1)  # content types are looked up once
    assert queries(2) == queries(60)


@pytest.mark.parametrize("model", MODELS)
def test_a_librarian_opens_a_form_of_each_kind(signed_in, model, django_assert_max_num_queries):
    first = apps.get_model("archive", model).objects.first()
    with django_assert_max_num_queries(20):
        response = signed_in.get(reverse(f"admin:archive_{model}_change", args=[first.pk]))
    assert response.status_code == 200


@pytest.mark.parametrize(("model", "query", "found"), SEARCHABLE)
def test_the_box_above_a_list_finds(signed_in, model, query, found):
    page = signed_in.get(reverse(f"admin:archive_{model}_changelist"), {"q": query}).content.decode()
    assert found in page
    assert "0 results" not in page


@pytest.mark.parametrize("query", ['"unclosed', "-", "-" * 33 + "a", "x" * 4000, "-only", "'; DROP", "(" * 30])
def test_a_strange_search_among_paragraphs_is_answered(signed_in, query):
    assert signed_in.get(reverse("admin:archive_paragraph_changelist"), {"q": query}).status_code == 200


def test_lists_can_be_filtered(signed_in):
    page = signed_in.get(reverse("admin:archive_citation_changelist"), {"state__exact": "unresolved"})
    assert page.context["cl"].result_count == Citation.objects.filter(state="unresolved").count()
    page = signed_in.get(reverse("admin:archive_paragraph_changelist"), {"kind__exact": "operative"})
    assert page.context["cl"].result_count == Paragraph.objects.filter(kind="operative").count()


def test_a_form_marks_the_cited_words_in_their_paragraph(signed_in):
    citation = Citation.objects.filter(cited_symbol="A/RES/74/148").first()
    page = signed_in.get(reverse("admin:archive_citation_change", args=[citation.pk])).content.decode()
    assert f"<mark>{citation.text}</mark>" in page


def test_nothing_of_a_published_record_can_be_deleted(signed_in):
    resolution = Resolution.objects.published().first()
    assert signed_in.get(reverse("admin:archive_resolution_delete", args=[resolution.pk])).status_code == 403
    paragraph = resolution.paragraphs.first()
    assert signed_in.get(reverse("admin:archive_paragraph_delete", args=[paragraph.pk])).status_code == 403


def test_a_librarian_has_no_keys_to_accounts(signed_in):
    assert signed_in.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_instruments_show_how_often_they_are_cited(signed_in):
    instrument = Instrument.objects.get(slug="convention-on-the-rights-of-the-child")
    page = signed_in.get(reverse("admin:archive_instrument_changelist"), {"q": instrument.name})
    row = page.context["cl"].result_list.get(pk=instrument.pk)
    assert row.cited == instrument.citations.count() > 0
