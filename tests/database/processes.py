"""Processes that use an embedded server as real commands do: each runs SQL that the test hands it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from archive.database.cluster import Cluster

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# Django with the engine and nothing else, so that a process starts quickly
SCRIPT = """
import sys
import django
from django.conf import settings
from django.db import connection
home = {"home": sys.argv[1]}
settings.configure(DATABASES={"default": {"ENGINE": "archive.database.engine", "NAME": "archive", "OPTIONS": home}})
django.setup()
for line in sys.stdin:
    with connection.cursor() as cursor:
        cursor.execute(line)
        print(cursor.fetchall() if cursor.description else "done", flush=True)
"""


class User:
    """A process that runs SQL through Django's connection."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(home / "database")],
            cwd=CHECKOUT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, sql: str) -> None:
        """Hand over a statement without waiting for its result."""
        assert self.process.stdin
        self.process.stdin.write(f"{sql}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        """Wait for a result; fail with what the process said when it ended instead."""
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline()
        if not line:
            pytest.fail(f"the process ended: {self.process.stderr.read()}")
        return line.strip()

    def run(self, sql: str) -> str:
        """The rows of a statement, as Python writes them."""
        self.ask(sql)
        return self.answer()

    def end(self) -> None:
        """End as a command does that has nothing more to do."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)
        self.close()

    def kill(self) -> None:
        """End as by `kill -9`."""
        self.process.kill()
        self.process.wait(30)
        self.close()

    def close(self) -> None:
        """Close the pipes."""
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


def make_home() -> Path:
    """A folder that the server's account can reach, unlike pytest's own, which is closed."""
    home = Path(tempfile.mkdtemp(prefix="archive-home-", dir="/tmp"))
    home.chmod(0o755)
    return home


def server_of(home: Path) -> psutil.Process | None:
    """The server process of an ARCHIVE_HOME, found without its pid file."""
    processes = [each for each in psutil.process_iter(["ppid", "name", "cmdline"]) if each.info["name"] == "postgres"]
    pids = {process.pid for process in processes}
    data = str(home / "database" / "data")
    # a child has its parent's command line for a moment
    servers = (each for each in processes if each.info["ppid"] not in pids and data in (each.info["cmdline"] or ()))
    return next(servers, None)


def guardian_of(home: Path) -> psutil.Process:
    """The guardian of a running server."""
    server = server_of(home)
    assert server
    return server.parent()


def cluster_of(home: Path) -> Cluster:
    return Cluster(home / "database")


def eventually(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether a condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
