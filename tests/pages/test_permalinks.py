"""Permalinks: one address a thing, every other spelling leads there, nothing ever dies silently."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from archive.curation.publishing import unpublish, withdraw
from archive.models import FormerPermalink, Paragraph, Resolution
from archive.permalinks import NotAPermalink, label_key, read, read_typed

pytestmark = pytest.mark.django_db


def test_every_paragraph_answers_at_its_own_permalink(client: Client) -> None:
    for paragraph in Paragraph.objects.select_related("resolution").order_by("?")[:40]:
        response = client.get(paragraph.get_absolute_url())
        assert response.status_code == 200, paragraph
        assert (
            f'<link rel="canonical" href="http://testserver{paragraph.get_absolute_url()}">'
            in response.content.decode()
        )


@pytest.mark.parametrize(
    ("spelling", "path"),
    [
        ("/a/res/76/172", "/A/RES/76/172"),
        ("/A/RES/76/172/", "/A/RES/76/172"),
        ("/A/RES/ 76/172", "/A/RES/76/172"),
        ("/A/res/76/172/OP/5/F", "/A/RES/76/172/op/5/f"),
        ("/A/RES/76/172/op/5(f)", "/A/RES/76/172/op/5/f"),
        ("/A/RES/76/172/op/5f", "/A/RES/76/172/op/5/f"),
        ("/A/RES/76/172/op/5/f/", "/A/RES/76/172/op/5/f"),
        ("/A/RES/76/172/op//5", "/A/RES/76/172/op/5"),
        ("/a/hrc/res/57/14/pp/1", "/A/HRC/RES/57/14/pp/1"),
        ("/a/res/76/172.bib", "/A/RES/76/172.bib"),
    ],
)
def test_another_spelling_leads_to_the_one_canonical_address(client: Client, spelling: str, path: str) -> None:
    response = client.get(spelling)
    assert (response.status_code, response.get("Location")) == (301, path)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/A/RES/99/999",
        "/A/RES/76/172/op/99",
        "/A/RES/76/172/op/5/zz",
        "/A/nonsense",
        "/A/RES/٧٦/172",
        "/S/RES/1(1946)/x",
    ],
)
def test_what_was_never_published_is_404_with_a_page_that_helps(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert 'role="search"' in response.content.decode()


def test_a_cited_resolution_that_is_not_here_says_who_cites_it(client: Client) -> None:
    response = client.get("/A/RES/74/148")
    assert response.status_code == 404
    assert "/instruments/" in response.content.decode() and "who cites it" in response.content.decode()


def test_a_draft_is_404(client: Client) -> None:
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    unpublish(resolutions=[resolution], by="tests", reason="published by mistake")
    assert client.get("/A/RES/76/172").status_code == 404
    assert client.get("/A/RES/76/172/op/1").status_code == 404
    assert "A/RES/76/172" not in client.get("/search?q=migrants&order=newest").content.decode()


def test_a_withdrawn_resolution_is_410_and_still_gives_citation_reason_and_date(client: Client) -> None:
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    withdraw(resolutions=[resolution], by="tests", reason="The source was a draft.")
    for path in ("/A/RES/76/172", "/A/RES/76/172/op/1", "/A/RES/76/172.bib"):
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 410
        assert "The source was a draft." in html and "16 December 2021" in html and "Protection of migrants" in html


def test_a_renumbered_paragraph_is_301_and_the_target_says_why(client: Client) -> None:
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    FormerPermalink.objects.create(
        resolution=resolution, label="op/77", target="op/5", reason="The number was misread.", changed_by="tests"
    )
    response = client.get("/A/RES/76/172/op/77", follow=True)
    assert response.redirect_chain == [("/A/RES/76/172/op/5?was=op/77", 301)]
    assert "The number was misread." in response.content.decode()


def test_a_paragraph_that_is_gone_is_410_with_its_last_words(client: Client) -> None:
    resolution = Resolution.objects.get(symbol="A/RES/76/172")
    FormerPermalink.objects.create(
        resolution=resolution,
        label="op/77",
        last_text="Decides nothing;",
        reason="It was a page foot.",
        changed_by="tests",
    )
    response = client.get("/A/RES/76/172/op/77")
    assert response.status_code == 410
    assert "It was a page foot." in response.content.decode() and "Decides nothing;" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "symbol", "label", "suffix"),
    [
        ("A/RES/217 (III) A", "A/RES/217 (III) A", "", ""),
        ("A/RES/217(III)A/op/1", "A/RES/217 (III) A", "op/1", ""),
        ("S/RES/2240(2015)/pp/3.ris", "S/RES/2240 (2015)", "pp/3", ".ris"),
        ("E/RES/2021/2B/op/1", "E/RES/2021/2 B", "op/1", ""),
        ("A/HRC/RES/S-33/1", "A/HRC/RES/S-33/1", "", ""),
        ("A/RES/ES-11/1/annex/2/op/16/a", "A/RES/ES-11/1", "annex/2/op/16/a", ""),
        ("A/RES/76/172.csl.json", "A/RES/76/172", "", ".csl.json"),
    ],
)
def test_paths_of_every_body_are_read(path: str, symbol: str, label: str, suffix: str) -> None:
    address = read(path)
    assert (str(address.symbol), address.label, address.suffix) == (symbol, label, suffix)
    assert read(address.path) == address


def test_a_day_after_an_address_is_read() -> None:
    address = read("A/RES/76/172/op/5@2026-01-31.json")
    assert address.path == "/A/RES/76/172/op/5@2026-01-31.json"
    with pytest.raises(NotAPermalink):
        read("A/RES/76/172@2026-02-31")


@given(st.text(max_size=250))
def test_no_path_breaks_the_reading(path: str) -> None:
    try:
        address = read(path)
    except NotAPermalink:
        return
    assert read(address.path) == address


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading_of_typed_symbols(text: str) -> None:
    typed = read_typed(text)
    assert typed is None or typed.symbols


def test_labels_of_one_resolution_stay_apart_in_every_spelling() -> None:
    for resolution in Resolution.objects.all():
        keys = [label_key(label) for label in resolution.paragraphs.values_list("label", flat=True)]
        assert len(keys) == len(set(keys)), resolution


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("text/plain", "text/plain"),
        ("application/x-bibtex", "application/x-bibtex"),
        ("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json"),
        ("application/x-research-info-systems", "application/x-research-info-systems"),
    ],
)
def test_accept_chooses_the_format(client: Client, accept: str, content_type: str) -> None:
    for path in ("/A/RES/76/172", "/A/RES/76/172/op/5/f"):
        response = client.get(path, headers={"accept": accept} if accept else {})
        assert response.status_code == 200
        assert response["Content-Type"].startswith(content_type)
        assert "Accept" in response["Vary"]


@pytest.mark.parametrize("path", ["/A/RES/76/172", "/A/RES/76/172/op/1", "/A/RES/76/172.txt"])
def test_nothing_but_reading_is_allowed_on_a_permalink(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_a_withdrawn_paragraph_can_still_be_cited_and_looked_up(client: Client) -> None:
    withdraw(resolutions=[Resolution.objects.get(symbol="A/RES/76/172")], by="tests", reason="A draft.")
    html = client.get("/A/RES/76/172/op/5/f").content.decode()
    assert "General Assembly resolution 76/172, Protection of migrants" in html and "para. 5 (f)" in html
    assert 'href="https://undocs.org/en/A/RES/76/172"' in html


@pytest.mark.parametrize("path", ["/A/RES/76/172", "/A/RES/76/172/op/1", "/A/RES/74/148", "/A/RES/1/999"])
def test_every_resolution_leads_to_its_official_text(client: Client, path: str) -> None:
    official = "/".join(path.split("/")[1:5])
    assert f'href="https://undocs.org/en/{official}"' in client.get(path).content.decode()


def test_a_number_that_only_lettered_parts_have_leads_to_them(client: Client) -> None:
    whole = Resolution.objects.get(symbol="A/RES/76/172")
    Resolution.objects.filter(pk=whole.pk).update(symbol="A/RES/76/172 B", path="A/RES/76/172B", part="B")
    response = client.get("/A/RES/76/172/op/1")
    assert response.status_code == 404
    html = response.content.decode()
    assert "These have the same number" in html and 'href="/A/RES/76/172B"' in html
    assert "same number" not in client.get("/A/RES/75/172").content.decode()
