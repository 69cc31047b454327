"""Absurd parameters get a page that helps, never an error of ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import psycopg.errors
import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import finding

pytestmark = pytest.mark.django_db

ABSURD = [
    ("/search?q=migrants&page=1e9", 400),
    ("/search?q=migrants&page=0", 400),
    ("/search?q=migrants&page=-1", 400),
    ("/search?q=migrants&page=" + quote("٣"), 400),
    ("/search?q=migrants&page=" + "9" * 400, 400),
    ("/search?q=migrants&page=999999999", 404),
    ("/search?q=migrants&page=400", 404),
    ("/search?q=%00", 400),
    ("/search?q=mi%00grants", 400),
    ("/search?q=%ED%A0%80", 400),
    ("/search?q=%FF%FE", 400),
    ("/search?body=%00", 400),
    ("/search?q=migrants&year=" + quote("٢٠١٩"), 400),
    ("/search?q=migrants&year=99999", 400),
    ("/search?q=migrants&kind=nonsense", 400),
    ("/search?q=migrants&order=random", 400),
    ("/search?q=year:x", 400),
    ("/search?" + urlencode([("topic", str(at)) for at in range(60)]), 400),
    ("/search?" + urlencode([("topic", str(at)) for at in range(10_000)]), 400),
    ("/search?topic=" + "x" * 500, 400),
    ("/search?q=" + "-" * 33 + "a", 200),
    ("/search?q=" + quote("-" * 33 + "a " * 3), 200),
    ("/search?q=" + "a" * 400_000, 200),
    ("/search?q=" + quote('"' * 499), 200),
    ("/search?q=" + quote("(" * 499), 400),
    ("/search?q=-migrants", 400),
    ("/search?body=nonsense&q=migrants", 200),
    ("/instruments/?page=1e9", 400),
    ("/instruments/?q=%00", 400),
    ("/instruments/?kind=nonsense", 400),
    ("/topics/alternatives-to-detention/?page=99", 404),
    ("/sessions/A/999/", 404),
    ("/sessions/A/76/?page=2", 404),
    ("/topics/nonsense/", 404),
    ("/instruments/nonsense/", 404),
    ("/A/RES/76/172%00", 404),
    ("/A/RES/" + "1" * 3000, 404),
    ("/A/RES/76/172/" + "op/" * 100, 404),
    ("/search.atom?q=-x", 400),
    ("/search.atom?q=%00", 400),
    ("/nowhere", 404),
]


@pytest.mark.parametrize(("address", "status"), ABSURD, ids=[address[:60] for address, _ in ABSURD])
def test_an_absurd_address_gets_a_page_that_helps(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert 'role="search"' in response.content.decode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["q", "page", "order", "group", "body", "session", "year", "kind", "verb", "topic", "cites"]),
        st.text(max_size=40),
        max_size=6,
    )
)
def test_no_parameters_break_the_search_page(client: Client, parameters: dict[str, str]) -> None:
    address = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()})
    assert client.get(f"/search?{address}").status_code in (200, 302, 400, 404)


def test_a_search_that_takes_too_long_says_narrow_your_search(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*args: Any, **kwargs: Any) -> None:
        raise OperationalError from psycopg.errors.QueryCanceled()

    monkeypatch.setattr(finding, "find", slow)
    response = client.get("/search?q=migrants")
    assert response.status_code == 503
    assert "Narrow your search" in response.content.decode()
