"""The page of conflicting citations, over the five documents."""

import pytest
from django.test import Client

from archive.curation.deciding import settle_conflicts
from archive.models import CitationConflict

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/citations/conflicts/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_two_slips_of_the_five_documents(client):
    html = page(client)
    assert "cited as of 21 July 2023" in html
    assert "cited as of 28 September 2017" in html
    assert "/A/HRC/RES/57/14/pp/3" in html
    assert "/A/RES/72/179/pp/1" in html
    assert "A/HRC/RES/36/5</a>" in html
    assert html.count('<section class="entry"') == 2


def test_a_settled_conflict_moves_to_the_settled(client):
    conflict = CitationConflict.objects.get(symbol="A/HRC/RES/35/5")
    settle_conflicts(conflicts=[conflict.pk], state=CitationConflict.State.SLIP, by="ada", note="36/5 is meant")
    assert "35/5" not in page(client).replace("36/5", "")
    assert "36/5 is meant" in page(client, "/citations/conflicts/?state=settled")


def test_kinds_filter_and_unknown_ones_are_refused(client):
    assert "<section" not in page(client, "/citations/conflicts/?kind=title")
    assert client.get("/citations/conflicts/?kind=odd").status_code == 400
    assert client.get("/citations/conflicts/?state=odd").status_code == 400
    assert client.get("/citations/conflicts/?page=9").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_conflicts(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page(client)
