"""The whole run's database and static files.

With DATABASE_URL the tests use that server, in a database of its own beside the named one; without it they
start a temporary embedded server, which its guardian removes at the end, even when the run is killed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from archive.database.engine.base import server


def pytest_configure() -> None:
    """Serve static files as they lie: tests need no collectstatic."""
    settings.STORAGES["staticfiles"]["BACKEND"] = settings.PLAIN_STATIC_FILES
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.PAGES_KEPT = 0
    settings.EDITION_SECONDS = -1  # read for every page, so that counts of queries do not hang on the clock
    # the default is slow on purpose, and tests sign in often
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Point Django at a temporary server unless DATABASE_URL names one."""
    if settings.DATABASE_URL:
        yield
        return
    home = Path(tempfile.mkdtemp(prefix="archive-tests-", dir="/tmp"))
    home.chmod(0o711)  # the server's own account walks through
    options = settings.DATABASES["default"]["OPTIONS"]
    options |= {"home": home, "temporary": True}
    yield
    server(home, temporary=True).release()
