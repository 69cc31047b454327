"""Topics: the objectives with figures and trend, a long scheme by letter and by words, a subject's resolutions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from archive.models import Paragraph, ParagraphTopic, Resolution, ResolutionTopic, Topic, TopicScheme
from archive.views import schemes, topics

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects() -> TopicScheme:
    """A scheme of 130 subjects; the first five are given to each resolution."""
    scheme, _ = TopicScheme.objects.get_or_create(code="unbis", defaults={"name": "UNBIS Thesaurus", "position": 50})
    made = Topic.objects.bulk_create(
        Topic(
            scheme=scheme, slug=f"s-{at}", notation=f"100{at}", label=f"{'abc'[at % 3]} subject {at:03}", position=1000
        )
        for at in range(130)
    )
    ResolutionTopic.objects.bulk_create(
        ResolutionTopic(resolution=one, topic=topic) for one in Resolution.objects.all() for topic in made[:5]
    )
    return scheme


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(html: str) -> list[str]:
    return re.findall(r'href="/topics/(s-\d+)/"', html)


def test_the_objectives_come_first_with_their_figures_and_trend(client: Client) -> None:
    html = page(client, "/topics/")
    detention = Topic.objects.get(slug="alternatives-to-detention")
    count = detention.paragraph_topics.exclude(state="rejected").count()
    row = re.findall(r'href="/topics/alternatives-to-detention/".*?</tr>', html, re.DOTALL)[0]
    assert f'<td class="num">{count}</td>' in row and "<path d=" in row and "Most in 20" in row
    assert html.index("Objectives of the Global Compact") < html.index("Themes that the objectives do not cover")


def test_a_topic_under_another_stands_right_behind_it(client: Client) -> None:
    parent, child = Topic.objects.get(slug="data"), Topic.objects.get(slug="remittances")
    Topic.objects.filter(pk=child.pk).update(parent=parent)
    rows = re.findall(r'<td( class="child")?>.*?href="/topics/([^/]+)/"', page(client, "/topics/"))
    at = [slug for _, slug in rows].index("data")
    assert rows[at + 1] == (' class="child"', "remittances")


def test_a_rejected_or_withdrawn_paragraph_does_not_count(client: Client) -> None:
    topic = Topic.objects.create(
        scheme=TopicScheme.objects.get(code="gcm"), slug="new", notation="99", label="New", position=99
    )
    for paragraph, state in zip(Paragraph.objects.all()[:2], ("suggested", "rejected"), strict=True):
        by = {"origin": "curator", "decided_by": "anna"} if state == "rejected" else {}
        ParagraphTopic.objects.create(paragraph=paragraph, topic=topic, state=state, **by)
    row = re.findall(r'href="/topics/new/".*?</tr>', page(client, "/topics/"), re.DOTALL)[0]
    assert '<td class="num">1</td>' in row


def test_of_a_long_scheme_only_the_most_frequent_stand_on_the_page_of_all(
    client: Client, subjects: TopicScheme
) -> None:
    html = page(client, "/topics/")
    assert sorted(listed(html)) == [f"s-{at}" for at in range(5)]
    assert 'action="/topics/scheme/unbis/"' in html and "All 130 headings" in html


def test_a_long_scheme_costs_the_page_no_more_queries(
    client: Client, subjects: TopicScheme, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        page(client, "/topics/")
    with django_assert_num_queries(7):
        page(client, "/topics/scheme/unbis/")


def test_every_topic_of_a_scheme_stands_on_one_of_its_pages(
    client: Client, subjects: TopicScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemes, "HEADINGS_PER_PAGE", 50)
    shown = [slug for at in (1, 2, 3) for slug in listed(page(client, f"/topics/scheme/unbis/?page={at}"))]
    assert len(shown) == len(set(shown)) == 130
    assert client.get("/topics/scheme/unbis/?page=4").status_code == 404


def test_a_letter_or_words_narrow_a_scheme(client: Client, subjects: TopicScheme) -> None:
    assert listed(page(client, "/topics/scheme/unbis/?letter=b")) == [f"s-{at}" for at in range(1, 130, 3)]
    assert listed(page(client, "/topics/scheme/unbis/?q=SUBJECT+007")) == ["s-7"]
    assert listed(page(client, "/topics/scheme/unbis/?q=1007")) == ["s-7"]
    assert "No topic here has “zebras” in its name" in page(client, "/topics/scheme/unbis/?q=zebras")
    assert "No topic here" in page(client, "/topics/scheme/unbis/?letter=%C3%89")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/topics/scheme/nonsense/", 404),
        ("/topics/scheme/unbis/?q=%00", 400),
        ("/topics/scheme/unbis/?letter=%00", 400),
        ("/topics/scheme/unbis/?page=x", 400),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(
    client: Client, subjects: TopicScheme, address: str, status: int
) -> None:
    assert client.get(address).status_code == status


def test_the_resolutions_of_a_subject_are_paged_and_counted(
    client: Client, subjects: TopicScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics, "RESOLUTIONS_SHOWN", 3)
    html = page(client, "/topics/s-1/")
    assert "5 resolutions given this subject" in html and "Page 1 of 2" in html and "A subject" not in html
    second = page(client, "/topics/s-1/?page=2")
    assert sorted(re.findall(r'<span class="symbol">([^<]+)<', html + second)) == sorted(
        Resolution.objects.values_list("symbol", flat=True)
    )
