"""Step 10: what was read -> the parse record, with the Problems a librarian should see."""

from __future__ import annotations

from archive.parsing.citations import find_mentions
from archive.parsing.document import ParsedResolution, Problem
from archive.parsing.text.working import Header, Work
from archive.symbols import Symbol, SymbolError

_CODES = {"symbol": "symbol", "title": "title", "adopted_on": "date"}


def _supply(work: Work, given: Header) -> Header:
    """Fields of the source, filled by what a librarian gave; where both are there, the source's stands."""
    header = work.header
    for name in _CODES:
        value, read = getattr(given, name), getattr(header, name)
        if name == "symbol" and value:
            value = _canonical(work, value)
        if not value:
            continue
        if read and read != value:
            work.report(f"{_CODES[name]}-differs-from-given", f"given as {value}, the source has {read}")
        setattr(header, name, read or value)
    return header


def _canonical(work: Work, symbol: str) -> str | None:
    try:
        return str(Symbol.parse(symbol))
    except SymbolError as error:
        work.report("symbol-invalid", str(error))
        return None


def _missing(work: Work) -> list[Problem]:
    header = work.header
    problems = []
    if not header.symbol:
        problems.append(
            Problem("symbol-missing", "the source does not tell its symbol: give it (--symbol, or on the upload page)")
        )
    if not header.title:
        problems.append(
            Problem("title-missing", "the source does not tell its title: give it (--title, or on the upload page)")
        )
    if not header.adopted_on:
        problems.append(
            Problem(
                "date-missing",
                "the source does not tell when it was adopted: give the day (--adopted, or on the upload page)",
            )
        )
    if not any(paragraph.label.startswith("op/") for paragraph in work.paragraphs):
        problems.append(Problem("no-operative", "no operative paragraph was found: it cannot be published as it is"))
    return problems


def to_resolution(work: Work, given: Header, language: str) -> ParsedResolution:
    """The parse record of one resolution."""
    header = _supply(work, given)
    symbol = Symbol.parse(header.symbol) if header.symbol else None
    paragraphs = tuple(work.paragraphs)
    footnotes = tuple(note.parsed for note in work.notes)
    body = symbol.body if symbol else header.body
    citations = find_mentions(paragraphs, footnotes, body=body, symbol=header.symbol)
    problems = [*_missing(work), *work.problems]
    if language != "en":
        problems.insert(0, Problem("not-english", f"the text is in another language ({language})"))
    return ParsedResolution(
        source=work.source,
        form=work.form,
        symbol=header.symbol,
        body=body,
        session=symbol.session if symbol else None,
        number=f"{symbol.number}{symbol.part}" if symbol else None,
        title=header.title,
        adopted_on=header.adopted_on,
        meeting=header.meeting,
        agenda_items=header.agenda_items,
        agenda_title=header.agenda_title,
        report=header.report,
        vote=header.vote,
        drafts=header.drafts,
        language=language,
        paragraphs=paragraphs,
        footnotes=footnotes,
        citations=citations,
        problems=tuple(problems),
        header_lines=tuple(sorted(work.header_lines)),
    )
