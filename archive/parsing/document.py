"""The parse record: what every reader of a source (dirty text or official XML) hands on.

Plain frozen dataclasses without Django. Texts hold words and single spaces only: no
footnote marks, no emphasis marks, no links, no line breaks. Offsets are code points
into such a text. Lines are numbers of lines of the source, counted from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Form = Literal["markdown", "plain", "ocr", "layout", "akn"]
Kind = Literal["preambular", "operative", "annex", "heading"]
Origin = Literal["parser", "publisher", "curator"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a librarian should look at: a stable `code`, a sentence, a line if known."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark as printed, and the offset in the paragraph's text where it stood."""

    mark: str
    offset: int


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph.

    `label` is the permalink below the resolution: `pp/12`, `op/5/f`, `annex/op/16`.
    `number` is what is printed ("5 (f)"), empty where nothing is.
    `verb` is the opening verb or phrase as printed ("Calls upon"), empty where there is none.
    """

    label: str
    kind: Kind
    number: str
    verb: str
    text: str
    notes: tuple[NoteMark, ...] = ()
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ParsedFootnote:
    """A footnote body under the mark as printed ("29", "*")."""

    mark: str
    text: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a paragraph that cite something: `text` == paragraph.text[start:end].

    `symbol` is the canonical symbol of what is cited (a resolution, decision or document),
    `instrument` the slug of an instrument of the authority file (a treaty, a declaration);
    both None where it could not be told. `footnote` is the mark of the footnote that
    carries the authority, if one does.
    """

    paragraph: str
    text: str
    start: int
    end: int
    symbol: str | None = None
    instrument: str | None = None
    date: date | None = None
    footnote: str | None = None
    origin: Origin = "parser"


@dataclass(frozen=True, slots=True)
class Vote:
    """How it was adopted: without a vote, or by a recorded vote with counts and, where given, names."""

    method: Literal["without a vote", "recorded"]
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    voters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of States under "for", "against" and "abstaining", where the source gives them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject that the publisher gave the whole resolution: scheme "UNBIS" or "SDG"."""

    scheme: str
    notation: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft resolution: its symbol ("A/C.3/76/L.52/Rev.1") and those who sponsored it, as printed."""

    symbol: str
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedResolution:
    """Everything read from one source about one resolution.

    `symbol` is canonical ("A/RES/76/172", "S/RES/2240 (2015)") or None where the source
    does not tell; `body`, `session` and `number` are its parts ("A", "76", "172").
    """

    source: str
    form: Form
    symbol: str | None = None
    body: str | None = None
    session: str | None = None
    number: str | None = None
    title: str = ""
    adopted_on: date | None = None
    meeting: str | None = None
    agenda_items: tuple[str, ...] = ()
    agenda_title: str = ""
    report: str = ""
    vote: Vote | None = None
    drafts: tuple[Draft, ...] = ()
    subjects: tuple[Subject, ...] = ()
    language: str = "en"
    paragraphs: tuple[ParsedParagraph, ...] = ()
    footnotes: tuple[ParsedFootnote, ...] = ()
    citations: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    header_lines: tuple[int, ...] = ()
    """Lines of the source that became header or closing fields (for the proof that no word is lost)."""

    @property
    def has_operative(self) -> bool:
        """Whether any operative paragraph was found; a text without one is never published silently."""
        return any(paragraph.kind == "operative" for paragraph in self.paragraphs)
