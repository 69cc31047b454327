"""From a flat list of blocks with printed numbers to a tree: which paragraph stands in which.

What the numbers say comes first, since it is what a reader sees; where they are ambiguous
or broken the lists of the XML decide. What holds afterwards: every block has one node, in
reading order; a parent comes before its children.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.parsing.akn.blocks import Block
from archive.parsing.akn.numbers import Printed


@dataclass(slots=True)
class Node:
    """A block in the tree. `token` is its part of the label; empty at the top where no number is printed."""

    block: Block
    token: str = ""
    shown: str = ""
    parent: Node | None = None
    restarts: bool = False
    """Whether the numbering begins again here."""

    @property
    def number(self) -> str:
        """The printed number with those of the ancestors: "5 (f) (ii)"."""
        above = self.parent.number if self.parent else ""
        return f"{above} {self.shown}".strip()

    @property
    def top(self) -> Node:
        """The paragraph at the top that it stands in."""
        return self.parent.top if self.parent else self


@dataclass(slots=True)
class _Level:
    printed: Printed
    node: Node
    group: int
    count: int = 1


@dataclass(slots=True)
class Numbering:
    """Builds the tree of one zone; `is_annex` where unnumbered paragraphs are paragraphs of their own."""

    is_annex: bool
    nodes: list[Node] = field(default_factory=list)
    _levels: list[_Level] = field(default_factory=list)
    _last: int = 0
    _top: Node | None = None
    _heading_since_top: bool = False

    def build(self, blocks: Sequence[Block]) -> list[Node]:
        """The nodes of the blocks, without those that merely continue a paragraph's words."""
        for position, block in enumerate(blocks):
            if block.role != "text":
                self.nodes.append(Node(block))
                self._heading_since_top = self._heading_since_top or block.role == "heading"
            elif not block.number:
                self._unnumbered(block, blocks[position + 1 :])
            else:
                self._numbered(block, Printed.read(block.number), blocks[position + 1 :])
        return self.nodes

    def _unnumbered(self, block: Block, rest: Sequence[Block]) -> None:
        top = self._top
        goes_on = top is not None and not self._heading_since_top
        if top is not None and goes_on and _continues(block, self.nodes[-1]):
            top.block.words.append(block.words)
            return
        inside = goes_on and not self.is_annex and (self._comes_later(rest) or self.nodes[-1].block.text.endswith(":"))
        if top is not None and inside and top.token:
            count = sum(1 for node in self.nodes if node.parent is top and node.token.startswith("p"))
            self.nodes.append(Node(block, f"p{count + 1}", "", top))
            return
        node = Node(block)
        self.nodes.append(node)
        self._top, self._levels, self._heading_since_top = node, [], False

    def _comes_later(self, rest: Sequence[Block]) -> bool:
        """Whether the next number at the top comes before the next heading."""
        for block in rest:
            if block.role == "heading":
                return False
            if block.role == "text" and block.number and not block.group:
                value = Printed.read(block.number).value
                if value is not None and value == self._last + 1:
                    return True
        return False

    def _numbered(self, block: Block, printed: Printed, rest: Sequence[Block]) -> None:
        if printed.is_top and not self._is_inner_list(block, printed, rest):
            self._at_top(block, printed)
        else:
            self._below(block, printed, rest)

    def _is_inner_list(self, block: Block, printed: Printed, rest: Sequence[Block]) -> bool:
        """Whether "1." begins, or "2." continues, a list inside the paragraph."""
        if self._top is None or printed.value is None:
            return False
        if printed.value == self._last + 1 and not block.group:
            return False
        if block.group:
            return True
        if self._heading_since_top:
            return False
        goes_on = any(level.printed.value is not None for level in self._levels)
        return goes_on or printed.value <= self._last or self._comes_later(rest)

    def _at_top(self, block: Block, printed: Printed) -> None:
        value = printed.value
        restarts = value is not None and value <= self._last
        node = Node(block, printed.core, printed.shown, None, restarts)
        self.nodes.append(node)
        self._top, self._levels, self._heading_since_top = node, [], False
        self._last = value if value is not None else self._last

    def _below(self, block: Block, printed: Printed, rest: Sequence[Block]) -> None:
        depth = self._depth(block, printed, rest)
        del self._levels[depth + 1 :]
        if depth < len(self._levels):
            level = self._levels[depth]
            level.printed, level.group, level.count = printed, block.group, level.count + 1
        else:
            level = _Level(printed, Node(block), block.group)
            self._levels.append(level)
        parent = self._levels[depth - 1].node if depth else self._top
        token = str(level.count) if printed.style == "bullet" else printed.core
        level.node = Node(block, token, printed.shown, parent)
        self.nodes.append(level.node)
        if parent is None:
            self._top = level.node

    def _depth(self, block: Block, printed: Printed, rest: Sequence[Block]) -> int:
        """The level that a number below the top belongs to; a new one is the deepest plus one."""
        begins_romans = printed.core == "i" and _next_is_second_roman(printed, rest)
        if not begins_romans:
            for depth in range(len(self._levels) - 1, -1, -1):
                if printed.follows(self._levels[depth].printed):
                    return depth
        if printed.is_first:
            return len(self._levels)
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            if block.group and level.group == block.group:
                return depth
        for depth, level in enumerate(self._levels):
            if level.printed.style == printed.style:
                return depth
        return len(self._levels)


def _continues(block: Block, before: Node) -> bool:
    """Whether an unnumbered paragraph runs on from the sentence before it."""
    return block.text[:1].islower() and before.block.role == "text"


def _next_is_second_roman(printed: Printed, rest: Sequence[Block]) -> bool:
    following = next((block for block in rest if block.role == "text" and block.number), None)
    return following is not None and Printed.read(following.number) == Printed(printed.style, "ii")
