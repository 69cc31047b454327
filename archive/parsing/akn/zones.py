"""Zones and divisions: where an annex begins, and which section, part or article a block stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.parsing.akn.blocks import Block

# "Annex", "Annex II", "Annex A – Items subject to a procedure"
_ANNEX = re.compile(r"Annex(?:es)?(?:\s+(?:[IVXL]+|[A-Z]|\d+))?(?:\s*[–—:-]\s.*)?", re.IGNORECASE)
# "Article 5", "Part II", "Section B": what is printed as the name of a division
_NAMED = re.compile(
    r"(?P<kind>Part|Table|Chapter|Title|Section|Article|Regulation|Rule|Principle|Guideline|Objective|Appendix|Annex)"
    r"\s+(?P<key>[IVXL]+|\d+|[A-Z])\b[.:]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<key>[IVXL]+|[A-Z])(?:\.|(?=$))\s*(?P<title>.*)")


@dataclass(frozen=True, slots=True)
class Division:
    """A named or numbered part of a text: kind ("roman", "letter", "article"), key ("II", "article-5")."""

    kind: str
    key: str


def split_annexes(blocks: Sequence[Block]) -> list[Block]:
    """Gives each annex a zone of its own, wherever its heading stands."""
    found: list[Block] = []
    annexes: dict[tuple[str, ...], int] = {}
    current: tuple[str, ...] | None = None
    began: tuple[str, ...] | None = None
    """The zone, as read, in which the current annex began."""
    empty = False
    for block in blocks:
        path = block.zone.path
        host = path[:-1] if path and path[-1].startswith("annex") else path
        is_heading = block.role == "heading" and _ANNEX.fullmatch(_whole(block)) is not None
        inside = path != host
        if is_heading or (inside and path != began and not (empty and current and current[: len(host)] == host)):
            annexes[host] = annexes.get(host, 0) + 1
            current, began, empty = (*host, f"annex:{annexes[host]}"), path, True
        elif inside:
            began = path
        elif path != began:
            current = None
        if current is not None and current[: len(host)] == host and len(current) == len(host) + 1:
            block.zone = replace(block.zone, path=current)
            empty = empty and block.role == "heading"
        found.append(block)
    return found


def by_zone(blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """The blocks of each zone together, zones in the order in which they begin."""
    order: dict[tuple[str, ...], list[Block]] = {}
    for path, run in groupby(blocks, key=lambda block: block.zone.path):
        order.setdefault(path, []).extend(run)
    yield from order.items()


def join_headings(blocks: Sequence[Block]) -> list[Block]:
    """Joins "II" and the title that stands below it to one heading with a printed number."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_bare(joined[-1]) and _is_title(block):
            bare = joined.pop()
            block.role, block.number = "heading", bare.number or bare.text
            block.words.footnotes = bare.words.footnotes + block.words.footnotes
            block.line = bare.line
        joined.append(block)
    return joined


def _whole(block: Block) -> str:
    return f"{block.number} {block.text}".strip()


def _is_bare(block: Block) -> bool:
    """Whether a heading is only a number, whose title comes next."""
    if block.role != "heading" or block.words.notes:
        return False
    match = _NUMBERED.fullmatch(_whole(block)) or _NAMED.fullmatch(_whole(block))
    return match is not None and not match["title"] and not _ANNEX.fullmatch(_whole(block))


def _is_title(block: Block) -> bool:
    """Whether a block can be the title of the number above it."""
    if block.number or division_of(block, {}):
        return False
    return block.role == "heading" or (block.role == "text" and not block.text.endswith(tuple(",;.:")))


def division_of(block: Block, current: dict[str, str]) -> Division | None:
    """The division that a heading begins; `current` are the divisions by kind so far, to tell C from a hundred."""
    if block.role != "heading":
        return None
    text = block.number or block.text
    named = _NAMED.fullmatch(text)
    if named:
        kind = named["kind"].lower()
        return Division(kind, f"{kind}-{named['key'].upper() if named['key'].isalpha() else named['key']}")
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return None
    key = match["key"]
    is_letter = len(key) == 1 and (key not in "IVXL" or current.get("letter") == chr(ord(key) - 1))
    return Division("letter" if is_letter else "roman", key)
