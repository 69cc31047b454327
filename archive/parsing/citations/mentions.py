"""The walk over a whole resolution: every mention of every paragraph, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.parsing.citations.authority import Authority, load_authority
from archive.parsing.citations.comments import find_comments
from archive.parsing.citations.definitions import Definitions
from archive.parsing.citations.documents import find_documents
from archive.parsing.citations.findings import Found
from archive.parsing.citations.joining import Joiner
from archive.parsing.citations.names import NameFinder, is_part_of_a_name
from archive.parsing.citations.notes import read_notes
from archive.parsing.citations.resolutions import Reading, find_resolutions
from archive.parsing.citations.unfiled import find_unfiled
from archive.parsing.document import Mention, ParsedFootnote, ParsedParagraph


def find_mentions(
    paragraphs: Sequence[ParsedParagraph],
    footnotes: Sequence[ParsedFootnote],
    *,
    body: str | None,
    symbol: str | None,
    authority: Authority | None = None,
) -> tuple[Mention, ...]:
    """Every citation in a resolution of `body` ("A", "A/HRC", "S", "E", or None where unknown).

    `symbol` is the citing resolution's own, if known: nothing it cites is later. Without an
    `authority` that of the project is used. Mentions come in reading order; one whose words
    mean several things ("the Covenants", "resolutions 61/104 to 61/110") is given once for
    each, with the same offsets.
    """
    authority = authority or load_authority()
    names, joiner = _finders(authority)
    reading = Reading.of(body, symbol)
    notes = read_notes(paragraphs, footnotes, reading)
    definitions = Definitions(authority)
    mentions: list[Mention] = []
    for paragraph in paragraphs:
        found = _outermost(
            find_resolutions(paragraph.text, reading)
            + find_documents(paragraph.text)
            + find_comments(paragraph.text)
            + names.find(paragraph.text)
        )
        found = _outermost(found + definitions.read(paragraph.text, found))
        found += find_unfiled(paragraph.text, found)
        if paragraph.label in notes:
            found = joiner.join(paragraph.text, notes[paragraph.label], found)
        mentions += [
            _mention(paragraph, item)
            for item in sorted(found, key=lambda item: (item.start, item.end))
            if item.footnote or not is_part_of_a_name(paragraph.text, item)
        ]
    return tuple(mentions)


def _outermost(found: list[Found]) -> list[Found]:
    """Without those that lie within a longer one; those of the same words all stay."""
    if len(found) < 2:
        return found
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        last = kept[-1] if kept else None
        if (
            last
            and item.start < last.end
            and (item.start, item.end) != (last.start, last.end)
            and item.kind != last.kind
        ):
            continue
        kept.append(item)
    return kept


def _mention(paragraph: ParsedParagraph, found: Found) -> Mention:
    return Mention(
        paragraph=paragraph.label,
        text=paragraph.text[found.start : found.end],
        start=found.start,
        end=found.end,
        symbol=found.symbol,
        instrument=found.instrument,
        date=found.date,
        footnote=found.footnote,
    )


@lru_cache(maxsize=4)
def _finders(authority: Authority) -> tuple[NameFinder, Joiner]:
    """The finders of an authority file, made once for each."""
    return NameFinder(authority), Joiner(authority)
