"""From a flat list of blocks with printed numbers to a tree: which paragraph stands in which.

What the numbers say comes first, since it is what a reader sees; where they are ambiguous
or broken the lists of the XML decide. What holds afterwards: every block has one node, in
reading order; a parent comes before its children.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.parsing.akn.blocks import Block
from archive.parsing.akn.numbers import Printed
from archive.parsing.akn.zones import division_of

# levels below a paragraph at the top; no resolution has more than five, and labels grow with each
_DEEPEST = 12


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
    def depth(self) -> int:
        """How many paragraphs it stands in."""
        return self.parent.depth + 1 if self.parent else 0

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
    _heading: Block | None = None
    """The last heading, while no number below the top came after it."""
    _inside_heading: str = ""
    """The number of the heading inside the paragraph at the top, under which a list began again."""
    _left: _Level | None = None
    """The list just left, in case it goes on under the next item: (i) a b c, (ii) d e f."""
    _unnumbered_in: Counter[int] = field(default_factory=Counter)
    """How many unnumbered paragraphs stand in each node."""

    def build(self, blocks: Sequence[Block]) -> list[Node]:
        """The nodes of the blocks, without those that merely continue a paragraph's words."""
        ahead = _Ahead(blocks)
        for position, block in enumerate(blocks):
            ahead.position = position
            if block.role != "text":
                self.nodes.append(Node(block))
                if block.role == "heading":
                    self._heading_since_top, self._heading = True, block
            elif not block.number:
                self._unnumbered(block, ahead)
            else:
                self._numbered(block, Printed.read(block.number), ahead)
        return self.nodes

    def _unnumbered(self, block: Block, ahead: _Ahead) -> None:
        top = self._top
        goes_on = top is not None and not self._heading_since_top
        if top is not None and goes_on and _continues(block, self.nodes[-1]):
            top.block.words.append(block.words)
            return
        parent = self._holder(block, ahead) if top is not None and (goes_on or block.group) else None
        if parent is None:
            self._begin(Node(block))
            return
        self._unnumbered_in[id(parent)] += 1
        self.nodes.append(Node(block, f"p{self._unnumbered_in[id(parent)]}", "", parent))

    def _holder(self, block: Block, ahead: _Ahead) -> Node | None:
        """The paragraph that an unnumbered one stands in, or None where it is one of its own."""
        if block.group:
            deepest = self._levels[-1] if self._levels else None
            if deepest is None:
                return self._top
            return deepest.node if deepest.group != block.group else deepest.node.parent
        if self.is_annex or self._top is None or not self._top.token:
            return None
        before = self.nodes[-1]
        if before.block.text.endswith(":") and before.depth < _DEEPEST:
            return before
        if not before.block.number and before.parent is not None:
            return before.parent
        return self._top if ahead.has_at_top(self._last + 1) else None

    def _numbered(self, block: Block, printed: Printed, ahead: _Ahead) -> None:
        if printed.is_top and not self._is_inner_list(block, printed, ahead):
            self._at_top(block, printed)
        else:
            self._below(block, printed, ahead)

    def _is_inner_list(self, block: Block, printed: Printed, ahead: _Ahead) -> bool:
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
        return goes_on or printed.value <= self._last or ahead.has_at_top(self._last + 1)

    def _at_top(self, block: Block, printed: Printed) -> None:
        value = printed.value
        restarts = value is not None and value <= self._last
        node = Node(block, printed.core, printed.shown, None, restarts)
        self._begin(node)
        self._last = value if value is not None else self._last

    def _begin(self, node: Node) -> None:
        """A paragraph at the top: lists begin anew."""
        self.nodes.append(node)
        self._top, self._levels, self._heading_since_top = node, [], False
        self._heading, self._inside_heading, self._left = None, "", None

    def _below(self, block: Block, printed: Printed, ahead: _Ahead) -> None:
        division = division_of(self._heading, {}) if self._heading and printed.is_first and self._levels else None
        if division:
            self._levels, self._inside_heading = [], division.key
        self._heading = None
        depth = min(self._depth(block, printed, ahead), _DEEPEST)
        self._left = self._levels[depth + 1] if depth + 1 < len(self._levels) else self._left
        del self._levels[depth + 1 :]
        if depth < len(self._levels):
            level = self._levels[depth]
            level.printed, level.group, level.count = printed, block.group, level.count + 1
        else:
            level = _Level(printed, Node(block), block.group)
            self._levels.append(level)
        parent = self._levels[depth - 1].node if depth else self._top
        token = printed.core
        if printed.style == "bullet":  # counted; one that stands in no paragraph is an unnumbered paragraph
            token = str(level.count) if parent else ""
        shown = printed.shown
        if not depth and self._inside_heading:
            token, shown = f"{self._inside_heading}/{token}", f"{self._inside_heading} {shown}"
        level.node = Node(block, token, shown, parent)
        self.nodes.append(level.node)

    def _depth(self, block: Block, printed: Printed, ahead: _Ahead) -> int:
        """The level that a number below the top belongs to; a new one is the deepest plus one."""
        begins_romans = printed.core == "i" and _next_is_second_roman(printed, ahead.next_numbered)
        if not begins_romans:
            for depth in range(len(self._levels) - 1, -1, -1):
                if printed.follows(self._levels[depth].printed):
                    return depth
        if printed.is_first or (self._left and printed.follows(self._left.printed)):
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


def _next_is_second_roman(printed: Printed, following: Block | None) -> bool:
    return following is not None and Printed.read(following.number) == Printed(printed.style, "ii")


class _Ahead:
    """What comes after the block at `position`: looked up, since to search for it from every block takes too long."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.position = 0
        self._part: list[int] = []
        """For each block, how many headings stand before it."""
        self._last_at: dict[tuple[int, int], int] = {}
        """Where a value stands at the top for the last time in such a part."""
        self._next: list[Block | None] = [None] * len(blocks)
        part = 0
        for position, block in enumerate(blocks):
            part += block.role == "heading"
            self._part.append(part)
            if block.role == "text" and block.number and not block.group:
                value = Printed.read(block.number).value
                if value is not None:
                    self._last_at[part, value] = position
        following: Block | None = None
        for position in range(len(blocks) - 1, -1, -1):
            self._next[position] = following
            if blocks[position].role == "text" and blocks[position].number:
                following = blocks[position]

    def has_at_top(self, value: int) -> bool:
        """Whether this number at the top comes before the next heading."""
        return self._last_at.get((self._part[self.position], value), -1) > self.position

    @property
    def next_numbered(self) -> Block | None:
        """The next paragraph with a number."""
        return self._next[self.position]
