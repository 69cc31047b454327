"""The text of a statement as a flat list of blocks in reading order, each in its zone.

The official XML is not one structure but several: sub-paragraphs stand nested in `list`
and `sublist`, or as `paragraph`s beside their parent; headings are `heading`, `subheading`,
`crossHeading`, or a `paragraph` whose class tells; preambular paragraphs of a section are
`crossHeading`s; a draft recommended to another body stands in `embeddedStructure` or in
`components`; an annex in `attachments` or below a heading "Annex". A flat list with printed
numbers is what all of them have in common; `numbering` puts the structure back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from archive.parsing.akn.elements import Element, Words, find_all, name, plain
from archive.parsing.akn.units import HEADINGS, LISTS, OWN_PARTS, STRUCTURES, UNITS, Unit, topmost
from archive.parsing.document import ParsedFootnote

Role = Literal["preambular", "text", "heading", "row"]

# classes of the Secretariat's template for headings: H1, H23, H4, HCh, and the same with G for Geneva
_HEADING_CLASS = re.compile(r"H(?:\d+|Ch)G?|.*Heading.*")
_LETTER = re.compile(r"\w")
_LONGEST_HEADING = 400
_LONGEST_FORMULA = 60
_LONGEST_NUMBER = 20
NOTHING_PRINTED = "—"
"""The words of a paragraph that has only sub-paragraphs ("11. (a) Expresses concern …")."""
# "(a) To promote", "1. Decides": a number that stayed in the text
_NUMBER_IN_TEXT = re.compile(r"(\([a-z]{1,6}\) ?|\(\d{1,2}\) ?|\d{1,3}\. |[a-z]{1,3}\) |[–•●] )(?=\S)")
# "II.", "C": a number that only headings have, unless a whole sentence follows
_HEADING_NUMBER = re.compile(r"(?:[A-Z]|[IVXL]+)\.?")


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a block stands.

    `path` is () for the resolution itself, ("annex:1",) or ("draft:1", "annex:1") for what
    hangs on it, counted within what it hangs on.
    """

    path: tuple[str, ...] = ()
    part: Literal["preamble", "body"] = "body"


@dataclass(slots=True)
class Block:
    """A heading, a paragraph or a row of a table: its printed number and its words.

    `group` tells the list that it stands in (0 outside lists); `table` and `row` count from 1.
    """

    zone: Zone
    role: Role
    number: str
    words: Words
    line: int | None = None
    group: int = 0
    table: int = 0
    row: int = 0

    @property
    def text(self) -> str:
        """The words without the number."""
        return self.words.text


