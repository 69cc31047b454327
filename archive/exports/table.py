"""CSV for spreadsheets, in which no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from archive.models import Paragraph

CONTENT_TYPE = "text/csv"
COLUMNS = ("permalink", "symbol", "label", "number", "kind", "verb", "adopted_on", "body", "session", "title", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_lines(paragraphs: Iterable[Paragraph], *, site: str) -> Iterator[str]:
    """The heading and one line a paragraph; resolution, body and session must be at hand. Begins with a
    byte order mark, without which a spreadsheet takes UTF-8 for something else."""
    yield "\ufeff" + _line(COLUMNS)
    for one in paragraphs:
        yield _line(
            (
                site.rstrip("/") + one.get_absolute_url(),
                one.resolution.symbol,
                one.label,
                one.number,
                one.kind,
                one.verb,
                one.adopted_on.isoformat() if one.adopted_on else "",
                one.body.code,
                one.session.code,
                one.resolution.title,
                one.text,
            )
        )


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue()
