"""How long pages take over HTTP under gunicorn, beside their own SQL through bare psycopg and a hello-world view.

    python benchmarks/pages.py [--requests 200]

Runs on the database that DATABASE_URL names (or the embedded one), which should hold the whole corpus. One sync
worker; every request is a new connection on the loopback interface. Pages are those of the largest resolution, of
the most frequent topic and instrument, and searches for a common word, a rare one and a phrase. Times in ms.
"page" is made anew for every request (PAGES_KEPT=0); "kept" is the same page from the memory of a second server;
"304" is its revalidation.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_settings")
os.environ["PAGES_KEPT"] = "0"  # in this process, which asks pages for their statements

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from archive.models import Instrument, Resolution, Topic  # noqa: E402

HELLO = "/healthz/hello"


def times(run: Callable[[], Any], count: int) -> tuple[float, float]:
    """Median and 95th percentile of `count` runs, after ten that do not count."""
    for _ in range(10):
        run()
    taken = []
    for _ in range(count):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def asking(port: int, path: str, headers: dict[str, str] | None = None) -> Callable[[], int]:
    """A request whose answer is read to the end."""

    def ask() -> int:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        link.request("GET", path, headers=headers or {})
        response = link.getresponse()
        response.read()
        link.close()
        return response.status

    return ask


def etag_of(port: int, path: str) -> str:
    """The ETag that the server gives a page."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", path)
    response = link.getresponse()
    response.read()
    link.close()
    return response.headers["ETag"]


def own_sql(path: str) -> Callable[[], None]:
    """The statements of a page, to be run through bare psycopg."""
    client = Client(headers={"host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    statements = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    def run() -> None:
        with connection.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.encode())
                if cursor.description:
                    cursor.fetchall()

    return run


def string_page(path: str) -> Callable[[], str]:
    """The least that shows a resolution: four statements and one string."""

    def run() -> str:
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT id, title FROM archive_resolution WHERE path = %s", [path.strip("/")])
            pk, title = cursor.fetchone()
            cursor.execute(
                "SELECT id, label, text FROM archive_paragraph WHERE resolution_id = %s ORDER BY position", [pk]
            )
            rows = cursor.fetchall()
            keys = [row[0] for row in rows]
            cursor.execute("SELECT paragraph_id, mark FROM archive_notemark WHERE paragraph_id = ANY(%s)", [keys])
            cursor.fetchall()
            cursor.execute("SELECT mark, text FROM archive_footnote WHERE resolution_id = %s ORDER BY position", [pk])
            notes = cursor.fetchall()
        body = "".join(f'<p id="{escape(label)}">{escape(text)}</p>' for _, label, text in rows)
        return f"<h1>{escape(title)}</h1>{body}" + "".join(
            f"<li>{escape(mark)} {escape(text)}</li>" for mark, text in notes
        )

    return run


def pages() -> dict[str, str]:
    """The addresses that are measured."""
    published = Resolution.objects.published().annotate(size=Count("paragraphs")).order_by("-size")
    usual = published.filter(size__lte=70).first() or published[0]
    topic = Topic.objects.annotate(size=Count("paragraph_topics")).order_by("-size")[0]
    instrument = Instrument.objects.annotate(size=Count("citations")).order_by("-size")[0]
    session = usual.session
    return {
        "home": "/",
        "search, common word": "/search?q=migrants",
        "search, very common word": "/search?q=states",
        "search, two words": "/search?q=detention+children",
        "search, rare word": "/search?q=refoulement",
        "search, phrase": "/search?q=%22human+rights%22",
        "search, facets only": "/search?kind=operative&year=2022",
        "search, grouped": "/search?q=migrants&group=1",
        f"resolution ({usual.size} paragraphs)": usual.get_absolute_url(),
        f"resolution ({published[0].size} paragraphs)": published[0].get_absolute_url(),
        "paragraph": f"{usual.get_absolute_url()}/op/1",
        "session": f"/sessions/{session.body.code}/{session.code}/",
        "topics": "/topics/",
        f"topic ({topic.size} paragraphs)": topic.get_absolute_url(),
        "instruments": "/instruments/",
        f"instrument ({instrument.size} citations)": instrument.get_absolute_url(),
        "JSON search": "/api/search?q=migrants",
    }


def serve(pages_kept: int) -> tuple[subprocess.Popen[bytes], int]:
    """One gunicorn worker on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "sync"]
    server = subprocess.Popen(
        [*command, "--log-level", "error"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DEBUG": "0", "PAGES_KEPT": str(pages_kept)},
    )
    for _ in range(200):
        try:
            if asking(port, HELLO)() == 200:
                return server, port
        except OSError:
            time.sleep(0.05)
    server.terminate()
    raise SystemExit("gunicorn did not start")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--requests", type=int, default=200)
    count = parser.parse_args().requests
    (server, port), (keeper, kept_port) = serve(0), serve(200)
    try:
        hello, hello95 = times(asking(port, HELLO), count)
        print(f"{Resolution.objects.published().count()} resolutions; hello-world {hello:.2f} (p95 {hello95:.2f})\n")
        print(
            "| page | median | p95 | own SQL | page / SQL | string page "
            "| page / (SQL + string) | kept | 304 | 304 / hello |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
        for name, path in pages().items():
            median, p95 = times(asking(port, path), count)
            sql, _ = times(own_sql(path), count)
            string = " | "
            if name.startswith("resolution"):
                least, _ = times(string_page(path), count)
                string = f"{least:.2f} | {median / (sql + least):.2f}"
            kept, _ = times(asking(kept_port, path), count)
            etag = etag_of(port, path)
            again, _ = times(asking(port, path, {"If-None-Match": etag}), count)
            status = asking(port, path, {"If-None-Match": etag})()
            unchanged = f"{again:.2f} | {again / hello:.2f}" if status == 304 else f"{status} | "
            own = f"{median:.2f} | {p95:.2f} | {sql:.2f} | {median / sql:.2f}"
            print(f"| {name} | {own} | {string} | {kept:.2f} | {unchanged} |", flush=True)
    finally:
        for one in (server, keeper):
            one.terminate()
            one.wait()


if __name__ == "__main__":
    main()
