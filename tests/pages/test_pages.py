"""Every kind of page answers, with a fixed number of queries, and carries what its readers need."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.models import Citation, Instrument, Paragraph, Resolution

pytestmark = pytest.mark.django_db

# one of them reads the edition
QUERIES = {
    "/": 9,
    "/search": 1,
    "/search?q=migrants": 11,
    "/search?q=alternatives+to+detention&body=A": 10,  # narrowed, so no titles are looked for
    "/search?q=migrants&order=newest": 11,
    "/A/RES/76/172": 14,
    "/A/RES/66/172": 14,
    "/A/HRC/RES/57/14": 14,
    "/A/RES/76/172/op/5/f": 10,
    "/A/HRC/RES/57/14/pp/1": 10,
    "/sessions/": 3,
    "/sessions/A/76/": 6,
    "/topics/": 5,
    "/topics/alternatives-to-detention/": 9,
    "/instruments/": 4,
    "/instruments/convention-on-the-rights-of-the-child/": 9,
    "/verbs/": 2,
    "/years/": 3,
    "/about/": 1,
}


@pytest.mark.parametrize("path", QUERIES)
def test_a_page_costs_a_fixed_number_of_queries(client: Client, path: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(QUERIES[path]):
        assert client.get(path).status_code == 200


def test_a_page_of_more_results_costs_no_more_queries(client: Client, django_assert_num_queries: Any) -> None:
    copies = list(Paragraph.objects.filter(resolution__symbol="A/RES/76/172", label__startswith="pp/"))
    for at, copy in enumerate(copies):
        copy.pk, copy.label, copy.position, copy.parent = None, f"annex/p/{at}", 5000 + at, None
    Paragraph.objects.bulk_create(copies)
    with django_assert_num_queries(QUERIES["/A/RES/76/172"]):
        client.get("/A/RES/76/172")


@pytest.mark.parametrize("path", [path for path in QUERIES if "?" not in path])
def test_every_page_has_a_title_a_description_and_one_heading(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert re.search(r"<title>[^<]{8,}</title>", html)
    assert re.search(r'<meta name="description" content="[^"]{20,}">', html)
    assert len(re.findall(r"<h1", html)) == 1
    assert "<style" not in html and " style=" not in html and "onclick" not in html


def test_titles_differ_from_page_to_page(client: Client) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", client.get(path).content.decode())[0] for path in QUERIES]
    distinct = {path.partition("&")[0] for path in QUERIES}
    assert len(set(titles)) >= len(distinct) - 1


def test_descriptions_differ_from_page_to_page(client: Client) -> None:
    paths = [
        "/",
        *(path for path in QUERIES if "?" not in path and path not in ("/", "/search")),
        "/citations/",
        "/check/",
    ]
    told = [re.findall(r'name="description" content="(.*?)"', client.get(path).content.decode())[0] for path in paths]
    assert len(set(told)) == len(told)


def test_the_reading_view_holds_every_paragraph_under_its_permalink(client: Client) -> None:
    for resolution in Resolution.objects.all():
        html = client.get(resolution.get_absolute_url()).content.decode()
        for label in resolution.paragraphs.values_list("label", flat=True):
            assert f'id="{label}"' in html
            assert f'href="{resolution.get_absolute_url()}/{label}"' in html


def test_footnote_marks_and_footnotes_lead_to_each_other(client: Client) -> None:
    html = client.get("/A/RES/76/172").content.decode()
    targets = re.findall(r'<a href="#(fn-\d+)" id="(ref-\d+)"', html)
    assert len(targets) >= 35
    for note, mark in targets:
        assert f'<li id="{note}">' in html
        assert f'href="#{mark}"' in html or html.count(f'href="#{note}"') > 3


def test_a_mark_whose_footnote_is_missing_says_so(client: Client) -> None:
    assert "The source has no text for this footnote" in client.get("/A/RES/66/172").content.decode()


def test_citations_are_links_in_the_text(client: Client) -> None:
    html = client.get("/A/RES/76/172/pp/1").content.decode()
    links = re.findall(r'<a class="cites" href="([^"]+)"', html)
    assert len(links) == 5


def test_a_citation_that_a_librarian_rejected_is_no_link(client: Client) -> None:
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/76/172", label="pp/1")
    citation = paragraph.citations.exclude(instrument=None).first()
    assert citation
    Citation.objects.filter(pk=citation.pk).update(state="rejected", decided_by="tests")
    html = client.get("/A/RES/76/172/pp/1").content.decode()
    assert len(re.findall(r'<a class="cites"', html)) == 4


def test_a_paragraph_page_tells_how_to_cite_it(client: Client) -> None:
    html = client.get("/A/RES/76/172/op/5/f").content.decode()
    assert (
        "General Assembly resolution 76/172, Protection of migrants, A/RES/76/172 (16 December 2021), para. 5 (f)"
        in html
    )
    assert "http://testserver/A/RES/76/172/op/5/f" in html
    assert '<meta name="citation_technical_report_institution"' in html


def test_a_subparagraph_shows_what_it_stands_under(client: Client) -> None:
    html = client.get("/A/RES/76/172/op/5/f").content.decode()
    assert 'href="/A/RES/76/172/op/5"' in html and 'class="lead-in"' in html


def test_an_instrument_page_says_who_cites_it_and_where(client: Client) -> None:
    instrument = Instrument.objects.get(slug="convention-on-the-rights-of-the-child")
    html = client.get(instrument.get_absolute_url()).content.decode()
    citing = Paragraph.objects.filter(citations__instrument=instrument).distinct()
    assert citing.count() >= 3
    for paragraph in citing[:20]:
        assert paragraph.get_absolute_url() in html
    assert "<mark>" in html


def test_a_topic_page_shows_its_stored_query(client: Client) -> None:
    html = client.get("/topics/alternatives-to-detention/").content.decode()
    assert "How paragraphs come under this topic" in html and "<code>" in html


def test_the_instruments_are_found_by_words_of_their_names(client: Client) -> None:
    html = client.get("/instruments/?q=rights+child").content.decode()
    assert "Convention on the Rights of the Child" in html
    assert "has “zzzz” in its name" in client.get("/instruments/?q=zzzz").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/feed/",
        "/topics/alternatives-to-detention/feed/",
        "/instruments/convention-on-the-rights-of-the-child/feed/",
        "/search.atom?q=detention",
    ],
)
def test_feeds_are_atom_with_entries(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert entries
    for entry in entries:
        link = entry.find(f"{atom}link")
        assert link is not None and client.get(link.attrib["href"].removeprefix("http://testserver")).status_code == 200


def test_the_sitemap_lists_resolutions_and_every_address_answers(client: Client) -> None:
    index = client.get("/sitemap.xml").content.decode()
    sections = re.findall(r"<loc>http://testserver(/sitemap[^<]+)</loc>", index)
    addresses = [
        address
        for section in sections
        for address in re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get(section).content.decode())
    ]
    assert "/A/RES/76/172" in addresses
    for address in [one for one in addresses if "/instruments/" not in one] + addresses[-5:]:
        assert client.get(address).status_code == 200, address


def test_robots_and_opensearch_point_to_this_site(client: Client) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert 'template="http://testserver/search?q={searchTerms}"' in client.get("/opensearch.xml").content.decode()


def test_public_pages_have_a_strict_content_policy_and_the_admin_a_looser_one(client: Client) -> None:
    for path in ("/", "/search?q=migrants", "/A/RES/76/172", "/nowhere", "/A/RES/76/172.json"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
    assert "'unsafe-inline'" in client.get("/admin/login/")["Content-Security-Policy"]
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"]


def test_no_page_names_another_site(client: Client) -> None:
    for path in QUERIES:
        html = client.get(path).content.decode()
        loaded = re.findall(r'<(?:link rel="stylesheet"|script|img|iframe)[^>]*?(?:href|src)="([^"]+)"', html)
        assert loaded and all(address.startswith("/static/") for address in loaded)
