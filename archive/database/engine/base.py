"""Django's PostgreSQL backend over the embedded server, which starts when somebody connects.

OPTIONS["home"] is the folder of the cluster; OPTIONS["temporary"] makes it one that is removed at its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base, client

from archive.database.binaries import PROGRAMS, packages
from archive.database.cluster import PORT, SUPERUSER, Cluster, locate
from archive.database.errors import ServerError
from archive.database.server import Server


@cache
def server(home: Path, temporary: bool) -> Server:
    """The one object of this process for a cluster."""
    return Server(Cluster(home, temporary) if temporary else locate(home))


def address_of(server: Server) -> dict[str, str]:
    """Where a server takes connections and as whom, under the names of Django's settings."""
    return {"HOST": str(server.cluster.socket_folder), "PORT": str(PORT), "USER": SUPERUSER}


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the wheel's own psql."""

    executable_name = str(packages() / PROGRAMS / "psql")

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Django's command line, with the address of the embedded server."""
        options = settings_dict["OPTIONS"]
        address = address_of(server(Path(options["home"]), options.get("temporary", False)))
        return super().settings_to_cmd_args_env({**settings_dict, **address}, parameters)

    def runshell(self, parameters: Iterable[str]) -> None:
        """Connect first, so that the server runs while the shell is open."""
        self.connection.ensure_connection()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects to the embedded server; starts it where it does not run."""

    client_class = DatabaseClient

    @property
    def server(self) -> Server:
        """The server behind this connection."""
        options = self.settings_dict["OPTIONS"]
        return server(Path(options["home"]), options.get("temporary", False))

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters without what is ours."""
        parameters: dict[str, Any] = super().get_connection_params()
        return {name: value for name, value in parameters.items() if name not in {"home", "temporary"}}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection; a server that does not run, or was killed, is started first."""
        try:
            server = self.server
            server.hold()
            address = {name.lower(): value for name, value in address_of(server).items()}
            try:
                return super().get_new_connection(conn_params | address)
            except psycopg.OperationalError:
                # another process may have been starting it, and it be ready by now: the second attempt tells
                if not server.cluster.is_ready():
                    server.start()
        except ServerError as error:
            raise psycopg.OperationalError(str(error)) from error
        return super().get_new_connection(conn_params | address)
