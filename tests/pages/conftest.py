"""The five documents of fixtures/, loaded once for all tests of this folder and rolled back after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from pages.documents import load_documents


@pytest.fixture(scope="package", autouse=True)
def five_documents(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every test's own transaction nests inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_documents()
        yield
        transaction.set_rollback(True)
