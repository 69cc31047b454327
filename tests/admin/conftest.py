"""The five resolutions of fixtures/ in the archive, and a librarian signed in."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from archive.curation.authority import load_authority
from archive.curation.librarians import ensure_librarians
from archive.curation.outcomes import Received
from archive.curation.receiving import read, read_manifest, store
from archive.curation.settling import settle
from archive.curation.topics import load_topics

FIXTURES = settings.BASE_DIR / "fixtures"


@cache
def received() -> tuple[Received, ...]:
    """The five sources, read once."""
    manifest = read_manifest(FIXTURES / "manifest.json")
    return tuple(
        read(data=path.read_bytes(), name=path.name, supplied=manifest.get(path.name, {}))
        for path in sorted(FIXTURES.glob("*.txt"))
    )


@pytest.fixture(scope="module")
def loaded_seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All five loaded, linked and tagged, once for a module; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        try:
            load_authority()
            load_topics()
            for one in received():
                store(received=one, publish=True, by="tester")
            settle()
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE archive_body, archive_instrument, archive_topicscheme CASCADE")


@pytest.fixture
def seeds(loaded_seeds: None, db: None) -> None:
    """All five, for one test."""


@pytest.fixture
def librarian(db: None) -> User:
    """Somebody of the librarians' group, not a superuser."""
    user = User.objects.create_user("anna", password="x", is_staff=True)
    user.groups.add(ensure_librarians())
    return user


@pytest.fixture
def signed_in(client: Client, librarian: User) -> Client:
    """The librarian's browser."""
    client.force_login(librarian)
    return client
