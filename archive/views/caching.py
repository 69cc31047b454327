"""Revalidation: a page carries the archive's edition as its ETag, so that an unchanged page costs one small query.

A shared cache may keep a page for a minute; a browser asks each time, and mostly hears 304. A process keeps the pages
it made last, so that a page that many read is made once an edition.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

CACHE_CONTROL = "public, max-age=0, s-maxage=60"
MOST_BYTES_KEPT = 64_000_000
"""Bytes of all pages that a process keeps ready; a page of more than a twentieth of it is not kept."""
PRIVATE = ("/admin/", "/healthz", "/static/")
_known: tuple[float, str] = (0.0, "")


def release() -> str:
    """A mark that changes with every change of the program, its templates and its static files."""
    folders = [settings.BASE_DIR / name for name in ("archive", "templates", "static")]
    files = [path for folder in folders for path in Path(folder).rglob("*.*") if path.suffix in _OURS]
    return f"{max((path.stat().st_mtime_ns for path in files), default=0):x}"


_OURS = {".py", ".html", ".css", ".js", ".xml", ".svg"}
RELEASE = release()


def edition() -> str:
    """The archive's edition, read at most every EDITION_SECONDS; older than the pages made after it, never newer."""
    global _known
    read_at, mark = _known
    if not mark or time.monotonic() - read_at > settings.EDITION_SECONDS:
        with connection.cursor() as cursor:
            # all numbers, not only the highest: after a restore they may begin lower again
            cursor.execute("SELECT coalesce(md5(string_agg(xid::text, ',' ORDER BY xid)), '-') FROM archive_edition")
            (mark,) = cursor.fetchone() or ("",)
        _known = (time.monotonic(), mark)
    return mark


def etag_of(request: HttpRequest) -> str:
    """The ETag of the page at an address, today (pages print the day), in the format asked for."""
    accept = request.headers.get("Accept", "")
    parts = (edition(), RELEASE, request.get_host(), accept, timezone.now().date().isoformat())
    return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"'


Key = tuple[str, str]
Kept = tuple[bytes, list[tuple[str, str]]]


class Pages:
    """The last pages made, within `settings.PAGES_KEPT` and MOST_BYTES_KEPT; the one kept longest goes first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pages: dict[Key, Kept] = {}
        self.bytes = 0

    def get(self, key: Key) -> HttpResponse | None:
        """The page, made anew from what was kept."""
        kept = self.pages.get(key)
        return HttpResponse(kept[0], headers=dict(kept[1])) if kept else None

    def keep(self, key: Key, response: HttpResponse) -> None:
        """Remember a page; one that is sent in pieces, or is very large, is not kept."""
        if response.streaming or len(response.content) > MOST_BYTES_KEPT // 20 or not settings.PAGES_KEPT:
            return
        with self.lock:
            self.drop(key)
            self.pages[key] = (response.content, list(response.items()))
            self.bytes += len(response.content)
            while len(self.pages) > settings.PAGES_KEPT or self.bytes > MOST_BYTES_KEPT:
                self.drop(next(iter(self.pages)))

    def drop(self, key: Key) -> None:
        """Forget a page; one that is not kept is no fault."""
        content, _ = self.pages.pop(key, (b"", []))
        self.bytes -= len(content)


def revalidation(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 304 where the edition is the one that the visitor has."""

    pages = Pages()

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path.startswith(PRIVATE):
            return get_response(request)
        etag = etag_of(request)
        response: HttpResponse
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        elif kept := pages.get(key := (etag, request.get_full_path())):
            response = kept
        else:
            response = get_response(request)
            if response.status_code != 200 or response.cookies or response.has_header("Cache-Control"):
                return response
            if request.method == "GET":
                pages.keep(key, response)
        response["ETag"] = etag
        response["Cache-Control"] = CACHE_CONTROL
        patch_vary_headers(response, ["Accept"])
        return response

    return middleware
