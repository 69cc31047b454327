"""Sources: which form a file is in, by its content, and everything that is read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.parsing.akn import parse_akn
from archive.parsing.decoding import UnreadableSource, decode
from archive.parsing.document import Form, ParsedResolution, Problem
from archive.parsing.file_names import named_in_file
from archive.parsing.text.forms import recognise_form
from archive.parsing.text.pipeline import parse_text

__all__ = ["Recognised", "UnreadableSource", "parse_recognised", "parse_source", "recognise"]

_PROLOG = re.compile(r"\s*(?:<\?xml(?P<declaration>[^>]*)\?>)?(?:\s|<!--.*?-->|<\?[^>]*\?>)*", re.DOTALL)
_DECLARED_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ROOT = re.compile(r"<(?:\w+:)?(\w+)[\s>/]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its form, and its characters (AKN4UN without the XML declaration)."""

    form: Form
    text: str
    problems: tuple[Problem, ...] = ()


def recognise(data: bytes, name: str) -> Recognised:
    """Tell a file's form by its content.

    Raises UnreadableSource, in one line, for input that is empty, too large, binary, in no
    known encoding, or XML other than AKN4UN.
    """
    decoded = decode(data, name, _declared_encoding(data))
    text, problems = decoded.text.lstrip("\ufeff"), decoded.problems
    if not text.lstrip().startswith("<"):
        return Recognised(recognise_form(text), text, problems)
    prolog = _PROLOG.match(text)
    rest = text[prolog.end() :] if prolog else text
    before = "\n" * text.count("\n", 0, prolog.end()) if prolog else ""  # lines keep their numbers
    root = _ROOT.match(rest)
    if re.match(r"<!DOCTYPE\s+html|<html", rest, re.IGNORECASE):
        raise UnreadableSource(name, "a web page: save the text of the document instead")
    if rest.startswith("<!"):
        raise UnreadableSource(
            name, "XML with a document type declaration, which is refused because it can hide entities"
        )
    if root and root[1] == "akomaNtoso":
        return Recognised("akn", before + rest, problems)
    if prolog and prolog["declaration"] is not None:
        raise UnreadableSource(name, f"XML, but not AKN4UN (its root is {root[1] if root else 'missing'})")
    return Recognised(recognise_form(text), text, problems)


def _declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration names, unless it is UTF-8 or a byte order mark speaks first."""
    head = data[:1000].lstrip()
    if not head.startswith(b"<?xml"):
        return None
    match = _DECLARED_ENCODING.search(head.split(b"?>")[0].decode("latin-1"))
    if match is None or match[1].lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return None
    return match[1]


def parse_source(
    data: bytes,
    *,
    name: str,
    symbol: str | None = None,
    title: str | None = None,
    adopted_on: date | None = None,
) -> tuple[ParsedResolution, ...]:
    """All resolutions of a file; `symbol`, `title` and `adopted_on` supply what the source lacks.

    Raises UnreadableSource for a file that nothing can be read from.
    """
    return parse_recognised(recognise(data, name), name=name, symbol=symbol, title=title, adopted_on=adopted_on)


def parse_recognised(
    recognised: Recognised,
    *,
    name: str,
    symbol: str | None = None,
    title: str | None = None,
    adopted_on: date | None = None,
) -> tuple[ParsedResolution, ...]:
    """All resolutions of a file whose form is known already."""
    if recognised.form == "akn":
        parsed = parse_akn(recognised.text.encode(), source=name, symbol=symbol, title=title, adopted_on=adopted_on)
    else:
        parsed = parse_text(
            recognised.text,
            source=name,
            form=recognised.form,
            symbol=symbol,
            title=title,
            adopted_on=adopted_on,
        )
    return tuple(_with_problems(resolution, recognised.problems, name) for resolution in parsed)


def _with_problems(resolution: ParsedResolution, problems: tuple[Problem, ...], name: str) -> ParsedResolution:
    """Adds the Problems of reading the file, and one where its name tells another resolution than its text."""
    named = named_in_file(name)
    if named and resolution.symbol and not named.agrees(resolution.body, resolution.session, resolution.number):
        message = f"the file is named after {named}, its text is {resolution.symbol}"
        problems = (*problems, Problem("symbol-differs-from-name", message))
    return replace(resolution, problems=(*problems, *resolution.problems)) if problems else resolution
