"""The citation graph over the five documents: the most cited, and the whole graph to take away."""

import csv
import io
import re

import pytest
from django.test import Client
from lxml import etree

from archive.models import Citation, Paragraph
from archive.views import citations

pytestmark = pytest.mark.django_db

ROW = r'<td><a href="([^"]+)"'
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def download(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content)


def test_the_most_cited_instruments_come_first_with_a_bar_each(client):
    html = page(client, "/citations/")
    assert "/instruments/universal-declaration-of-human-rights/" in html
    counts = [int(count) for count in re.findall(r'</td>\s*<td>[^<]+</td>\s*<td class="num">(\d+)</td>', html)]
    assert len(counts) == html.count("<rect") > 20 and counts == sorted(counts, reverse=True)


def test_every_cited_instrument_stands_on_one_of_the_pages(client, monkeypatch):
    monkeypatch.setattr(citations, "PER_PAGE", 40)
    cited = Citation.objects.filter(instrument__isnull=False).exclude(state="rejected")
    count = cited.order_by().values("instrument").distinct().count()
    last = -(-count // 40)
    shown = [slug for at in range(1, last + 1) for slug in re.findall(ROW, page(client, f"/citations/?page={at}"))]
    assert last > 1 and len(shown) == len(set(shown)) == count
    assert client.get(f"/citations/?page={last + 1}").status_code == 404


def test_body_and_year_of_the_citing_texts_narrow_it(client):
    html = page(client, "/citations/?body=A/HRC&year=2024")
    assert "in texts of the Human Rights Council, in 2024" in html
    assert "vienna-convention-on-consular-relations" not in html
    assert "No citation in 1999" in page(client, "/citations/?year=1999")


@pytest.mark.parametrize("query", ["body=Z", "year=20", "year=²⁰²⁴", "year=nought"])
def test_what_is_no_body_or_year_is_refused(client, query):
    assert client.get(f"/citations/?{query}").status_code == 400


def test_the_page_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page(client, "/citations/")


def test_csv_has_a_line_for_each_citation_that_leads_somewhere(client):
    text = download(client, "/citations/graph.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == Citation.objects.filter(instrument__isnull=False).exclude(state="rejected").count()
    first = next(row for row in rows if row["citing"] == "A/RES/76/172")
    assert (first["paragraph"], first["cited"], first["cited_date"]) == ("pp/1", "A/RES/74/148", "2019-12-18")
    assert first["permalink"].endswith("/A/RES/76/172/pp/1")


def test_graphml_is_well_formed_and_every_edge_has_its_nodes(client):
    root = etree.fromstring(download(client, "/citations/graph.graphml"))
    nodes = [node.get("id") for node in root.iter(f"{GRAPHML}node")]
    edges = list(root.iter(f"{GRAPHML}edge"))
    assert len(nodes) == len(set(nodes))
    assert {edge.get("source") for edge in edges} | {edge.get("target") for edge in edges} <= set(nodes)
    assert len(edges) == Citation.objects.filter(instrument__isnull=False).exclude(state="rejected").count()
    keys = {key.get("id") for key in root.iter(f"{GRAPHML}key")}
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} <= keys


def test_a_resolution_of_the_archive_that_is_cited_is_one_node(client):
    root = etree.fromstring(download(client, "/citations/graph.graphml"))
    assert len([node for node in root.iter(f"{GRAPHML}node") if node.get("id") == "A/RES/78/217"]) == 1


def test_drafts_are_not_in_the_graph(client):
    Paragraph.objects.filter(resolution__symbol="A/RES/76/172").update(is_public=False)
    text = download(client, "/citations/graph.csv").decode()
    assert "\nA/RES/76/172," not in text


def test_an_instrument_tells_where_it_is_first_cited_by_whom_under_which_verb_in_which_words(client):
    html = page(client, "/instruments/vienna-convention-on-consular-relations/")
    assert "First cited in" in html
    assert html.index("/A/RES/66/172/") < html.index("/A/RES/78/217/")
    assert "General Assembly</a>" in html
    assert "<em>reaffirms</em>" in html
    assert "<td>Vienna Convention on Consular Relations</td>" in html


def test_an_instrument_that_is_cited_with_two_dates_says_so(client):
    assert "Conflicting citations" in page(client, "/instruments/a-hrc-res-53-24/")
    assert "Conflicting citations" not in page(client, "/instruments/a-hrc-res-36-5/")
