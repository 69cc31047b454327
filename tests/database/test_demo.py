"""`manage.py demo` as a visitor runs it: a process of its own, from an empty folder."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.management.serving import PortError, listen
from tests.database.processes import CHECKOUT, User, eventually, server_of

COUNTS = "SELECT count(*), max(loaded_at)::text, max(updated_at)::text FROM archive_resolution"


@contextmanager
def demo(home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", *options],
        cwd=CHECKOUT,
        env=environment | {"ARCHIVE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def said_until_served(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What the demo printed until it served, and the address it serves at."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return said, found[0]
    pytest.fail(f"the demo ended without serving: {said}")


def test_the_demo_loads_serves_stops_and_changes_nothing_the_second_time(home: Path) -> None:
    with demo(home) as process:
        said, address = said_until_served(process)
        assert re.search(r"^All +437 ", said, re.MULTILINE)
        assert re.search(r"librarian, password \S{12,}", said)
        for path in ("", "healthz", "A/RES/76/172/op/5/f"):
            with urllib.request.urlopen(address + path) as answer:
                assert answer.status == 200
        with urllib.request.urlopen(address) as answer:
            style = re.search(r"/static/[\w./-]+\.css", answer.read().decode())
        assert style
        with urllib.request.urlopen(address + style[0].removeprefix("/")) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        with demo(home) as other:
            _, other_address = said_until_served(other)
            assert other_address != address, "a second one beside it takes the next port"
            other.send_signal(signal.SIGINT)
            assert other.wait(60) == 0
        assert server_of(home), "the first one still uses the database"
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert server_of(home) is None

    before = counts(home)
    with demo(home) as process:
        said, _ = said_until_served(process)
        process.kill()
    assert re.search(r"^All +437 ", said, re.MULTILINE)
    assert "password" not in said
    assert eventually(lambda: server_of(home) is None), "a killed demo leaves no server"
    assert counts(home) == before


def counts(home: Path) -> str:
    user = User(home)
    try:
        return user.run(COUNTS)
    finally:
        user.end()


def test_a_taken_port_is_told_before_anything_is_started(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with demo(home, "--port", str(port)) as process:
            said = process.communicate(timeout=30)[0]
    assert process.returncode == 1
    assert f"Port {port} is in use" in said
    assert "Traceback" not in said


def test_a_port_that_cannot_be_is_told() -> None:
    with pytest.raises(PortError, match="no port 70000"):
        listen(70000)
