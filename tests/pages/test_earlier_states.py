"""`@YYYY-MM-DD` after a permalink: the text as the archive showed it on that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from archive.curation.correcting import correct_paragraph
from archive.models import Change, Paragraph, Resolution

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> date:
    """Asked when it is needed, never earlier: a run of all tests may cross midnight."""
    return timezone.now().date() - timedelta(days=days)


@pytest.fixture
def corrected() -> Paragraph:
    """Operative paragraph 1 of 76/172, loaded a month ago and corrected yesterday."""
    month_ago = timezone.now() - timedelta(days=30)
    Resolution.objects.filter(symbol="A/RES/76/172").update(loaded_at=month_ago)
    Paragraph.objects.filter(resolution__symbol="A/RES/76/172").update(added_at=month_ago)
    paragraph = Paragraph.objects.get(resolution__symbol="A/RES/76/172", label="op/1")
    Change.objects.all().delete()
    correct_paragraph(
        paragraph=paragraph,
        changes={"text": "Calls upon zebras;"},
        by="tests",
        reason="Checked in print.",
    )
    Change.objects.update(changed_at=timezone.now() - timedelta(days=1))
    return paragraph


def test_an_earlier_day_shows_the_earlier_text_with_a_notice(client: Client, corrected: Paragraph) -> None:
    html = client.get(f"/A/RES/76/172/op/1@{days_ago(7)}").content.decode()
    assert "zebras" not in html and "States to promote" in html
    assert "As this archive showed it on" in html and 'href="/A/RES/76/172/op/1"' in html
    assert "The archive has corrected its copy since." in html


def test_today_shows_the_text_of_today(client: Client, corrected: Paragraph) -> None:
    html = client.get(f"/A/RES/76/172@{days_ago(0)}").content.decode()
    assert "zebras" in html and "Nothing has changed since." in html


def test_the_whole_resolution_of_an_earlier_day_in_plain_text(client: Client, corrected: Paragraph) -> None:
    day = days_ago(7)
    text = client.get(f"/A/RES/76/172@{day}.txt").content.decode()
    assert "zebras" not in text and f"http://testserver/A/RES/76/172@{day}" in text


def test_changes_are_shown_with_their_reason_on_the_page(client: Client, corrected: Paragraph) -> None:
    html = client.get("/A/RES/76/172").content.decode()
    day_before = Change.objects.get().changed_at.date() - timedelta(days=1)
    assert "Checked in print." in html and f"/A/RES/76/172@{day_before}" in html


@pytest.mark.parametrize("day", ["1999-01-01", "2999-01-01", "2026-02-31", "2026-13-01"])
def test_a_day_without_a_text_is_404_with_a_page_that_helps(client: Client, corrected: Paragraph, day: str) -> None:
    response = client.get(f"/A/RES/76/172@{day}")
    assert response.status_code == 404 and 'role="search"' in response.content.decode()


def test_a_day_without_a_text_leads_to_the_text_of_today(client: Client, corrected: Paragraph) -> None:
    html = client.get("/A/RES/76/172/op/1@1999-01-01").content.decode()
    assert "did not show A/RES/76/172 yet on 1 January 1999" in html
    assert '<a href="/A/RES/76/172/op/1">Read it as it is now</a>' in html


def test_an_earlier_text_is_cited_and_printed_with_its_day(client: Client, corrected: Paragraph) -> None:
    day = days_ago(7)
    html = client.get(f"/A/RES/76/172/op/1@{day}").content.decode()
    address = f"http://testserver/A/RES/76/172/op/1@{day}"
    assert f'para. 1, <a href="{address}">' in html and f"{address} — retrieved" in html


def test_another_spelling_with_a_day_leads_to_the_canonical_one(client: Client) -> None:
    assert client.get(f"/a/res/76/172/@{days_ago(0)}")["Location"] == f"/A/RES/76/172@{days_ago(0)}"
