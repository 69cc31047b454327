"""The site served by gunicorn inside a command, on this machine only."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099
HIGHEST_PORT = 65535


class PortError(Exception):
    """No address to serve on; the message says what to do."""


def listen(port: int | None) -> socket.socket:
    """A listening socket on a port, or on the first free one; raises PortError where it is taken."""
    if port is not None and not 0 <= port <= HIGHEST_PORT:
        raise PortError(f"There is no port {port}: ports run up to {HIGHEST_PORT}.")
    for candidate in [port] if port is not None else range(FIRST_PORT, LAST_PORT + 1):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno == errno.EACCES:
                raise PortError(f"Port {candidate} is for the system: choose one above 1023 with --port.") from None
            if error.errno != errno.EADDRINUSE:
                raise PortError(f"Port {candidate} cannot be used: {error.strerror}.") from None
        else:
            return listener
    if port is not None:
        raise PortError(f"Port {port} is in use: choose another with --port, or leave --port out.")
    raise PortError(f"No port from {FIRST_PORT} to {LAST_PORT} is free: choose one with --port.")


class Site(BaseApplication):
    """Serves on a socket that listens already, until Ctrl-C, SIGTERM or the end of the terminal."""

    def __init__(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        self.listener = listener
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Threads, so that a browser that keeps a connection open does not block the others."""
        settings: dict[str, Any] = {
            "bind": f"fd://{self.listener.fileno()}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
            "graceful_timeout": 5,
            "control_socket_disable": True,
            "when_ready": self.when_ready,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, in each worker."""
        return get_wsgi_application()

    def when_ready(self, _: object) -> None:
        """Tell that the site can be visited; gunicorn's reload on SIGHUP would outlive the terminal."""
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.ready()
