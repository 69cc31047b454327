"""Labels: the permalinks of a statement's paragraphs below the resolution.

    pp/3  op/5/f  h/2            of the resolution itself
    op/II/3  section/II          where the numbering begins again in each section
    annex/op/16  annex/p/4       in the annex, annex/2/… where there are several
    draft/op/1                   in a draft recommended to another body
    op/p/1                       unnumbered, beside numbered ones
    table/1/3                    a row of a table

The fewest divisions (sections, parts, articles) that make the labels of a zone unique are
used; where none are needed a heading is a mere `h/N`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.parsing.akn.blocks import Block
from archive.parsing.akn.numbering import Node, Numbering
from archive.parsing.akn.zones import by_zone, division_of, join_headings, split_annexes
from archive.parsing.document import Kind, ParsedParagraph, Problem

_LONGEST_VERB = 100
_LONGEST_NUMBER = 40
# kinds of division in one label: "part-II/article-5/1" has two
_MOST_DIVISIONS = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its label and number; the label is unique in the statement."""

    block: Block
    label: str
    number: str
    kind: Kind


def label_blocks(blocks: Sequence[Block]) -> tuple[list[Labelled], list[Problem]]:
    """Labels for all blocks of a statement in reading order, and Problems where numbers make no sense."""
    zones = list(by_zone(split_annexes(blocks)))
    siblings = _siblings([path for path, _ in zones])
    labelled: list[Labelled] = []
    for path, members in zones:
        labelled += _Zone(path, _prefix(path, siblings), join_headings(members)).labelled()
    return _unique(labelled)


def _siblings(paths: Sequence[tuple[str, ...]]) -> Counter[tuple[tuple[str, ...], str]]:
    """How many annexes (or drafts) hang on the same, by the path of what they hang on and what they are."""
    steps = {path[: depth + 1] for path in paths for depth in range(len(path))}
    return Counter((step[:-1], step[-1].partition(":")[0]) for step in steps)


def _prefix(path: tuple[str, ...], siblings: Counter[tuple[tuple[str, ...], str]]) -> str:
    """ "annex/" for the only annex of what it hangs on, "annex/2/" for the second of several."""
    parts: list[str] = []
    for depth, step in enumerate(path):
        what, _, count = step.partition(":")
        parts += [what, count] if siblings[path[:depth], what] > 1 else [what]
    return "".join(f"{part}/" for part in parts)


class _Zone:
    """One zone: its nodes, the divisions that each stands in, and the labels."""

    def __init__(self, path: tuple[str, ...], prefix: str, blocks: list[Block]) -> None:
        self.prefix = prefix
        self.is_own = not path
        self.is_annex = bool(path) and path[-1].startswith("annex")
        self.nodes = Numbering(self.is_annex).build(blocks)
        self.kinds: list[str] = []
        self.divisions = self._walk_divisions()
        self.chosen = self._choose()
        self.counts: Counter[str] = Counter()
        self.numbered = self._numbered_scopes()
        self.of_node: dict[int, str] = {}

    def labelled(self) -> list[Labelled]:
        """Each node's block with its label."""
        found = []
        for node, divisions in zip(self.nodes, self.divisions, strict=True):
            label = self.prefix + self._label(node, self._scope(divisions), divisions)
            self.of_node[id(node)] = label.removeprefix(self.prefix)
            number = node.block.number.rstrip(".") if node.block.role == "heading" else node.number
            found.append(Labelled(node.block, label, number[:_LONGEST_NUMBER], self._kind(node)))
        return found

    def _walk_divisions(self) -> list[dict[str, str]]:
        """For each node the keys of the divisions it stands in, by kind, outermost first."""
        current: dict[str, str] = {}
        found = []
        for node in self.nodes:
            division = division_of(node.block, current)
            if division:
                if division.kind not in self.kinds:
                    self.kinds.append(division.kind)
                inner = self.kinds[self.kinds.index(division.kind) + 1 :]
                current = {kind: key for kind, key in current.items() if kind not in inner}
                current[division.kind] = division.key
            found.append(dict(current))
        return found

    def _choose(self) -> tuple[str, ...]:
        """The fewest kinds of division that make the numbers at the top unique."""
        tops = [
            (node, divisions)
            for node, divisions in zip(self.nodes, self.divisions, strict=True)
            if node.block.role == "text" and node.parent is None and node.token
        ]
        best: tuple[str, ...] = ()
        fewest = len(tops) + 1
        for size in range(min(len(self.kinds), _MOST_DIVISIONS) + 1):
            for kinds in combinations(self.kinds, size):
                keys = Counter((*(divisions.get(kind) for kind in kinds), node.token) for node, divisions in tops)
                repeated = len(tops) - len(keys)
                if repeated < fewest:
                    best, fewest = kinds, repeated
            if fewest == 0:
                break
        return best

    def _scope(self, divisions: dict[str, str]) -> str:
        return "".join(f"{divisions[kind]}/" for kind in self.chosen if kind in divisions)

    def _count(self, key: str) -> str:
        self.counts[key] += 1
        return f"{key}{self.counts[key]}"

    def _label(self, node: Node, scope: str, divisions: dict[str, str]) -> str:
        role = node.block.role
        if role == "heading":
            begins = division_of(node.block, {})
            own = begins is not None and begins.kind in self.chosen and begins.key in divisions.values()
            return f"section/{scope.rstrip('/')}" if own else self._count("h/")
        if role == "preambular":
            return self._count(f"pp/{scope}")
        if role == "row":
            return f"table/{node.block.table}/{node.block.row}"
        if node.parent is not None:
            return f"{self.of_node[id(node.parent)]}/{node.token}"
        if node.token:
            return f"op/{scope}{node.token}"
        if self.is_annex:
            return self._count("p/")
        return self._count(f"op/{scope}p/" if scope in self.numbered else f"op/{scope}")

    def _numbered_scopes(self) -> set[str]:
        """The scopes in which a paragraph at the top has a number."""
        return {
            self._scope(divisions)
            for node, divisions in zip(self.nodes, self.divisions, strict=True)
            if node.block.role == "text" and node.parent is None and node.token
        }

    def _kind(self, node: Node) -> Kind:
        if node.block.role == "heading":
            return "heading"
        if not self.is_own:
            return "annex"
        return "preambular" if node.block.role == "preambular" else "operative"


def _unique(labelled: list[Labelled]) -> tuple[list[Labelled], list[Problem]]:
    """A label that is taken gets a count, and a Problem says so."""
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    found: list[Labelled] = []
    problems: list[Problem] = []
    for each in labelled:
        label, count = each.label, counts[each.label] or 1
        while label in taken:
            count += 1
            label = f"{each.label}-{count}"
        counts[each.label] = count
        if label != each.label:
            message = f"the number {each.number or each.label} is printed more than once; this one is {label}"
            problems.append(Problem("number-repeated", message, each.block.line))
        taken.add(label)
        found.append(Labelled(each.block, label, each.number, each.kind))
    return found, problems


def paragraph(labelled: Labelled) -> ParsedParagraph:
    """The record of a labelled block."""
    block, words = labelled.block, labelled.block.words
    verb = words.lead.strip(" ,;:.")
    return ParsedParagraph(
        label=labelled.label,
        kind=labelled.kind,
        number=labelled.number,
        verb=verb if len(verb) <= _LONGEST_VERB and labelled.kind != "heading" else "",
        text=words.text or block.number,
        notes=tuple(words.notes),
        lines=(block.line, block.line) if block.line else None,
    )
