"""The search page: results, highlights, filters, orders, states as addresses."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from archive.models import Body, Paragraph, ParagraphTopic, Resolution, Topic

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def total(html: str) -> int:
    match = re.search(r'class="total">\s*<strong>([\d,]+)</strong> paragraph', html)
    assert match, html[:3000]
    return int(match[1].replace(",", ""))


def passages(html: str) -> list[str]:
    return re.findall(r'<li class="passage">(.*?)</li>\s*(?=<li class="passage">|</ol>)', html, re.DOTALL)


def test_paragraphs_are_the_results_and_the_words_are_marked(client: Client) -> None:
    html = page(client, "/search?q=alternatives+to+detention")
    assert (
        total(html)
        == Paragraph.objects.filter(text__iregex=r"\malternative.*\mdet[ae]n|\mdet[ae]n.*\malternativ").count()
    )
    assert all("<mark>" in passage for passage in passages(html))
    assert "<mark>alternatives</mark> to <mark>detention</mark>" in html


def test_a_text_with_markup_in_it_stays_text() -> None:
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/76/172", label="op/1")
    Paragraph.objects.filter(pk=paragraph.pk).update(
        text="Urges <img src=x onerror=alert(1)> zebras & <b>migrants</b>;"
    )
    html = page(Client(), "/search?q=zebras")
    assert "<img src=x" not in html and "<b>migrants" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>zebras</mark> &amp; &lt;b&gt;migrants&lt;/b&gt;" in html


def test_a_slash_after_search_leads_to_the_search_with_its_query(client: Client) -> None:
    response = client.get("/search/?q=migrant+children&page=2")
    assert (response.status_code, response["Location"]) == (301, "/search?q=migrant+children&page=2")


def test_a_query_comes_back_escaped_in_the_box(client: Client) -> None:
    html = page(client, "/search?q=" + quote('"><script>alert(1)</script> migrants'))
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("A/RES/76/172", "/A/RES/76/172"),
        ("a/res/76/172", "/A/RES/76/172"),
        ("76/172", "/A/RES/76/172"),
        ("resolution 76/172", "/A/RES/76/172"),
        ("A/HRC/RES/57/14", "/A/HRC/RES/57/14"),
        ("57/14", "/A/HRC/RES/57/14"),
        ("76/172 op 5 (f)", "/A/RES/76/172/op/5/f"),
        ("A/RES/76/172, para. 5 (f)", "/A/RES/76/172/op/5/f"),
        ("A/RES/76/172/op/5/f", "/A/RES/76/172/op/5/f"),
        ("76/172 pp 3", "/A/RES/76/172/pp/3"),
    ],
)
def test_a_symbol_typed_in_the_box_goes_to_its_page(client: Client, typed: str, path: str) -> None:
    response = client.get("/search", {"q": typed})
    assert (response.status_code, response["Location"]) == (302, path)


def test_a_symbol_that_is_not_in_the_archive_finds_who_cites_it(client: Client) -> None:
    html = page(client, "/search?q=A/RES/74/148")
    assert total(html) >= 1
    assert "is not in the archive" in html


def test_a_number_that_two_bodies_use_offers_both(client: Client) -> None:
    hrc = Resolution.objects.get(symbol="A/HRC/RES/57/14")
    hrc.pk, hrc.symbol, hrc.path = None, "A/RES/57/14", "A/RES/57/14"
    hrc.save()
    html = page(client, "/search?q=57/14")
    assert 'href="/A/RES/57/14"' in html and 'href="/A/HRC/RES/57/14"' in html


@pytest.mark.parametrize(
    ("parameters", "condition"),
    [
        ("body=A/HRC", {"body__code": "A/HRC"}),
        ("session=A/76", {"session__code": "76"}),
        ("year=2017", {"adopted_on__year": 2017}),
        ("kind=operative", {"kind": "operative"}),
        ("verb=urges", {"verb_key": "urges"}),
        ("q=body:HRC", {"body__code": "A/HRC"}),
        ("q=session:76", {"session__code": "76"}),
        ("q=year:2017-2021", {"adopted_on__year__in": [2017, 2021]}),
        ("q=kind:op", {"kind": "operative"}),
        ("q=verb:urges", {"verb_key": "urges"}),
        ("body=A&body=A/HRC", {}),
    ],
)
def test_filters_keep_what_they_say(client: Client, parameters: str, condition: dict[str, Any]) -> None:
    assert total(page(client, f"/search?{parameters}")) == Paragraph.objects.filter(**condition).count()


def test_a_topic_filters_by_slug_and_by_number(client: Client) -> None:
    tagged = ParagraphTopic.objects.filter(topic__slug="alternatives-to-detention").count()
    assert tagged
    assert total(page(client, "/search?topic=alternatives-to-detention")) == tagged
    assert total(page(client, "/search?q=topic:13")) == tagged


@pytest.mark.parametrize("value", ["74/148", "A/RES/74/148"])
def test_a_cited_instrument_filters_by_symbol(client: Client, value: str) -> None:
    html = page(client, f"/search?cites={quote(value)}")
    assert "A/RES/76/172" in html and total(html) >= 1


def test_a_minus_before_an_operator_takes_away(client: Client) -> None:
    everything = total(page(client, "/search?q=migrants"))
    council = total(page(client, "/search?q=migrants+body:HRC"))
    assert council and total(page(client, "/search?q=migrants+-body:HRC")) == everything - council


def test_a_facet_counts_what_ticking_one_more_box_would_add(client: Client) -> None:
    html = page(client, "/search?q=migrants&body=A/HRC")
    boxes = dict(re.findall(r'name="body" value="([^"]+)".*?class="count">([\d,]+)<', html))
    for code, count in boxes.items():
        found = Paragraph.objects.filter(body__code=code, text__iregex=r"\mmigrants?\M").count()
        assert int(count) == found, code


def test_a_chosen_value_stays_in_sight_when_nothing_bears_it(client: Client) -> None:
    html = page(client, "/search?q=migrants&year=1950")
    assert 'name="year" value="1950" checked' in html
    assert "No paragraph matches" in html


def test_orders_are_what_they_are_called(client: Client) -> None:
    def years(order: str) -> list[str]:
        html = page(client, f"/search?q=migrants&order={order}")
        return re.findall(r'<p class="where">.*?· (\d{4})\s*</p>', html, re.DOTALL)

    assert years("newest") == sorted(years("newest"), reverse=True)
    assert years("oldest") == sorted(years("oldest"))
    assert len(years("newest")) == 20


def test_results_can_be_grouped_by_resolution(client: Client) -> None:
    html = page(client, "/search?q=migrants&group=1")
    assert "in 5 resolutions" in html
    assert html.count('<section class="group">') == 5


def test_paging_reaches_every_result_once(client: Client) -> None:
    first = page(client, "/search?q=migrants&order=newest")
    count, seen = total(first), []
    for number in range(1, -(-count // 20) + 1):
        html = page(client, f"/search?q=migrants&order=newest&page={number}")
        seen += re.findall(r'<a href="(/A/[^"]+)">(?:Para|Preamb|Head|Annex)', html)
    assert len(seen) == len(set(seen)) == count


def test_words_too_common_to_search_are_called_so(client: Client) -> None:
    assert "too common" in page(client, "/search?q=the+of")


def test_notices_are_shown(client: Client) -> None:
    assert "A quotation mark was not closed" in unescape(page(client, "/search?q=%22human+rights"))


def test_titles_that_match_stand_above_the_paragraphs(client: Client) -> None:
    assert "In titles" in page(client, "/search?q=protection+migrants")


def test_a_search_page_is_not_for_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex' in page(client, "/search?q=migrants")


def test_a_facet_bears_the_name_that_its_topic_has_now(client: Client) -> None:
    assert "Detained nowhere" not in page(client, "/search?q=detention")
    Topic.objects.filter(slug="alternatives-to-detention").update(label="Detained nowhere")
    assert "Detained nowhere</span>" in page(client, "/search?q=detention")


def test_the_bodies_of_a_facet_stand_in_their_own_order(client: Client) -> None:
    html = page(client, "/search?q=migrants")
    codes = re.findall(r'name="body" value="([^"]*)"', html)
    assert len(codes) > 1 and codes == [code for code in Body.objects.values_list("code", flat=True) if code in codes]
    assert re.findall(r'name="kind" value="([^"]*)"', html) == ["preambular", "operative"]
