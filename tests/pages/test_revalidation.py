"""A page that has not changed is not sent again; one that has, whoever changed it, is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from archive.models import Topic

pytestmark = pytest.mark.django_db
PATHS = [
    "/",
    "/search?q=migrants",
    "/A/RES/76/172",
    "/A/RES/76/172/op/5/f",
    "/A/RES/76/172.json",
    "/topics/",
    "/api/search",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_page_is_304_for_one_query(client: Client, path: str, django_assert_num_queries: Any) -> None:
    etag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(path, headers={"if-none-match": etag})
    assert again.status_code == 304 and again["ETag"] == etag and not again.content


def test_a_change_in_plain_sql_makes_every_page_new(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_edition")  # the tests' one transaction has left its number already
        etag = client.get("/topics/")["ETag"]
        cursor.execute("UPDATE archive_topic SET label = label || '!' WHERE slug = 'data'")
        cursor.execute("SELECT count(*) FROM archive_edition")
        assert cursor.fetchone() == (1,)
    assert Topic.objects.get(slug="data").label.endswith("!")
    response = client.get("/topics/", headers={"if-none-match": etag})
    assert response.status_code == 200 and "!</a>" in response.content.decode()


def test_a_page_is_made_once_an_edition(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    settings.PAGES_KEPT = 2
    first = client.get("/A/RES/76/172")
    with django_assert_num_queries(1):
        again = client.get("/A/RES/76/172")
    assert again.content == first.content and dict(again.items()) == dict(first.items())
    client.get("/topics/")
    client.get("/sessions/")
    with django_assert_num_queries(14):  # two others have taken its place
        client.get("/A/RES/76/172")


def test_a_page_that_was_kept_goes_with_its_edition(client: Client, settings: Any) -> None:
    settings.PAGES_KEPT = 10
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_edition")
        client.get("/topics/")
        cursor.execute("UPDATE archive_topic SET label = label || '!' WHERE slug = 'data'")
    assert "!</a>" in client.get("/topics/").content.decode()


def test_another_format_has_another_etag(client: Client) -> None:
    page = client.get("/A/RES/76/172", headers={"accept": "text/html"})["ETag"]
    assert client.get("/A/RES/76/172", headers={"accept": "application/json", "if-none-match": page}).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/nowhere", "/search?page=x", "/healthz"])
def test_what_is_private_or_wrong_carries_no_etag(client: Client, path: str) -> None:
    assert not client.get(path).has_header("ETag")


def test_readers_get_no_cookie(client: Client) -> None:
    assert all(not client.get(path).cookies for path in PATHS)
