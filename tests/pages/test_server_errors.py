"""A fault of ours is told in the site's own dress, by nothing that may itself be broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from archive.views import errors

pytestmark = pytest.mark.django_db


def gone(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("the database is gone")


@pytest.fixture
def broken() -> Any:
    """The browser of somebody who comes while the database is gone."""
    with connection.execute_wrapper(gone):
        yield Client(raise_request_exception=False)


def test_a_fault_of_ours_looks_like_the_site_without_database_or_templates(
    broken: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.template.base.Template.render", gone)
    response = broken.get("/topics/?letter=b")
    assert response.status_code == 500
    html = response.content.decode()
    assert 'rel="stylesheet" href="/static/site' in html and "It was not your doing" in html
    assert "<style" not in html and " style=" not in html
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_it_is_told_even_where_the_list_of_static_files_is_broken(
    broken: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise ValueError(f"Missing staticfiles manifest entry for {name}")

    monkeypatch.setattr(errors, "static", missing)
    assert 'href="/static/site.css"' in broken.get("/").content.decode()


def test_programs_hear_of_a_fault_in_their_own_form(broken: Client) -> None:
    response = broken.get("/api/topics")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert response.json()["status"] == 500
