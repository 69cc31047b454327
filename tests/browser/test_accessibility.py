"""Every public kind of page: axe (WCAG 2.2 AA) in light and dark, narrow screens, no other site."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/search",
    "/search?q=migrants&body=A",
    "/search?q=migrants&group=1",
    "/search?q=remitances",
    "/A/RES/76/172",
    "/A/HRC/RES/57/14",
    "/A/RES/76/172/op/5/f",
    "/A/RES/76/172/op/5",
    "/A/RES/76/172/pp/1",
    "/A/RES/76/172/op/99",
    "/A/RES/74/148",
    "/sessions/",
    "/sessions/A/76/",
    "/topics/",
    "/topics/scheme/gcm/",
    "/topics/alternatives-to-detention/",
    "/instruments/",
    "/instruments/convention-on-the-rights-of-the-child/",
    "/citations/",
    "/citations/conflicts/",
    "/check/",
    "/verbs/",
    "/years/",
    "/about/",
    "/api/docs",
    "/nowhere",
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_everyone(page: Page, site: str, path: str) -> None:
    """Axe finds nothing in light and dark; 390 pixels are enough; no other site is asked for anything."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlparse(request.url).netloc))
    page.goto(path, wait_until="networkidle")
    assert hosts == {urlparse(site).netloc}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{scheme}: {found.generate_report()}"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
