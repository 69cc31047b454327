"""Downloads of a search: CSV, JSON or RIS, streamed, in the order of the results page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from archive.exports import ris, table
from archive.exports.reference import reference_to
from archive.filters import read_asked
from archive.finding import chosen, ordered
from archive.models import Paragraph
from archive.search import QueryError, SearchTooSlow, time_limit
from archive.views.errors import too_slow

MOST = 10_000
"""Paragraphs in a download; whoever needs more narrows the search, or takes all resolutions one by one."""
CHUNK = 500
TYPES = {"csv": table.CONTENT_TYPE, "json": "application/json", "ris": ris.CONTENT_TYPE}


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """All results of a search, at most 10,000, as a file."""
    try:
        asked = read_asked(request.GET)
    except QueryError as error:
        raise BadRequest(str(error)) from error
    if asked.is_nothing:
        raise BadRequest("Nothing was searched for, so there is nothing to download. Give words or a filter.")
    try:
        with time_limit(10_000):
            found = chosen(asked.query, asked.choice)
            keys = list(ordered(found, asked.query, asked.order, found.count()).values_list("pk", flat=True)[:MOST])
    except SearchTooSlow:
        return too_slow(request)
    site = request.build_absolute_uri("/")
    lines = {"csv": _csv, "json": _json, "ris": _ris}[kind](_paragraphs(keys), site)
    response = StreamingHttpResponse(lines, content_type=f"{TYPES[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="resolutions-search.{kind}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _paragraphs(keys: list[int]) -> Iterator[Paragraph]:
    """The paragraphs in the order of the keys, fetched 500 at a time."""
    for first in range(0, len(keys), CHUNK):
        chunk = keys[first : first + CHUNK]
        rows = Paragraph.objects.select_related("resolution__body", "body", "session").defer("search_vector")
        by_key = rows.in_bulk(chunk)
        yield from (by_key[key] for key in chunk if key in by_key)


def _csv(paragraphs: Iterable[Paragraph], site: str) -> Iterator[str]:
    return table.csv_lines(paragraphs, site=site)


def _json(paragraphs: Iterable[Paragraph], site: str) -> Iterator[str]:
    before = "[\n"
    for one in paragraphs:
        yield before + json.dumps(
            {
                "permalink": site.rstrip("/") + one.get_absolute_url(),
                "symbol": one.resolution.symbol,
                "title": one.resolution.title,
                "label": one.label,
                "number": one.number,
                "kind": one.kind,
                "verb": one.verb,
                "text": one.text,
                "adopted_on": one.adopted_on.isoformat() if one.adopted_on else None,
                "body": one.body.code,
                "session": one.session.code,
            },
            ensure_ascii=False,
        )
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _ris(paragraphs: Iterable[Paragraph], site: str) -> Iterator[str]:
    for one in paragraphs:
        yield ris.ris([reference_to(one.resolution, one, site=site)])
