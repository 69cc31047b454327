"""Paths that stand in printed papers: read one, find what it names, say where another spelling leads.

/A/RES/76/172                  a resolution          /A/RES/76/172/op/5/f        a paragraph
/A/RES/76/172/op/5/f.bib       a file of it          /A/RES/76/172@2026-01-31    as it stood on a day
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.models import FormerPermalink, Paragraph, Resolution
from archive.statements import Key, instances
from archive.symbols import Symbol, SymbolError

SUFFIXES = (".csl.json", ".json", ".xml", ".txt", ".bib", ".ris")

_DAY = re.compile(r"@(\d{4})-(\d\d)-(\d\d)$", re.ASCII)


class NotAPermalink(ValueError):  # noqa: N818 - a reader's path, not a programmer's error
    """The path names no resolution in any spelling."""


_RESOLUTION = instances(
    lambda: Resolution.objects.filter(path=Key("path")).exclude(status=Resolution.Status.DRAFT).order_by(),
    related=("body", "session"),
)
_PARAGRAPH = instances(
    lambda: Paragraph.objects.filter(resolution=Key("resolution"), label=Key("label")).order_by(),
    without=("search_vector",),
)


@dataclass(frozen=True, slots=True)
class Address:
    """What a path asks for: a resolution, or the paragraph `label` in it; `on` a day; as a file (`suffix`)."""

    symbol: Symbol
    label: str = ""
    on: date | None = None
    suffix: str = ""

    @property
    def path(self) -> str:
        """The one canonical path."""
        label = f"/{self.label}" if self.label else ""
        day = f"@{self.on.isoformat()}" if self.on else ""
        return f"/{self.symbol.path}{label}{day}{self.suffix}"


def read(path: str) -> Address:
    """The address that a path spells, in any spelling of its symbol; raises NotAPermalink.

    The label is kept as typed: only the archive knows which labels there are.
    """
    rest = path.strip("/ ")
    if not rest.isascii() or len(rest) > 200:
        raise NotAPermalink(path)
    suffix = next((suffix for suffix in SUFFIXES if rest.lower().endswith(suffix)), "")
    rest = rest[: len(rest) - len(suffix)]
    on = None
    if match := _DAY.search(rest):
        rest = rest[: match.start()]
        try:
            on = date(*(int(part) for part in match.groups()))
        except ValueError:
            raise NotAPermalink(path) from None
    parts = [part.strip() for part in rest.rstrip("/ ").split("/")]
    for length in range(min(len(parts), 6), 2, -1):
        try:
            symbol = Symbol.parse("/".join(parts[:length]))
        except SymbolError:
            continue
        return Address(symbol, "/".join(part for part in parts[length:] if part), on, suffix)
    raise NotAPermalink(path)


def label_key(label: str) -> str:
    """What all spellings of a label have in common: "OP 5(f)", "op/5f" and "op/5/f" are one."""
    key = re.sub(r"[^a-z0-9]+", "/", label.lower())
    return re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", "/", key).strip("/")


def find_paragraph(resolution: Resolution, label: str) -> Paragraph | None:
    """The paragraph that bears the label, exactly."""
    return _PARAGRAPH.first(resolution=resolution.pk, label=label)


def other_spelling(resolution: Resolution, label: str) -> str | None:
    """The one label of the resolution that `label` is another spelling of, if there is just one."""
    key = label_key(label)
    labels = Paragraph.objects.filter(resolution=resolution).values_list("label", flat=True)
    found = [candidate for candidate in labels if label_key(candidate) == key]
    return found[0] if len(found) == 1 else None


def former(resolution: Resolution, label: str) -> FormerPermalink | None:
    """What became of a label that no paragraph bears any more."""
    return FormerPermalink.objects.filter(resolution=resolution, label=label).first()


# "A/RES/76/172, para. 5 (f)", "76/172 op 5", "s/res/2240 (2015) pp 3": a symbol, and perhaps a paragraph after it
_TYPED_PLACE = re.compile(
    r"""^(?P<symbol>.*?\d.*?)[\s,]*
    (?:(?:/|\b)(?P<zone>pp|op|annex|paras?|paragraphs?|preambular\s+para(?:graph)?|operative\s+para(?:graph)?)\b[\s./]*
    (?P<number>[\w\s()./]*))?$""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(r"(?:(?:ES-|S-)?\d{1,4}/\d{1,4}\s?[A-Z]?|\d{1,4}\s?[A-Z]?\s?\([^)]+\)\s?[A-Z]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the search box, read as a symbol: its possible readings, and a label or ""."""

    symbols: tuple[Symbol, ...]
    label: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether no body was named, so that several may be meant."""
        return len(self.symbols) > 1


def read_typed(text: str) -> Typed | None:
    """Read a query that IS a symbol ("A/RES/76/172 op 5", "res 76/172", "2240 (2015)"); None if it is not one."""
    match = _TYPED_PLACE.match(" ".join(text.split())) if len(text) <= 100 else None
    if match is None:
        return None
    symbols = _symbols_spelled(match["symbol"])
    if not symbols:
        return None
    zone = (match["zone"] or "").lower()
    place = (
        "pp" if zone.startswith("pr") else "op" if zone.startswith("para") else zone[:2] if zone[:1] in "po" else zone
    )
    return Typed(symbols, f"{place}/{match['number'].strip()}".rstrip("/") if zone and match["number"] else "")


def _symbols_spelled(text: str) -> tuple[Symbol, ...]:
    text = re.sub(
        r"^(?:UN\s+)?(?:general assembly\s+)?res(?:olution)?s?\.?\s+", "", text.strip(" .,"), flags=re.IGNORECASE
    )
    readings = []
    spellings = [text] if re.search(r"/(?:RES|PRST)/", text, re.IGNORECASE) else []
    if not spellings and _BARE.fullmatch(text):
        spellings = [f"{body}/RES/{text}" for body in ("A", "A/HRC", "S", "E")]
    for spelling in spellings:
        try:
            symbol = Symbol.parse(spelling)
        except SymbolError:
            continue
        if symbol.path.isascii():
            readings.append(symbol)
    return tuple(readings)


def published_at(address: Address) -> Resolution | None:
    """The resolution of an address if readers may see it or may learn that it was withdrawn."""
    return _RESOLUTION.first(path=address.symbol.path)


def typed_address(typed: Typed) -> list[Address]:
    """The addresses in the archive that a typed symbol may mean, by the bodies' order."""
    order = {symbol.path: position for position, symbol in enumerate(typed.symbols)}
    found = Resolution.objects.filter(path__in=order).exclude(status=Resolution.Status.DRAFT)
    addresses = []
    for resolution in sorted(found, key=lambda resolution: order[resolution.path]):
        address = Address(Symbol.parse(resolution.symbol))
        if typed.label and (label := other_spelling(resolution, typed.label)):
            address = replace(address, label=label)
        addresses.append(address)
    return addresses
