"""Every public kind of page: axe (WCAG 2.2 AA) in light and dark, narrow screens, no other site."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = [
    "/",
    "/search",
    "/search?q=migrants&body=A",
    "/search?q=migrants&group=1",
    "/search?q=remitances",
    "/A/RES/76/172",
    "/A/RES/72/179",
    "/A/HRC/RES/57/14",
    "/A/RES/76/172/op/5/f",
    "/A/RES/76/172/op/5",
    "/A/RES/76/172/pp/1",
    "/A/RES/76/172/op/99",
    "/A/RES/74/148",
    "/sessions/",
    "/sessions/A/76/",
    "/topics/",
    "/topics/alternatives-to-detention/",
    "/instruments/",
    "/instruments/convention-on-the-rights-of-the-child/",
    "/verbs/",
    "/years/",
    "/about/",
    "/api/docs",
    "/nowhere",
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(path)
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(base_url=site, viewport={"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_another_site(page: Page, site: str, path: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlparse(request.url).netloc))
    page.goto(path, wait_until="networkidle")
    assert hosts == {urlparse(site).netloc}
