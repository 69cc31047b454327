"""The five documents of fixtures/, loaded once for all tests of this folder and rolled back after them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from archive.curation import authority, receiving, settling, topics

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def load_fixtures() -> None:
    """What the demo loads: instruments, topics, the five documents, all linked and tagged."""
    authority.load_authority()
    topics.load_topics()
    manifest = receiving.read_manifest(FIXTURES / "manifest.json")
    for path in sorted(FIXTURES.glob("*.txt")):
        supplied = manifest.get(path.name, {})
        receiving.receive(data=path.read_bytes(), name=path.name, supplied=supplied, publish=True, by="tests")
    settling.settle()


@pytest.fixture(scope="package", autouse=True)
def five_documents(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every test's own transaction nests inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_fixtures()
        yield
        transaction.set_rollback(True)
