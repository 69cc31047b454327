"""One rendering of a paragraph, used by every page and feed: its words, its block, its passage in a list."""

from archive.rendering.dressing import HEADING, Cited, Dressed, dress, spoken_place
from archive.rendering.passages import LISTED, Listed, Passage, chips, give_topics, listed, passages, topics_of
from archive.rendering.rows import PARAGRAPH, FootnoteRow, InstrumentRow, ParagraphRow, Text
from archive.rendering.spans import Link, Note, Span, text_html

__all__ = [
    "HEADING",
    "LISTED",
    "PARAGRAPH",
    "Cited",
    "Dressed",
    "FootnoteRow",
    "InstrumentRow",
    "Link",
    "Listed",
    "Note",
    "ParagraphRow",
    "Passage",
    "Span",
    "Text",
    "chips",
    "dress",
    "give_topics",
    "listed",
    "passages",
    "spoken_place",
    "text_html",
    "topics_of",
]
