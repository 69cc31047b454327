"""A database cluster on disk: where its parts lie, how it is made, whether its server runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import psutil

from archive.database.account import Account, make_folder, reachable, server_account
from archive.database.binaries import MAJOR, SYSTEM_HOME, programs
from archive.database.errors import ServerError

SUPERUSER = "postgres"
DATABASE = "archive"
PORT = 5432  # names the socket's file; nothing listens on TCP
# sun_path holds 108 bytes with its final zero; some room is left for other systems' shorter ones
LONGEST_SOCKET_PATH = 100
# the builtin provider needs no installed locale; lc_ctype stays C.UTF-8 because pg_trgm drops É under C
INITDB_OPTIONS = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--auth=trust",  # whoever can reach the socket in the closed directory
    f"--username={SUPERUSER}",
)
# nothing of the caller's environment (LANG, PGDATA, PGOPTIONS, LD_PRELOAD) reaches the server
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster below `home`; a temporary one is fast, unsafe against power cuts, and removed at its end."""

    home: Path
    temporary: bool = False

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server and its guardian say."""
        return self.home / "log"

    @property
    def users(self) -> Path:
        """The lock that every process using the server shares."""
        return self.home / "users.lock"

    @property
    def starting(self) -> Path:
        """The lock of the one process that starts the server."""
        return self.home / "starting.lock"

    @property
    def guardian(self) -> Path:
        """The lock that the guardian holds from before the server starts until after it ended."""
        return self.home / "guardian.lock"

    @property
    def socket_folder(self) -> Path:
        """The data directory, or a short path where that is too long (or of odd letters) for a socket."""
        path = os.fsencode(self.data / socket_name())
        if len(path) <= LONGEST_SOCKET_PATH and not any(letter in path for letter in b',"'):
            return self.data
        return Path("/tmp") / f"archive-{hashlib.sha256(path).hexdigest()[:16]}"  # noqa: S108  its owner is checked

    def account(self) -> Account:
        """Who runs the server."""
        return server_account(self.data)

    def server(self) -> psutil.Process | None:
        """The running server of this very directory; None where postmaster.pid is absent or stale."""
        try:
            process = psutil.Process(int(self.pid_file()[0]))
            ours = process.name() == "postgres" and Path(process.cwd()).samefile(self.data)
            return process if ours else None
        except (IndexError, ValueError, OSError, psutil.Error):
            return None

    def pid_file(self) -> list[str]:
        """The lines of postmaster.pid; none where there is no such file."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def is_ready(self) -> bool:
        """Whether a server listens and takes connections; a stale postmaster.pid does not deceive."""
        lines = self.pid_file()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.socket_folder / socket_name()))
            except OSError:
                return False
        return True

    def prepare(self, account: Account) -> None:
        """Make what is not there yet: the data directory with its database, the folder of the socket."""
        for leftover in self.home.glob("partial-*"):
            shutil.rmtree(leftover)
        if self.data.exists():
            self.check_version()
        else:
            self.create(account)
        if self.socket_folder != self.data:
            make_socket_folder(self.socket_folder, account)

    def check_version(self) -> None:
        """Refuse data of another major version, which this server cannot read."""
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise ServerError(
                f"{self.data} was written by PostgreSQL {version}; this is PostgreSQL {MAJOR}. "
                "docs/operating.md says how to carry the data over."
            )

    def create(self, account: Account) -> None:
        """Make the data directory under a temporary name, then rename it: whole or not at all."""
        partial = Path(tempfile.mkdtemp(prefix="partial-", dir=self.home))
        account.own(partial)
        sync = ("--no-sync",) if self.temporary else ()
        run_program(account, "initdb", *INITDB_OPTIONS, *sync, f"--pgdata={partial}")
        single = ("--single", "-D", str(partial), *(("-F",) if self.temporary else ()), "postgres")
        run_program(account, "postgres", *single, script=f"CREATE DATABASE {DATABASE};\n")
        partial.rename(self.data)

    def command(self, account: Account) -> list[str]:
        """The command line of the server."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.socket_folder}"',
            "unix_socket_permissions": "0700",
            "port": str(PORT),
        }
        if self.temporary:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # statistics taken while a test's rows are not committed yet say that its tables are empty
            options["autovacuum"] = "off"
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(programs(account) / "postgres"), "-D", str(self.data), *settings]


def socket_name() -> str:
    """The file name PostgreSQL gives its socket."""
    return f".s.PGSQL.{PORT}"


def run_program(account: Account, name: str, *arguments: str, script: str = "") -> None:
    """Run one of PostgreSQL's programs under the account to its end; raises ServerError with what it said."""
    done = subprocess.run(  # noqa: S603  our own program and arguments
        [str(programs(account) / name), *arguments], input=script, text=True, capture_output=True, **run_as(account)
    )
    if done.returncode:
        raise ServerError(f"PostgreSQL's {name} failed: {(done.stderr or done.stdout).strip()}")


class ProcessOptions(TypedDict, total=False):
    """Arguments of subprocess.run and Popen."""

    cwd: str
    env: dict[str, str]
    user: int
    group: int
    extra_groups: list[int]


def run_as(account: Account) -> ProcessOptions:
    """Arguments for subprocess: the account, a folder everyone can reach, a clean environment."""
    if account.switch:
        return {"cwd": "/", "env": ENVIRONMENT, "user": account.uid, "group": account.gid, "extra_groups": []}
    return {"cwd": "/", "env": ENVIRONMENT}


def make_socket_folder(folder: Path, account: Account) -> None:
    """Make the short folder for the socket, closed to others; refuse one that somebody else put there."""
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
            raise ServerError(f"{folder} is not a closed folder of the server's account: remove it.") from None


def locate(home: Path) -> Cluster:
    """The permanent cluster kept below `home`.

    Where root works in a folder closed to other users, the cluster lies in SYSTEM_HOME, since
    PostgreSQL does not run as root, and `home` becomes a symbolic link to it.
    """
    try:
        make_folder(home.parent)
        if not os.path.lexists(home) and os.geteuid() == 0 and not reachable(home.parent):
            link_to_system_home(home)
        make_folder(home.resolve())  # also the one that a link names, where somebody removed it
    except OSError as error:
        raise ServerError(f"{home} cannot be used ({error.strerror}): set ARCHIVE_HOME to another folder.") from error
    return Cluster(home.resolve())


def link_to_system_home(home: Path) -> None:
    """Make a folder in SYSTEM_HOME and a link to it; when another process was quicker, its link stands."""
    make_folder(SYSTEM_HOME)
    target = Path(tempfile.mkdtemp(prefix="archive-", dir=SYSTEM_HOME))
    target.chmod(0o755)
    try:
        home.symlink_to(target)
    except FileExistsError:
        target.rmdir()
