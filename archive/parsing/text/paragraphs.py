"""Step 9: segments -> paragraphs with labels, the same for text as for the official XML.

After it: labels are unique; a text holds words and single blanks; the offset of each
footnote mark is counted in code points of that text.
"""

from __future__ import annotations

from archive.parsing.akn.blocks import NOTHING_PRINTED, Block, Zone
from archive.parsing.akn.elements import Words
from archive.parsing.akn.labels import Labelled, label_blocks
from archive.parsing.document import ParsedParagraph
from archive.parsing.text.finishing import place_marks
from archive.parsing.text.joining import join
from archive.parsing.text.phrases import opening_verb
from archive.parsing.text.run import Segment
from archive.parsing.text.segments import segment_lines
from archive.parsing.text.working import Work


def build_paragraphs(work: Work) -> None:
    """Make the paragraphs of the body and the annexes."""
    segments = segment_lines(work, work.lines)
    for position, annex in enumerate(work.annexes, 1):
        segments += segment_lines(work, annex, (f"annex:{position}",))
    blocks = [_block(each) for each in segments]
    labelled, problems = label_blocks(blocks)
    ends = _ends(labelled, blocks, segments)
    work.paragraphs = [_paragraph(each, ends[id(each.block)]) for each in labelled]
    work.problems += problems
    work.lines, work.annexes = [], []


def _block(segment: Segment) -> Block:
    text, notes = place_marks(join([line.text for line in segment.lines if line.text]))
    zone = Zone(segment.path, "preamble" if segment.role == "preambular" else "body")
    words = Words(text=text, notes=list(notes))
    return Block(zone, segment.role, segment.number, words, segment.lines[0].numbers[0], segment.group)


def _ends(labelled: list[Labelled], blocks: list[Block], segments: list[Segment]) -> dict[int, tuple[int, int]]:
    """Source lines of each labelled block, with those of the blocks that were joined to it."""
    own = {id(each.block) for each in labelled}
    found: dict[int, tuple[int, int]] = {}
    current = 0
    for block, segment in zip(blocks, segments, strict=True):
        numbers = [number for line in segment.lines for number in line.numbers]
        if id(block) in own:
            current = id(block)
            found[current] = (min(numbers), max(numbers))
        elif current:
            low, high = found[current]
            found[current] = (min(low, *numbers), max(high, *numbers))
    return found


def _paragraph(labelled: Labelled, lines: tuple[int, int]) -> ParsedParagraph:
    words = labelled.block.words
    return ParsedParagraph(
        label=labelled.label,
        kind=labelled.kind,
        number=labelled.number,
        verb="" if labelled.kind == "heading" else opening_verb(words.text),
        text=words.text or (labelled.block.number if labelled.kind == "heading" else NOTHING_PRINTED),
        notes=tuple(words.notes),
        lines=lines,
    )
