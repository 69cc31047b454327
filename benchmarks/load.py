"""How fast a corpus of official XML goes into an empty archive, beside the floor that COPY sets.

    uv run python -m benchmarks.load [--corpus FOLDER] [--jobs 4] [--sizes 100 400 0]

For each size (0 is all) an embedded PostgreSQL is made in a temporary folder, and
`manage.py load` runs on the empty database and once more on the loaded one. Then the rows of
every table that the load wrote are copied, in the same server, into tables with the same
columns, constraints and indexes: the floor. The same without indexes tells the indexes' share.
Seconds of CPU stand beside seconds by the clock, since a machine may have other work: those of
the command with its processes, and those of the database server. Memory is the sum over the
command and its processes (shared pages counted once), sampled; the server is not in it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import django
import psutil
from django.conf import settings
from django.db import connection, transaction

from archive.management.intake.reading import Source, read_all

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("GA", "HRC", "SC", "ECOSOC")
TABLES = ("resolution", "source", "paragraph", "footnote", "notemark", "citation", "problem", "resolutiontopic")


@dataclass
class Run:
    """One run of the command: seconds of the whole and as it tells them, of CPU in it and in the server; peak bytes."""

    seconds: float
    stored: float
    settled: float
    client_cpu: float
    server_cpu: float
    memory: int


def server_cpu() -> float:
    """Seconds of CPU that the server of ARCHIVE_HOME has used, by all its processes, alive and gone."""
    pids = [path.read_text().split()[0] for path in Path(os.environ["ARCHIVE_HOME"]).rglob("postmaster.pid")]
    used = 0.0
    for postmaster in (psutil.Process(int(pid)) for pid in pids):
        times = postmaster.cpu_times()
        used += times.user + times.system + times.children_user + times.children_system
        for child in postmaster.children():
            with contextlib.suppress(psutil.Error):
                used += child.cpu_times().user + child.cpu_times().system
    return used


class Memory:
    """Samples the memory of a process and its children five times a second."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, args=(psutil.Process(pid),))
        self._thread.start()

    def _sample(self, process: psutil.Process) -> None:
        while not self._done.wait(0.2):
            with contextlib.suppress(psutil.Error):
                family = [process, *process.children(recursive=True)]
                own = [each for each in family if "postgres" not in " ".join(each.cmdline()[:2])]
                self.peak = max(self.peak, sum(each.memory_full_info().pss for each in own))

    def stop(self) -> int:
        """The peak in bytes."""
        self._done.set()
        self._thread.join()
        return self.peak


def run_load(folder: Path, jobs: int) -> Run:
    """Run the command on a folder."""
    command = [sys.executable, str(ROOT / "manage.py"), "load", str(folder), "--jobs", str(jobs), "--by", "benchmark"]
    connection.ensure_connection()  # keeps the server up, so that its CPU can be read before and after
    before, server_before = os.times(), server_cpu()
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    memory = Memory(process.pid)
    output, _ = process.communicate()
    seconds, after = time.monotonic() - began, os.times()
    client = sum(after[2:4]) - sum(before[2:4])
    told = re.search(r"Stored in ([\d.]+) s; .* in ([\d.]+) s", output)
    if process.returncode not in (0, 1):
        sys.exit(output)
    stored, settled = (float(told[1]), float(told[2])) if told else (seconds, 0.0)
    return Run(seconds, stored, settled, client, server_cpu() - server_before, memory.stop())


def copy_floor(with_indexes: bool) -> tuple[float, float]:
    """Seconds, and those of the server's CPU, to COPY the rows that stand into empty tables of the same make."""
    with transaction.atomic(), connection.cursor() as cursor:
        data = {}
        for table in TABLES:
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                [f"archive_{table}"],
            )
            columns = cursor.fetchone()[0]
            with cursor.copy(f"COPY (SELECT {columns} FROM archive_{table} ORDER BY id) TO STDOUT") as copy:
                data[table] = (columns, list(copy))
            made = "INCLUDING ALL" if with_indexes else "INCLUDING DEFAULTS INCLUDING GENERATED"
            cursor.execute(f"CREATE TABLE floor_{table} (LIKE archive_{table} {made})")
        began, cpu = time.monotonic(), server_cpu()
        for table, (columns, pieces) in data.items():
            with cursor.copy(f"COPY floor_{table} ({columns}) FROM STDIN") as copy:
                for piece in pieces:
                    copy.write(piece)
        seconds, cpu = time.monotonic() - began, server_cpu() - cpu
        transaction.set_rollback(True)
    return seconds, cpu


def count(table: str) -> int:
    """Rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM archive_{table}")
        return int(cursor.fetchone()[0])


def parse_alone(files: list[Path], jobs: int) -> float:
    """Seconds to read all files in as many processes, storing nothing."""
    began = time.monotonic()
    for _ in read_all((Source(file.read_bytes(), file.name, {}) for file in files), jobs):
        pass
    return time.monotonic() - began


def measure(files: list[Path], jobs: int, folder: Path) -> str:
    """A table: everything for one size, in the archive that ARCHIVE_HOME names."""
    for file in files:
        target = folder / "corpus" / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    django.setup()
    first = run_load(folder / "corpus", jobs)
    again = run_load(folder / "corpus", jobs)
    paragraphs = count("paragraph")
    (bare, _), (floor, floor_cpu) = copy_floor(with_indexes=False), copy_floor(with_indexes=True)
    cells = {
        "files": len(files),
        "paragraphs": paragraphs,
        "whole command s": first.seconds,
        "read and stored s": first.stored,
        "settled s": first.settled,
        "files/s": round(len(files) / first.stored),
        "paragraphs/s": round(paragraphs / first.stored),
        "parsing alone s": parse_alone(files, jobs),
        "COPY alone s": bare,
        "its indexes s": floor - bare,
        "floor s": floor,
        "stored / floor": first.stored / floor,
        "whole command / floor": first.seconds / floor,
        "CPU of command s": first.client_cpu,
        "CPU of server s": first.server_cpu,
        "CPU of floor s": floor_cpu,
        "again s": again.seconds,
        "again / first": round(again.seconds / first.seconds, 2),
        "CPU again s": again.client_cpu + again.server_cpu,
        "peak MB": round(max(first.memory, again.memory) / 1e6),
    }
    return "\n".join(
        f"| {name} | {round(value, 1) if isinstance(value, float) and name != 'again / first' else value} |"
        for name, value in cells.items()
    )


def main() -> None:
    """Measure each size in a process and an archive of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 400, 0])
    parser.add_argument("--in-folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    corpus = options.corpus or settings.ARCHIVE_CORPUS
    files = [path for folder in FOLDERS for path in sorted((corpus / folder).rglob("*.xml"))]
    if options.in_folder:
        size = options.sizes[0] or len(files)
        spread = files[:: max(1, len(files) // size)][:size]
        print(measure(spread, options.jobs, options.in_folder))
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="archive-load-") as folder:
            home = Path(folder) / "home"
            home.mkdir(mode=0o711)
            Path(folder).chmod(0o711)  # the server's own account walks through
            environment = {**os.environ, "ARCHIVE_HOME": str(home), "DATABASE_URL": ""}
            own = [sys.executable, "-m", "benchmarks.load", "--corpus", str(corpus), "--jobs", str(options.jobs)]
            subprocess.run([*own, "--sizes", str(size), "--in-folder", folder], env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
