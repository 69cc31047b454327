"""One AKN4UN file to its resolutions, step by step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from archive.parsing.akn import metadata
from archive.parsing.akn.blocks import Reader
from archive.parsing.akn.elements import Element, Words, child, find_all, parse_tree, plain
from archive.parsing.akn.labels import label_blocks, paragraph
from archive.parsing.akn.links import merge_mentions, official_mentions
from archive.parsing.citations import find_mentions
from archive.parsing.decoding import UnreadableSource
from archive.parsing.document import Mention, ParsedFootnote, ParsedParagraph, ParsedResolution, Problem
from archive.parsing.text.language import language_of
from archive.symbols import Symbol, SymbolError

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SAMPLE = 12
"""Paragraphs whose words are looked at to tell the language."""
SHORT = 1000
"""Characters below which the words of a text may not tell its language."""

_BODIES = {
    "Human Rights Council": "A/HRC",
    "Security Council": "S",
    "Economic and Social Council": "E",
    "General Assembly": "A",
}


def parse_akn(
    data: bytes,
    *,
    source: str,
    symbol: str | None = None,
    title: str | None = None,
    adopted_on: date | None = None,
) -> tuple[ParsedResolution, ...]:
    """All resolutions of an AKN4UN document in UTF-8, in its order.

    `symbol`, `title` and `adopted_on` supply what the document lacks; the first two only where
    it holds one resolution. Raises UnreadableSource where it is not well-formed, has a document
    type declaration, or holds no statement.
    """
    root = parse_tree(data, source)
    statements = metadata.own_statements(root)
    if not statements:
        raise UnreadableSource(source, "AKN4UN without a statement: no resolution is in it")
    if len(statements) > 1:
        symbol = title = None
    return tuple(
        _read_statement(statement, root, len(statements), source, symbol, title, adopted_on) for statement in statements
    )


def _read_statement(
    statement: Element,
    root: Element,
    count: int,
    source: str,
    symbol: str | None,
    title: str | None,
    adopted_on: date | None,
) -> ParsedResolution:
    problems: list[Problem] = []
    labelled, repeated = label_blocks(Reader().read(statement))
    paragraphs = tuple(paragraph(each) for each in labelled)
    footnotes = (*_preface_notes(statement), *(note for each in labelled for note in each.block.words.footnotes))
    read = _symbol(statement, root, count, symbol, problems)
    official = official_mentions(labelled)
    own = _own_mentions(paragraphs, footnotes, read)
    citations, differing = merge_mentions(official, own)
    dates = metadata.adoption_dates(statement, root)
    if len(dates) > 1:
        shown = ", ".join(str(each) for each in dates)
        problems.append(Problem("dates-differ", f"several dates of adoption are given: {shown}; the first is taken"))
    language = _language(metadata.language(statement, root), paragraphs, problems)
    if not any(each.kind == "operative" for each in paragraphs):
        problems.append(Problem("no-operative", "no operative paragraph was found"))
    return ParsedResolution(
        source=source,
        form="akn",
        symbol=str(read) if read else None,
        body=read.body if read else None,
        session=read.session if read else None,
        number=f"{read.number} {read.part}".strip() if read else None,
        title=_title(statement, root, count) or title or "",
        adopted_on=dates[0] if dates else adopted_on,
        meeting=metadata.meeting(statement, root),
        agenda_items=metadata.agenda_items(root),
        agenda_title=metadata.agenda_title(root),
        report=metadata.report(root),
        vote=metadata.vote(statement, root),
        drafts=metadata.drafts(statement if child(statement, "meta") is not None and count > 1 else root),
        subjects=metadata.subjects(root),
        language=language,
        paragraphs=paragraphs,
        footnotes=footnotes,
        citations=citations,
        problems=(*problems, *repeated, *differing),
    )


def _language(declared: str, paragraphs: Sequence[ParsedParagraph], problems: list[Problem]) -> str:
    """The language that the words are in; what the document says of itself only where words cannot tell."""
    spoken = language_of(" ".join(paragraph.text for paragraph in paragraphs[:SAMPLE]))
    if declared not in LANGUAGES or (spoken == "en" and sum(len(each.text) for each in paragraphs) < SHORT):
        spoken = declared
    if spoken != declared:
        message = f"the document says that its language is {declared}, its words are {spoken}"
        problems.append(Problem("language-differs", message))
    if spoken != "en":
        problems.append(Problem("not-english", f"the text is in another language ({spoken})"))
    return spoken


def _own_mentions(
    paragraphs: Sequence[ParsedParagraph], footnotes: Sequence[ParsedFootnote], symbol: Symbol | None
) -> list[Mention]:
    """The parser's mentions; a draft recommended to another body speaks as that body ("its resolution")."""
    mentions: list[Mention] = []
    for is_draft, members in groupby(paragraphs, key=lambda each: each.label.startswith("draft/")):
        group = list(members)
        spoken = next((each.text for each in group if each.label.endswith("h/1")), "") if is_draft else ""
        body = next((code for name, code in _BODIES.items() if name in spoken), symbol.body if symbol else None)
        cited_by = str(symbol) if symbol and not is_draft else None
        mentions += find_mentions(group, footnotes, body=body, symbol=cited_by)
    return mentions


def _symbol(statement: Element, root: Element, count: int, given: str | None, problems: list[Problem]) -> Symbol | None:
    """The symbol: that of the cover, for one of several the letter in its preface added."""
    printed = metadata.cover_symbol(root) or f"{given or ''}"
    if count > 1:
        whole = re.sub(r"\s*[A-Z]\s*(?:-|to|and|,)\s*[A-Z]\s*$", "", printed)
        printed = f"{whole} {metadata.preface_number(statement).strip('. ')}"
    try:
        read = Symbol.parse(printed)
    except SymbolError:
        read = None
        if printed:
            problems.append(
                Problem("not-a-resolution", f"the document's symbol is {printed}, which is no resolution's")
            )
        else:
            told = "the document does not tell its symbol: give it (--symbol, or on the upload page)"
            problems.append(Problem("symbol-missing", told))
    if read and not read.is_resolution:
        problems.append(Problem("not-a-resolution", f"{read} is a statement by the President of the Security Council"))
    if given and str(read) != given:
        supplied = Symbol.parse(given)
        if read is not None and supplied != read:
            problems.append(Problem("symbol-differs-from-given", f"given as {supplied}, the document says {read}"))
        read = read or supplied
    return read


def _title(statement: Element, root: Element, count: int) -> str:
    """The title; a lettered part's own follows the common one after a dash."""
    titles = metadata.preface_titles(statement)
    if count > 1:
        collection = next(iter(find_all(root, "documentCollection")), None)
        titles = (metadata.preface_titles(collection) if collection is not None else []) + titles
    if titles:
        return " – ".join(dict.fromkeys(titles))
    cover = next(
        (element for element in find_all(root, "docTitle") if "resolutionNumber" in (element.get("refersTo") or "")),
        None,
    )
    return metadata.classified_title(root) or plain(cover)


def _preface_notes(statement: Element) -> list[ParsedFootnote]:
    preface = child(statement, "preface")
    if preface is None:
        return []
    words = Words()
    words.read(preface)
    return words.footnotes
