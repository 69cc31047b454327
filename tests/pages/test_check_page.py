"""The draft checker, over the five documents: what is found, what is said of it, what a hostile paste gets."""

import json
from typing import Any

import pytest
from django.test import Client

from archive.checking import LONGEST
from archive.models import Citation, Resolution

pytestmark = pytest.mark.django_db


def checked(client: Client, text: str, body: str = "") -> list[dict[str, Any]]:
    response = client.post("/check/", json.dumps({"text": text, "body": body}), content_type="application/json")
    assert response.status_code == 200, response.content
    return response.json()["citations"]


VERDICTS = [
    ("held, with its date", "A", "resolution 76/172 of 16 December 2021", "known", "A/RES/76/172"),
    ("held, another date", "A", "resolution 76/172 of 17 December 2021", "date disputed", "A/RES/76/172"),
    (
        "not held, a day on which its session was over",
        "A/HRC",
        "resolution 53/24 of 21 July 2023",
        "date disputed",
        "A/HRC/RES/53/24",
    ),
    ("not held", "A", "resolution 65/212 of 21 December 2010", "not in the archive", "A/RES/65/212"),
    ("by its symbol", "", "see A/RES/72/179", "known", "A/RES/72/179"),
    ("a session still to come", "", "General Assembly resolution 190/3", "no such resolution", "A/RES/190/3"),
    ("nobody says whose", "", "recalling resolution 53/24", "ambiguous body", None),
    ("the date says whose", "", "recalling resolution 53/24 of 10 November 1998", "not in the archive", "A/RES/53/24"),
    ("a treaty by name", "", "the Convention on the Rights of the Child", "known", None),
    ("another assembly", "", "World Health Assembly resolution 61/18", "not recognised", None),
]


@pytest.mark.parametrize(("title", "body", "text", "status", "symbol"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_verdicts(client, title, body, text, status, symbol):
    (one,) = checked(client, text, body)
    assert (one["status"], one["symbol"]) == (status, symbol)
    assert text[one["start"] : one["end"]] == one["text"]
    assert one["message"]


def test_a_disputed_date_gives_the_right_citation_to_copy_and_a_link(client):
    (one,) = checked(client, "resolution 76/172 of 17 December 2021", "A")
    assert one["correct"] == "resolution 76/172 of 16 December 2021"
    assert (one["own_date"], one["link"]) == ("2021-12-16", "/A/RES/76/172")


def test_marks_of_footnotes_are_no_part_of_a_number(client):
    found = checked(client, "Human Rights Council resolutions 35/17,¹ 36/5² and 41/7³ on migrants")
    assert [one["symbol"] for one in found] == ["A/HRC/RES/35/17", "A/HRC/RES/36/5", "A/HRC/RES/41/7"]
    assert found[1]["text"] == "36/5"


def test_a_citation_to_copy_names_the_body_where_the_draft_is_of_another(client):
    (one,) = checked(client, "General Assembly resolution 76/172", "A/HRC")
    assert one["correct"] == "General Assembly resolution 76/172 of 16 December 2021"


def test_a_number_that_only_one_body_can_have_is_its(client):
    (one,) = checked(client, "see resolution 70/1")
    assert (one["symbol"], one["status"]) == ("A/RES/70/1", "known")


def test_a_name_broken_over_two_lines_is_found_where_it_stands(client):
    text = (
        "Recalling once more and with emphasis the Convention on the Rights\nof the Child and its protocols,\n\nOther"
    )
    (one,) = checked(client, text)
    assert one["title"] == "Convention on the Rights of the Child"
    assert text[one["start"] : one["end"]].replace("\n", " ") == one["text"]


@pytest.mark.parametrize(
    "head",
    [
        "The General Assembly,\n",
        "*The General Assembly*,\n",
        "78/217. Protection of migrants***The General Assembly,*\n",
        "Resolution adopted by the General Assembly on 19 December 2023\n",
    ],
)
def test_whose_draft_it_is_stands_at_its_head(client, head):
    (one,) = checked(client, f"{head}Recalling resolution 53/24,")
    assert one["symbol"] == "A/RES/53/24"


def test_an_ambiguous_number_gives_its_choices(client):
    (one,) = checked(client, "recalling resolution 53/24")
    assert one["choices"] == ["A/RES/53/24", "A/HRC/RES/53/24"]


def test_the_enacting_words_tell_whose_draft_it_is(client):
    one, *_ = checked(client, "The Human Rights Council,\n\nRecalling resolution 53/24,")
    assert one["symbol"] == "A/HRC/RES/53/24"


def test_a_whole_resolution_pasted_is_checked_in_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    text = "\n\n".join(Resolution.objects.get(symbol="A/RES/78/217").paragraphs.values_list("text", flat=True))
    with django_assert_max_num_queries(8):
        found = checked(client, text, "A")
    assert len(found) > 50
    assert {one["status"] for one in found} >= {"known", "not in the archive"}


def test_the_page_works_without_a_script_and_says_what_was_found(client):
    assert "<textarea" in client.get("/check/").content.decode()
    html = client.post("/check/", {"text": "resolution 76/172 of 17 December 2021", "body": "A"}).content.decode()
    assert "Date disputed." in html
    assert "resolution 76/172 of 16 December 2021" in html
    assert "No United Nations citation was found" in client.post("/check/", {"text": "Good morning"}).content.decode()


def test_what_is_pasted_is_escaped(client):
    html = client.post("/check/", {"text": "<script>alert(1)</script> A/RES/76/172"}).content.decode()
    assert "<script>alert" not in html


def test_nothing_is_stored(client):
    before = Citation.objects.count(), Resolution.objects.count()
    checked(client, "resolution 99/99 and A/RES/12/34")
    assert (Citation.objects.count(), Resolution.objects.count()) == before


REFUSED = [
    ("too long", {"text": "a" * (LONGEST + 1)}, "64,000"),
    ("NUL", {"text": "A/RES/76/172\x00"}, "NUL"),
    ("an unknown body", {"text": "x", "body": "Z"}, "no body"),
    ("not a text", {"text": 5}, "strings"),
    ("no text", {}, "Send a JSON object"),
]


@pytest.mark.parametrize(("title", "given", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_checked_gets_a_message(client, title, given, said):
    response = client.post("/check/", json.dumps(given), content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert said in response.json()["detail"]
    if isinstance(given.get("text"), str):
        html = client.post("/check/", given)
        assert html.status_code == 400
        assert said in html.content.decode()


def test_json_that_is_none_gets_a_message(client):
    for nonsense in ("{", "[" * 5_000, "[1]", "null", '"text"'):
        response = client.post("/check/", nonsense, content_type="application/json")
        assert response.status_code == 400


HOSTILE = ["1" * LONGEST, "(" * LONGEST, "53/24 " * 10_000, "resolutions " + "53/24, " * 9_000, "A/RES/1/1 " * 6_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:16])
def test_hostile_pastes_are_answered(client, text):
    response = client.post("/check/", {"text": text[:LONGEST]})
    assert response.status_code == 200


def test_characters_that_hide_the_direction_of_writing_are_taken_out_and_told(client):
    html = client.post("/check/", {"text": "resolution 76/\u202e172 of 16 December 2021", "body": "A"}).content.decode()
    assert "Invisible characters" in html
    assert "A/RES/76/172" in html


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
def test_megabytes_get_a_message(client, content_type):
    response = client.post("/check/", "text=" + "a" * 3_000_000, content_type=content_type)
    assert response.status_code == 400
    assert "far too much" in response.content.decode()
