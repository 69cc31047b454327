"""Official links as mentions, and one list of them and the parser's own mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from archive.parsing.akn.labels import Labelled
from archive.parsing.citations.documents import canonical
from archive.parsing.document import Mention, Problem
from archive.symbols import Symbol, SymbolError

# "https://undocs.org/en/A/RES/76/172", "http://undocs.org/A/75/294": official documents by symbol
_ADDRESS = re.compile(r"https?://(?:www\.)?undocs\.org/(?:(?:en|fr|es|ru|ar|zh)/)?(?P<symbol>\S.*)", re.IGNORECASE)
# "A/75/9(supp)", "A/78/7(Sect.29)": a part of the document, not of its symbol
_PART = re.compile(r"\s*\((?:supp|sect|part|vol)[^)]*\)", re.IGNORECASE)


def linked_symbol(href: str) -> str | None:
    """The canonical symbol that an official address leads to, or None where it leads elsewhere."""
    match = _ADDRESS.match(unquote(href).strip())
    if match is None:
        return None
    symbol = _PART.sub("", match["symbol"]).strip().rstrip("/.")
    if "/RES/" in symbol.upper():
        try:
            return str(Symbol.parse(symbol))
        except SymbolError:
            return None
    return canonical(symbol) if re.fullmatch(r"[A-Z][\w./() -]*\d[\w./() -]*", symbol) else None


def official_mentions(labelled: Sequence[Labelled]) -> list[Mention]:
    """The links of all paragraphs, as mentions by the publisher."""
    found = []
    for each in labelled:
        for link in each.block.words.links:
            symbol = linked_symbol(link.href)
            if symbol:
                words = each.block.text[link.start : link.end]
                found.append(Mention(each.label, words, link.start, link.end, symbol, origin="publisher"))
    return found


def merge_mentions(official: Sequence[Mention], own: Sequence[Mention]) -> tuple[tuple[Mention, ...], list[Problem]]:
    """One list in reading order: the same words are one mention.

    Where both say the same, the mention is the publisher's, in the parser's words, with its
    date and footnote. Where they differ the parser's stands, since official links of bare
    numbers are known to lead to the wrong body; a Problem says what the link was. A mention
    that only the publisher has is added.
    """
    order = {
        label: position for position, label in enumerate(dict.fromkeys(one.paragraph for one in (*own, *official)))
    }
    merged = list(own)
    problems: list[Problem] = []
    by_paragraph: dict[str, list[int]] = {}
    for index, mention in enumerate(merged):
        by_paragraph.setdefault(mention.paragraph, []).append(index)
    for link in official:
        overlapping = [
            index
            for index in by_paragraph.get(link.paragraph, ())
            if merged[index].start < link.end and link.start < merged[index].end
        ]
        agreeing = [index for index in overlapping if _agree(merged[index].symbol, link.symbol)]
        differing = [index for index in overlapping if merged[index].instrument is None]
        if agreeing:
            merged[agreeing[0]] = replace(merged[agreeing[0]], origin="publisher")
        elif differing and merged[differing[0]].symbol is None and "A/RES/" not in (link.symbol or ""):
            merged[differing[0]] = replace(merged[differing[0]], symbol=link.symbol, origin="publisher")
        elif differing:
            problems.append(_differs(link, merged[differing[0]]))
        else:
            merged.append(link)
    merged.sort(key=lambda mention: (order[mention.paragraph], mention.start, mention.end))
    return tuple(merged), problems


def _agree(read: str | None, linked: str | None) -> bool:
    """Whether both mean the same; a link leads to the document that holds all parts (76/246 for 76/246 A)."""
    return read == linked or bool(read and linked and re.fullmatch(rf"{re.escape(linked)} [A-Z]", read))


def _differs(link: Mention, mention: Mention) -> Problem:
    read = mention.symbol or "another body's document"
    message = f"{link.paragraph}: “{mention.text}” is read as {read}; the official link leads to {link.symbol}"
    return Problem("link-differs", message)
