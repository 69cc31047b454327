"""The account the server runs under: our own, or an unprivileged one where we are root."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from archive.database.errors import ServerError

# Debian's server package makes the first, every system has the second
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user and a group by number; `switch` tells whether a process of ours must change to them."""

    uid: int
    gid: int
    switch: bool

    def own(self, path: Path) -> None:
        """Give the account a file or folder that we made for it."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def server_account(data: Path) -> Account:
    """Who runs the server on a data directory: its owner where it exists; never root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return Account(owner, data.stat().st_gid, switch=True)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise ServerError(
        f"PostgreSQL refuses to run as root, and there is no user {' or '.join(UNPRIVILEGED)} to run it as. "
        "Run as an ordinary user, or set DATABASE_URL to a server that runs already."
    )


def reachable(path: Path) -> bool:
    """Whether every user may walk through all folders down to and including `path`."""
    folder = path.resolve()
    return all(each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents) if each.exists())


def make_folder(path: Path) -> None:
    """Make a folder that every user may walk through, whatever the umask says; parents too."""
    if path.is_dir():
        return
    if not path.parent.is_dir():
        make_folder(path.parent)
    path.mkdir(exist_ok=True)
    path.chmod(0o755)
