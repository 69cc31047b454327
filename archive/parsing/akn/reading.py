"""One AKN4UN file to its resolutions."""

from __future__ import annotations

from datetime import date

from archive.parsing.decoding import UnreadableSource
from archive.parsing.document import ParsedResolution


def parse_akn(
    data: bytes,
    *,
    source: str,
    symbol: str | None = None,
    title: str | None = None,
    adopted_on: date | None = None,
) -> tuple[ParsedResolution, ...]:
    """All resolutions of an AKN4UN document in UTF-8; raises UnreadableSource where it is not well-formed."""
    raise UnreadableSource(source, "AKN4UN cannot be read yet")
