"""The whole citation graph as GraphML (for Gephi, yEd, NetworkX) and as CSV, streamed from a cursor.

A resolution that is cited under its symbol is one node with the resolution itself. An edge is a
citation: from the resolution whose paragraph cites to what is cited; both forms leave out drafts,
rejected citations and citations that are still unresolved.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Coalesce

from archive.exports.table import safe
from archive.models import Citation, Instrument, Resolution

COLUMNS = (
    *("citing", "paragraph", "permalink", "adopted_on", "body", "verb", "words"),
    *("cited", "cited_name", "cited_kind", "cited_date", "state"),
)
CHUNK = 2_000
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold."""
_KEYS = (
    ("name", "node", "string"),
    ("kind", "node", "string"),
    ("date", "node", "string"),
    ("in_archive", "node", "boolean"),
    ("paragraph", "edge", "string"),
    ("verb", "edge", "string"),
    ("words", "edge", "string"),
    ("cited_date", "edge", "string"),
    ("adopted_on", "edge", "string"),
)


def cited() -> QuerySet[Citation]:
    """Every citation of a public paragraph that leads somewhere."""
    leading = Citation.objects.filter(paragraph__is_public=True, instrument__isnull=False)
    return leading.exclude(state=Citation.State.REJECTED)


def edges() -> Iterator[dict[str, Any]]:
    """The citations with what a line tells of each, in a settled order."""
    rows = (
        cited()
        .order_by("paragraph__resolution", "paragraph__position", "start", "pk")
        .values(
            "text",
            "cited_date",
            "state",
            citing=F("paragraph__resolution__symbol"),
            path=F("paragraph__resolution__path"),
            label=F("paragraph__label"),
            verb=F("paragraph__verb"),
            adopted=F("paragraph__adopted_on"),
            body=F("paragraph__body__code"),
            cited=Coalesce("instrument__symbol", "instrument__slug", output_field=CharField()),
            cited_name=F("instrument__name"),
            cited_kind=F("instrument__kind"),
        )
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield dict(row)


def csv_lines(site: str) -> Iterator[str]:
    """One line a citation under a heading, with a byte order mark for spreadsheets."""
    yield "\ufeff" + _line(COLUMNS)
    for edge in edges():
        yield _line(
            (
                edge["citing"],
                edge["label"],
                f"{site.rstrip('/')}/{edge['path']}/{edge['label']}",
                _day(edge["adopted"]),
                edge["body"],
                edge["verb"],
                edge["text"],
                edge["cited"],
                edge["cited_name"],
                edge["cited_kind"],
                _day(edge["cited_date"]),
                edge["state"],
            )
        )


def graphml_lines() -> Iterator[str]:
    """The graph as GraphML: nodes of resolutions and of cited instruments, then an edge a citation."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_GRAPHML}">\n'
    for name, kind, form in _KEYS:
        yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>\n'
    yield '<graph id="citations" edgedefault="directed">\n'
    yield from _nodes()
    for number, edge in enumerate(edges(), start=1):
        data = {
            "paragraph": edge["label"],
            "verb": edge["verb"],
            "words": edge["text"],
            "cited_date": _day(edge["cited_date"]),
            "adopted_on": _day(edge["adopted"]),
        }
        source, target = quoteattr(edge["citing"]), quoteattr(edge["cited"])
        yield f'<edge id="e{number}" source={source} target={target}>{_data("edge", data)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _nodes() -> Iterator[str]:
    held = Resolution.objects.published().order_by("pk").values_list("symbol", "title", "adopted_on")
    symbols = set()
    for symbol, title, adopted in held.iterator(chunk_size=CHUNK):
        symbols.add(symbol)
        yield _node(symbol, {"name": title, "kind": "resolution", "date": _day(adopted), "in_archive": "true"})
    instruments = Instrument.objects.filter(pk__in=cited().values("instrument")).order_by("pk")
    rows = instruments.values_list("symbol", "slug", "name", "kind", "adopted_on")
    for own, slug, name, kind, adopted in rows.iterator(chunk_size=CHUNK):
        if own not in symbols:
            yield _node(own or slug, {"name": name, "kind": kind, "date": _day(adopted), "in_archive": "false"})


def _node(key: str, data: dict[str, str]) -> str:
    return f"<node id={quoteattr(key)}>{_data('node', data)}</node>\n"


def _data(kind: str, data: dict[str, str]) -> str:
    plain = {name: _UNPRINTABLE.sub(" ", value) for name, value in data.items() if value}
    return "".join(f'<data key="{kind}-{name}">{escape(value)}</data>' for name, value in plain.items())


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _line(cells: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue()
