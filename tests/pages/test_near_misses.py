"""What a search that finds nothing, or little, offers instead."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from archive.models import Synonym

pytestmark = pytest.mark.django_db


def offered(client: Client, query: str) -> str:
    response = client.get("/search", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("remitances", "remittances"),
        ("xenofobia", "xenophobia"),
        ("traficking", "trafficking"),
    ],
)
def test_a_misspelt_word_is_spelled_as_the_texts_spell_it(client: Client, typed: str, meant: str) -> None:
    html = offered(client, typed)
    assert "Did you mean" in html and f'href="/search?q={meant}"' in html


def test_a_word_too_many_is_left_out(client: Client) -> None:
    html = offered(client, "remittances submarine")
    assert "Leave a word out" in html and 'href="/search?q=remittances"' in html
    assert 'href="/search?q=submarine"' not in html, "it finds nothing either"


def test_filters_that_find_nothing_are_taken_away(client: Client) -> None:
    html = offered(client, "remittances year:1950")
    assert "Without the filters" in html and 'href="/search?q=remittances"' in html


def test_a_librarians_synonym_is_offered_in_both_directions(client: Client) -> None:
    Synonym.objects.create(word="wire transfers", other="remittances")
    assert 'href="/search?q=remittances"' in offered(client, "wire transfers")
    Synonym.objects.create(word="quarantine", other="detention")
    assert 'href="/search?q=detention"' in offered(client, "quarantine")


def test_a_search_that_finds_enough_is_left_alone(client: Client) -> None:
    assert "Did you mean" not in offered(client, "migrants")


def test_a_suggestion_is_escaped(client: Client) -> None:
    html = offered(client, '<b>remitances</b> "x')
    assert "<b>" not in html
    assert quote("<b>") in html or "&lt;b&gt;" in html
