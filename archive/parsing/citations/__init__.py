"""Mentions: which words of which paragraph cite what.

Three verbs, kept apart. Finding: `resolutions`, `documents`, `names` and `footnotes` read words.
Resolving to a symbol or to a slug of the authority file happens in the same reading, from
what is handed in; rows of the database are the business of `archive.curation.linking`.
Annotating: `find_mentions` ties the findings to paragraphs.

A footnote is no place of its own: what stands only in a footnote body is a mention of the
words at its mark, and where those words cite the same thing already the two are one.
"""

from archive.parsing.citations.authority import Authority, Entry, load_authority
from archive.parsing.citations.mentions import find_mentions

__all__ = ["Authority", "Entry", "find_mentions", "load_authority"]
