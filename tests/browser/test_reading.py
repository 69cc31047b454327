"""A reader at work: with the keyboard alone, without JavaScript, with the small comforts, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.django_db


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.textContent.trim() || document.activeElement.getAttribute('name')")
    )


def test_the_keyboard_alone_finds_narrows_and_opens_a_paragraph(page: Page) -> None:
    page.goto("/A/RES/76/172")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto("/")
    while focused(page) != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("detention")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("paragraphs")
    before = page.get_by_role("status").first.inner_text()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "A/HRC":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Body: Human Rights Council")).to_be_visible()
    assert page.get_by_role("status").first.inner_text() != before
    for _ in range(120):
        page.keyboard.press("Tab")
        if focused(page).startswith("Paragraph"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/A/HRC/RES/57/14/op/**")


def test_whatever_has_the_focus_shows_it(page: Page) -> None:
    for path in ("/", "/search?q=detention", "/A/RES/76/172", "/A/RES/76/172/op/5/f"):
        page.goto(path)
        for _ in range(25):
            page.keyboard.press("Tab")
            style, width = page.evaluate(
                "[getComputedStyle(document.activeElement)].map(style => [style.outlineStyle, style.outlineWidth])[0]"
            )
            assert style != "none" and width != "0px", page.evaluate("document.activeElement.outerHTML")


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("alternatives to detention")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Paragraph 5 (a)").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Paragraph 5 (a)")
    page.get_by_role("link", name="Read it in its place").click()
    page.get_by_role("link", name="Footnote 1", exact=True).first.click()
    assert page.url.endswith("#fn-1")
    context.close()


def test_a_permalink_is_copied_beside_its_paragraph(page: Page) -> None:
    page.goto("/A/RES/76/172")
    paragraph = page.locator("[id='op/1']")
    paragraph.hover()
    paragraph.get_by_role("button").click()
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith("/A/RES/76/172/op/1")


def test_the_reference_is_copied(page: Page) -> None:
    page.goto("/A/RES/76/172/op/5/f")
    page.get_by_role("button", name="Copy the reference").click()
    assert "para. 5 (f)" in str(page.evaluate("navigator.clipboard.readText()"))


def test_a_footnote_is_at_hand_by_pointer_and_by_keyboard(page: Page) -> None:
    page.goto("/A/RES/76/172")
    mark = page.get_by_role("link", name="Footnote 5", exact=True).first
    mark.hover()
    expect(page.get_by_role("note")).to_contain_text("Resolution 217 A (III).")
    page.mouse.move(0, 0)
    expect(page.get_by_role("note")).to_be_hidden()
    mark.focus()
    expect(page.get_by_role("note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("note")).to_be_hidden()


def test_on_paper_the_text_stands_with_its_permalink_and_the_day(page: Page) -> None:
    page.goto("/A/RES/76/172/op/5/f")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator(".print-only")).to_contain_text("/A/RES/76/172/op/5/f")
    expect(page.locator(".print-only")).to_contain_text("retrieved on")