class Reader:
    """Walks a statement and lists its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._groups = 0
        self._tables = 0
        self._notes_alone: list[ParsedFootnote] = []
        """Footnotes of what holds no words, which go with the next block."""
        self._counted: dict[tuple[str, ...], int] = {}
        self._readers: dict[str, Callable[[Element, Zone, int], None]] = {
            **dict.fromkeys(UNITS, self._read_unit),
            **dict.fromkeys(LISTS, self._read_list),
            **dict.fromkeys(HEADINGS, self._read_heading),
            **dict.fromkeys(OWN_PARTS, self._read_own_part),
            "container": self._read_container,
            "crossHeading": self._read_cross_heading,
            "embeddedStructure": self._read_draft,
            "formula": self._read_formula,
            "num": self._read_heading,
            "p": self._read_p,
            "table": self._read_table,
        }

    def read(self, statement: Element) -> list[Block]:
        """All blocks of a statement, in reading order; a draft in it gets a zone of its own."""
        self._read_statement(statement, ())
        if self.blocks:
            self.blocks[-1].words.footnotes += self._notes_alone
        return self.blocks

    def _read_statement(self, statement: Element, path: tuple[str, ...]) -> None:
        for part in statement:
            kind = name(part)
            if kind == "preamble":
                self._read_children(part, Zone(path, "preamble"), 0)
            elif kind == "attachments":
                self._read_attachments(part, path)
            elif kind == "components":
                for inner in find_all(part, "statement"):
                    self._read_statement(inner, self._next(path, "draft"))
            elif kind not in ("meta", "coverPage", "preface", "conclusions"):
                self._read_children(part, Zone(path), 0)

    def _read_attachments(self, attachments: Element, path: tuple[str, ...]) -> None:
        for document in topmost(attachments, frozenset({"doc", "statement", "mainBody"})):
            zone = Zone(self._next(path, "annex"))
            for part in [document] if name(document) == "mainBody" else document:
                if name(part) not in ("meta", "conclusions"):
                    self._read_children(part, zone, 0)

    def _next(self, path: tuple[str, ...], what: str) -> tuple[str, ...]:
        key = (*path, what)
        self._counted[key] = self._counted.get(key, 0) + 1
        return (*path, f"{what}:{self._counted[key]}")

    def _read_children(self, element: Element, zone: Zone, group: int) -> None:
        self._stray(element, element.text, zone)
        for each in element:
            self._read(each, zone, group)
            self._stray(each, each.tail, zone)

    def _stray(self, element: Element, text: str | None, zone: Zone) -> None:
        """Words that stand between paragraphs, where no element should have any."""
        if text and not text.isspace():
            words = Words()
            words.read_text(text)
            self._add(element, zone, "text", "", words.finish(), 0)

    def _read(self, element: Element, zone: Zone, group: int) -> None:
        reader = self._readers.get(name(element))
        if reader is not None:
            reader(element, zone, group)
        elif topmost(element, STRUCTURES | {"p", "num", "container"}):
            self._read_children(element, zone, group)
        else:
            self._read_unit(element, zone, group)

    def _read_own_part(self, element: Element, zone: Zone, group: int) -> None:
        """The introduction or closing words of a list, unless the paragraph that holds the list has read them."""
        parent = element.getparent()
        holder = parent.getparent() if parent is not None else None
        if parent is None or holder is None or name(parent) not in LISTS or name(holder) not in UNITS:
            self._read_unit(element, zone, group)

    def _read_list(self, element: Element, zone: Zone, group: int) -> None:
        self._groups += 1
        self._read_children(element, zone, self._groups)

    def _read_unit(self, element: Element, zone: Zone, group: int) -> None:
        unit = Unit()
        unit.words.read_text(element.text)
        unit.take(element)
        words = unit.words.finish()
        for heading in unit.headings:
            self._heading(heading, zone, "" if words.text else unit.number)
        if not words.text and unit.number and unit.nested and not unit.headings:
            words.read_text(NOTHING_PRINTED)
        if words.text:
            self._add(element, zone, _role(element, unit.number, words.text), unit.number, words, group)
        elif unit.number and not unit.headings:
            self._heading(element, zone, "")
        else:
            self._notes_alone += words.footnotes
        for nested in unit.nested:
            self._read(nested, zone, group)

    def _read_container(self, element: Element, zone: Zone, group: int) -> None:
        if topmost(element, frozenset({"table"})):
            self._read_children(element, zone, group)
        elif element.get("name") == "formula" and zone.path:
            self._read_formula(element, zone, group)
        elif zone.part == "preamble":
            words = Words()
            words.read(element)
            self._add(element, zone, "preambular", "", words.finish(), 0)
        else:
            self._read_children(element, zone, group)

    def _read_cross_heading(self, element: Element, zone: Zone, group: int) -> None:
        words = Words()
        words.read(element)
        self._add(element, zone, "preambular" if words.lead else "heading", "", words.finish(), 0)

    def _read_formula(self, element: Element, zone: Zone, group: int) -> None:
        """Whose resolution it is: told by the symbol, so kept only in a draft, which is another body's."""
        if zone.path or len(plain(element)) > _LONGEST_FORMULA:
            self._heading(element, zone, "")

    def _read_heading(self, element: Element, zone: Zone, group: int) -> None:
        self._heading(element, zone, "")

    def _read_p(self, element: Element, zone: Zone, group: int) -> None:
        if zone.part == "preamble":
            self._heading(element, zone, "")
        else:
            self._read_unit(element, zone, group)

    def _read_draft(self, element: Element, zone: Zone, group: int) -> None:
        """A draft recommended to another body: its preamble, then its operative part."""
        path = self._next(zone.path, "draft")
        self._stray(element, element.text, Zone(path))
        for each in element:
            self._read(each, Zone(path, "preamble" if name(each) == "container" else "body"), 0)
            self._stray(each, each.tail, Zone(path))

    def _read_table(self, element: Element, zone: Zone, group: int) -> None:
        self._tables += 1
        table, rows = self._tables, 0
        for row in topmost(element, frozenset({"tr"})):
            words = Words()
            words.read_text(row.text)
            for position, cell in enumerate(row):
                if position:
                    words.read_text(" | ")
                words.read(cell)
                words.read_text(cell.tail)
            words.finish()
            if _LETTER.search(words.text):
                rows += 1
                self._add(row, zone, "row", "", words, 0, table=table, row_number=rows)
        outside = Words(inside=frozenset({"tr"}))
        outside.read(element)
        self._add(element, zone, "text", "", outside.finish(), 0)  # a caption, or notes below the table

    def _heading(self, element: Element, zone: Zone, number: str) -> None:
        words = Words()
        words.read(element)
        self._add(element, zone, "heading", number, words.finish(), 0)

    def _add(
        self,
        element: Element,
        zone: Zone,
        role: Role,
        number: str,
        words: Words,
        group: int,
        *,
        table: int = 0,
        row_number: int = 0,
    ) -> None:
        if not _LETTER.search(words.text) and not _LETTER.search(number):
            self._notes_alone += words.footnotes
            return  # "* * *" between parts
        words.footnotes[:0], self._notes_alone = self._notes_alone, []
        if len(number) > _LONGEST_NUMBER:
            words.prepend(f"{number} ")
            number = ""
        if role == "text" and not number:
            inside = _NUMBER_IN_TEXT.match(words.text)
            if inside:
                number = inside[1].strip()
                words.cut(inside.end())
        self.blocks.append(Block(zone, role, number, words, element.sourceline, group, table, row_number))


def _role(element: Element, number: str, text: str) -> Role:
    """A paragraph is a heading where its class or its number says so and it does not read like a sentence."""
    if len(text) > _LONGEST_HEADING or text.endswith((";", ".", ",")):
        return "text"
    if _HEADING_CLASS.fullmatch(element.get("class") or "") and not number:
        return "heading"
    return "heading" if _HEADING_NUMBER.fullmatch(number or text) else "text"
