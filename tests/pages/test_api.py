"""The interface for programs: it does what its own description says, and its errors can be acted on."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from archive.api import api
from archive.models import Resolution

pytestmark = pytest.mark.django_db


def test_a_search_answers_what_the_contract_names(client: Client) -> None:
    found = client.get("/api/search?q=alternatives+to+detention&body=A").json()
    assert {"count", "count_is_exact", "results", "facets", "next"} <= found.keys()
    first = found["results"][0]
    names = {
        "permalink",
        "symbol",
        "label",
        "number",
        "kind",
        "verb",
        "text",
        "highlight",
        "adopted_on",
        "body",
        "session",
    }
    assert names | {"session", "topics"} <= first.keys()
    assert "<mark>detention</mark>" in first["highlight"] and "<mark>" not in first["text"]
    assert first["permalink"].startswith("http://testserver/A/RES/")
    assert {one["value"] for one in found["facets"]["body"]} == {"A", "A/HRC"}


def test_the_count_is_that_of_the_page(client: Client) -> None:
    assert f"<strong>{client.get('/api/search?q=migrants').json()['count']}</strong>" in (
        client.get("/search?q=migrants").content.decode()
    )


def test_next_leads_through_all_results_once(client: Client) -> None:
    address, seen = "/api/search?q=detention&size=7&order=newest", []
    while address:
        found = client.get(address.removeprefix("http://testserver")).json()
        seen += [one["permalink"] for one in found["results"]]
        address = found["next"]
    assert len(seen) == len(set(seen)) == found["count"]


def test_resolutions_are_listed(client: Client) -> None:
    listed = client.get("/api/resolutions?body=A").json()
    assert listed["count"] == Resolution.objects.filter(body__code="A").count() == len(listed["results"])


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/search?page=0", 400, "page"),
        ("/api/search?page=1e9", 400, "page"),
        ("/api/search?size=1000", 400, "size"),
        ("/api/search?q=%00", 400, "not text"),
        ("/api/search?q=migrants&year=x", 400, "not a year"),
        ("/api/search?order=best", 400, "order"),
        ("/api/search?kind=nonsense", 400, "choose from preambular"),
        ("/api/search?cites=%00", 400, "not text"),
        ("/api/search?topic=" + "x" * 121, 400, "120"),
        ("/api/resolutions?session=%00", 400, "not text"),
        ("/api/search?q=-x", 400, "at least one word"),
        ("/api/search?q=migrants&page=400", 404, "pages"),
        ("/api/search?q=migrants&page=9999", 404, "Narrow"),
        ("/api/nowhere", 404, "address"),
        ("/api/search?" + "&".join(f"topic={at}" for at in range(60)), 400, "topic"),
    ],
)
def test_an_error_is_problem_json_with_a_sentence(client: Client, address: str, status: int, says: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert says in response.json()["detail"] and response.json()["status"] == status


def test_the_description_says_what_each_parameter_takes() -> None:
    operation = json.loads(json.dumps(api.get_openapi_schema()))["paths"]["/api/search"]["get"]
    schemas = {one["name"]: one["schema"] for one in operation["parameters"]}
    assert schemas["q"]["maxLength"] == 500 and schemas["page"]["maximum"] == 10_000
    assert schemas["order"]["enum"] == ["relevance", "newest", "oldest"]
    assert schemas["topic"]["maxItems"] == 50 and schemas["topic"]["items"]["maxLength"] == 120
    for name, good, bad in (("year", "2019-2021", "19"), ("kind", "annex", "annexes"), ("cites", "UDHR", "\x00")):
        pattern = schemas[name]["items"]["pattern"]
        assert re.search(pattern, good) and not re.search(pattern, bad)


def test_any_site_may_read_it(client: Client) -> None:
    assert client.get("/api/search?q=migrants")["Access-Control-Allow-Origin"] == "*"


def test_the_description_for_people_names_every_parameter(client: Client) -> None:
    html = client.get("/api/docs").content.decode()
    for name in ("q", "body", "session", "year", "kind", "verb", "topic", "cites", "order", "page", "size"):
        assert f"<code>{name}</code>" in html
    assert "1 to 500; 100 unless given" in html
