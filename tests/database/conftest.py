"""An ARCHIVE_HOME, and processes that use its server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.database.processes import User, eventually, make_home, server_of


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """An ARCHIVE_HOME that the tests of a module share one after the other."""
    home = make_home()
    yield home
    shutil.rmtree(home)


@pytest.fixture
def users(home: Path) -> Iterator[Callable[[], User]]:
    """Makes users of the shared home; those left over are killed."""
    made: list[User] = []

    def make() -> User:
        made.append(User(home))
        return made[-1]

    yield make
    for user in made:
        user.kill()
    assert eventually(lambda: server_of(home) is None), "the last user ended and the server did not"
