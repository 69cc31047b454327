"""The guardian: a process of its own that starts the server, watches its users, and stops it after the last.

Run as `python -m archive.database.guardian [--temporary] HOME`; answers with exit code 0 when the server
takes connections, or 1 and one message, while the guardian itself goes on in the background.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn

import psutil

from archive.database.cluster import Cluster, run_as
from archive.database.errors import ServerError
from archive.database.locks import POLL, open_lock, try_exclusive, wait_exclusive

PR_SET_PDEATHSIG = 1
# how PostgreSQL is asked to stop: cut the connections and write everything; drop everything; at once
STOPS = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
# a server killed a moment ago leaves processes that still hold its memory: how often and how long to wait
ATTEMPTS, PAUSE = 20, 0.5
READY = b"ready"
LOG_SIZE = 1_000_000  # bytes after which the log is put aside at the next start


class Guardian:
    """Holds the server of one cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.told_to_stop = False
        self.users = open_lock(cluster.users)

    def guard(self, ready: Callable[[], None]) -> None:
        """Start the server, say when it is ready, wait until nobody uses it, stop it."""
        lock = open_lock(self.cluster.guardian)
        if not wait_exclusive(lock, seconds=sum(seconds for _, seconds in STOPS)):
            raise ServerError(f"Another guardian does not end: see {self.cluster.log}.")
        with self.cluster.log.open("ab") as log:
            server = self.start(log)
            try:
                ready()
                while server.poll() is None and not self.told_to_stop and not try_exclusive(self.users):
                    time.sleep(POLL)
            finally:
                stop(psutil.Process(server.pid)) if server.poll() is None else None
                server.wait()
        self.tidy()

    def start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server and wait, however long it recovers, until it takes connections."""
        account = self.cluster.account()
        self.cluster.prepare(account)
        self.clear_leftover()
        for _ in range(ATTEMPTS):
            beginning = log.seek(0, os.SEEK_END)
            server = subprocess.Popen(  # noqa: S603  our own program and arguments
                self.cluster.command(account),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent if sys.platform == "linux" else None,
                **run_as(account),
            )
            while server.poll() is None:
                if self.cluster.pid_file()[:1] == [str(server.pid)] and self.cluster.is_ready():
                    return server
                time.sleep(POLL)
            time.sleep(PAUSE)
        said = self.cluster.log.read_bytes()[beginning:].decode(errors="replace").strip()
        raise ServerError(f"PostgreSQL does not start:\n{said}\nAll it said is in {self.cluster.log}.")

    def clear_leftover(self) -> None:
        """End a server whose guardian was killed; remove a postmaster.pid that names no server of ours.

        Nobody else starts a server here, since we hold the guardian's lock.
        """
        leftover = self.cluster.server()
        if leftover is not None:
            stop(leftover)
        (self.cluster.data / "postmaster.pid").unlink(missing_ok=True)

    def tidy(self) -> None:
        """Leave nothing of a temporary cluster, nor of a socket's short folder."""
        if self.cluster.socket_folder != self.cluster.data:
            shutil.rmtree(self.cluster.socket_folder, ignore_errors=True)
        if self.cluster.temporary:
            shutil.rmtree(self.cluster.home, ignore_errors=True)

    def stop_when_told(self) -> None:
        """Make the signals of a machine that goes down stop the server cleanly."""

        def told(*_: object) -> None:
            self.told_to_stop = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, told)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def stop(server: psutil.Process) -> None:
    """Stop a server, gently first."""
    for number, seconds in STOPS:
        try:
            server.send_signal(number)
            server.wait(seconds)
        except psutil.NoSuchProcess:
            return
        except psutil.TimeoutExpired:
            continue
        return


def end_with_parent() -> None:
    """Have the kernel stop the server, cleanly, when its guardian is killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


LIBC = ctypes.CDLL(None)


def put_log_aside(log: Path) -> None:
    """Begin a new log where the last one has grown large; the one before it goes."""
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_name("log.1"))


def detach(log: Path) -> None:
    """Leave the terminal, its signals and its output."""
    os.setsid()
    os.chdir("/")
    with log.open("ab") as output, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)


def run_in_background(cluster: Cluster, answer: IO[bytes]) -> NoReturn:
    """Guard the cluster to the end; answer READY, or the message of what went wrong."""

    def ready() -> None:
        answer.write(READY)
        answer.close()

    status = 0
    try:
        put_log_aside(cluster.log)
        detach(cluster.log)
        guardian = Guardian(cluster)
        guardian.stop_when_told()
        guardian.guard(ready)
    except (ServerError, OSError) as error:
        status = 1
        if answer.closed:
            sys.stderr.write(f"{error}\n")
            sys.stderr.flush()
        else:
            answer.write(str(error).encode())
            answer.close()
    os._exit(status)


def main() -> int:
    """Start the guardian in the background; wait for its answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--temporary", action="store_true")
    options = parser.parse_args()
    cluster = Cluster(options.home, options.temporary)
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        run_in_background(cluster, os.fdopen(writing, "wb"))
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        message = answer.read()
    if message == READY:
        return 0
    sys.stderr.write(message.decode() or f"PostgreSQL's guardian ended at once: see {cluster.log}.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
