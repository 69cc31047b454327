"""The pages that a process keeps ready stay within their bounds."""

import pytest
from django.conf import settings
from django.http import HttpResponse

from archive.views import caching


@pytest.fixture(autouse=True)
def room_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAGES_KEPT", 200)


def test_the_page_kept_longest_goes_when_the_bytes_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MOST_BYTES_KEPT", 100)
    pages = caching.Pages()
    for number in range(30):
        pages.keep(("edition", f"/{number}"), HttpResponse(b"x" * 5))
    assert pages.bytes == 100
    assert pages.get(("edition", "/9")) is None
    assert pages.get(("edition", "/10")) is not None


def test_a_page_kept_twice_counts_once() -> None:
    pages = caching.Pages()
    for _ in range(3):
        pages.keep(("edition", "/"), HttpResponse(b"12345"))
    assert pages.bytes == 5


def test_a_page_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MOST_BYTES_KEPT", 100)
    pages = caching.Pages()
    pages.keep(("edition", "/long"), HttpResponse(b"x" * 6))
    assert pages.get(("edition", "/long")) is None
