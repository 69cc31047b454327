"""The whole database into one file and back, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection


def dump(target: Path) -> None:
    """Write everything into one compressed file, as it stands at this moment; raises CommandError."""
    program, where, name, environment = address_for("pg_dump")
    run([program, *where, "--format=custom", f"--file={target}", name], environment)


def restore(source: Path) -> None:
    """Replace everything by what a dump holds, all or nothing; raises CommandError."""
    program, where, name, environment = address_for("pg_restore")
    how = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    run([program, *where, *how, f"--dbname={name}", str(source)], environment)


def address_for(program: str) -> tuple[str, list[str], str, dict[str, str]]:
    """The program beside this database's psql, how it reaches the server, the database, the environment."""
    connection.ensure_connection()
    arguments, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    psql, *where, name = arguments
    beside = str(Path(psql).with_name(program)) if os.path.dirname(psql) else program
    return beside, where, name, {**os.environ, **(environment or {})}


def run(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a program; raises CommandError with what it said."""
    try:
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603  PostgreSQL's
    except FileNotFoundError:
        raise CommandError(f"{command[0]} is not installed: install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as error:
        raise CommandError(error.stderr.strip()) from None
