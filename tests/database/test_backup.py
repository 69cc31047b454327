"""`manage.py backup` and `restore` on an embedded database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.database.processes import CHECKOUT, User


def manage(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment | {"ARCHIVE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_backup_brings_back_what_was_lost_and_a_broken_one_changes_nothing(
    home: Path, tmp_path: Path, users: Callable[[], User]
) -> None:
    file = tmp_path / "archive.dump"
    user = users()  # keeps one server running for all the commands
    user.run("CREATE TABLE numbers AS SELECT 1 AS number")
    done = manage(home, "backup", str(file))
    assert done.returncode == 0, done.stderr
    again = manage(home, "backup", str(file))
    assert again.returncode == 1
    assert "choose a new file" in again.stderr

    user.run("DELETE FROM numbers")
    broken = tmp_path / "broken.dump"
    broken.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert manage(home, "restore", "--yes", str(broken)).returncode == 1
    assert user.run("SELECT * FROM numbers") == "[]"

    assert manage(home, "restore", "--yes", str(file)).returncode == 0
    assert user.run("SELECT * FROM numbers") == "[(1,)]"
