"""What a paragraph of the XML holds: its number, its own words, and what stands inside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.parsing.akn.elements import INLINE, QUOTED, Element, Words, name, plain

HEADINGS = frozenset({"heading", "subheading"})
LISTS = frozenset({"list", "sublist", "blockList"})
UNITS = frozenset({"paragraph", "point", "item", "subparagraph", "article", "clause", "alinea"})
OWN_PARTS = frozenset({"intro", "wrapUp", "listIntroduction", "listWrapUp"})
# what has a structure of its own inside a paragraph's words
STRUCTURES = HEADINGS | LISTS | UNITS | {"embeddedStructure", "table", "crossHeading"}


@dataclass(slots=True)
class Unit:
    """What a paragraph holds: its number, its own words, and what stands inside it."""

    number: str = ""
    words: Words = field(default_factory=lambda: Words(inside=STRUCTURES))
    headings: list[Element] = field(default_factory=list)
    nested: list[Element] = field(default_factory=list)

    def take(self, element: Element) -> None:
        """Read the children of a paragraph or of the list in it."""
        for each in element:
            kind = name(each)
            if kind in INLINE:
                self.words.read_child(each)
                self.words.read_text(each.tail)
                continue
            if kind == "num" and not self.number:
                self.number = plain(each)
            elif kind in HEADINGS:
                self.headings.append(each)
            elif kind in LISTS:
                for part in each:
                    if name(part) in OWN_PARTS:
                        self._own(part)
                self.nested.append(each)
            elif kind in STRUCTURES:
                self.nested.append(each)
            else:
                self._own(each)
            self.words.space()
            self.words.read_text(each.tail)

    def _own(self, element: Element) -> None:
        self.words.space()
        self.words.read(element)
        self.words.space()
        for inner in topmost(element, STRUCTURES):
            (self.headings if name(inner) in HEADINGS else self.nested).append(inner)


def topmost(element: Element, names: frozenset[str]) -> list[Element]:
    """The descendants with one of the names that lie in no other one, no quotation and no footnote."""
    found: list[Element] = []
    for each in element:
        if name(each) in names:
            found.append(each)
        elif name(each) not in QUOTED and name(each) != "authorialNote":
            found += topmost(each, names)
    return found
