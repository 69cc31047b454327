"""The embedded server as a process that uses it sees it: hold it, have it started, let it go."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

from archive.database.cluster import Cluster
from archive.database.errors import ServerError
from archive.database.locks import alone, open_lock, share, try_exclusive, wait_exclusive

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LONGEST_STOP = 60.0  # seconds to wait at our end for a server that writes everything out


class Server:
    """The server of one cluster, kept running while this process holds it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.holder = 0  # the process that took the lock; children forked from it share its lock
        self.lock = -1
        self.thread_lock = threading.Lock()

    def hold(self) -> None:
        """Count this process among the users until it ends; waits while the server is being stopped."""
        with self.thread_lock:
            if self.lock < 0:
                lock = open_lock(self.cluster.users)
                share(lock)
                self.lock, self.holder = lock, os.getpid()
                atexit.register(self.release)

    def start(self) -> None:
        """Have the server started unless it takes connections; raises ServerError with the reason."""
        self.hold()
        with self.thread_lock, alone(self.cluster.starting):
            if self.cluster.is_ready():
                return
            guardian = [sys.executable, "-m", "archive.database.guardian", str(self.cluster.home)]
            done = subprocess.run(  # noqa: S603  our own module
                guardian + ["--temporary"] * self.cluster.temporary,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            )
            if done.returncode:
                raise ServerError(done.stderr.decode(errors="replace").strip())

    def release(self) -> None:
        """Let the server go; when nobody else uses it, wait until it has stopped."""
        with self.thread_lock:
            if self.lock < 0 or self.holder != os.getpid():
                return
            atexit.unregister(self.release)
            last = try_exclusive(self.lock)
            os.close(self.lock)
            self.lock = -1
        if last and self.cluster.guardian.exists():
            guardian = open_lock(self.cluster.guardian)
            wait_exclusive(guardian, LONGEST_STOP)
            os.close(guardian)
