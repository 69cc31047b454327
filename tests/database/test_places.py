"""Where the embedded server can live: odd environments, long paths, folders closed to its account."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.database import cluster
from archive.database.account import reachable
from archive.database.cluster import locate, make_socket_folder
from archive.database.errors import ServerError
from archive.database.server import Server
from tests.database.processes import CHECKOUT, User, cluster_of, make_home, server_of


@pytest.fixture
def place() -> Iterator[Path]:
    """A new ARCHIVE_HOME."""
    home = make_home()
    yield home
    shutil.rmtree(home)


def use(home: Path, **environment: str) -> None:
    user = User(home, **environment)
    try:
        assert user.run("SELECT lower('É')") == "[('é',)]"
        assert server_of(home) is not None
    finally:
        user.end()
    assert server_of(home) is None


def test_the_environment_of_the_caller_does_not_reach_the_server(place: Path) -> None:
    nonsense = "xx_YY.nonsense"
    use(place, LANG=nonsense, LC_ALL=nonsense, PGDATA="/nowhere", PGPORT="1", PGHOST="/none")


def test_a_path_too_long_for_a_socket_is_served_from_a_short_one(place: Path) -> None:
    long = place / ("a" * 60) / "with, a comma and blanks"
    user = User(long)
    try:
        user.run("SELECT 1")
        folder = cluster_of(long).socket_folder
        assert folder != cluster_of(long).data
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        user.end()
    assert not folder.exists(), "the short folder goes with the server"


def test_a_short_path_that_somebody_else_put_there_is_refused(place: Path) -> None:
    place.chmod(0o777)
    with pytest.raises(ServerError, match="remove it"):
        make_socket_folder(place, cluster_of(place).account())


def test_data_of_another_major_version_is_refused_in_words(place: Path) -> None:
    here = locate(place / "database")
    here.data.mkdir()
    (here.data / "PG_VERSION").write_text("12\n")
    here.account().own(here.data)
    with pytest.raises(ServerError, match=r"written by PostgreSQL 12; this is PostgreSQL \d+"):
        Server(here).start()


def test_what_an_interrupted_first_start_left_is_cleared_away(place: Path) -> None:
    leftover = place / "database" / "partial-0"
    leftover.mkdir(parents=True)
    (leftover / "PG_VERSION").write_text("18\n")
    use(place)
    assert not leftover.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets a folder that its server cannot reach")
def test_under_a_folder_closed_to_others_root_keeps_the_data_elsewhere_and_changes_no_mode(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SYSTEM_HOME", place / "system")
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    here = locate(closed / ".archive" / "database")
    assert here.home.parent == place / "system"
    assert reachable(here.home)
    assert locate(closed / ".archive" / "database") == here, "the second time finds the same place"
    assert closed.stat().st_mode & 0o777 == 0o700
    server = Server(here)
    server.start()
    server.release()
    assert here.data.is_dir()
    shutil.rmtree(here.home)
    assert locate(closed / ".archive" / "database") == here, "a place that somebody removed is made again"


@pytest.mark.parametrize("command", ["check", "help"])
def test_commands_that_need_no_database_start_none(place: Path, command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=CHECKOUT,
        env=environment | {"ARCHIVE_HOME": str(place)},
        check=True,
        capture_output=True,
    )
    assert not (place / "database").exists()
