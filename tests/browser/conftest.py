"""A site with the five documents on a port of its own, and a Chromium that opens it.

Where no Chromium is installed the tests are skipped, except in continuous integration, where they fail.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pages.documents import load_documents
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in this thread, in which Django would refuse to touch the database
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The address of a running site that holds the five documents."""
    if not str(connection.settings_dict["NAME"]).startswith("test_"):
        pytest.fail("This is no test database: mark the test with django_db, so that one is made.")
    with django_db_blocker.unblock():
        load_documents()
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        with connection.cursor() as cursor:  # a connection that a server's thread kept would keep the database
            cursor.execute(END_OTHERS)
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def browser(site: str) -> Iterator[Browser]:
    """One Chromium for all tests of the folder."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"No Chromium at {CHROMIUM}; install the package chromium, or name another with CHROMIUM.")
        pytest.skip(f"No Chromium at {CHROMIUM} (apt-get install chromium, or name another with CHROMIUM)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a new visitor, that fails the test when a script fails or the content policy is broken."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield page
    context.close()
    assert not errors
