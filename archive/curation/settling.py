"""What follows a load: citations linked and compared, topics given, words counted. Safe to stop and run again."""

from dataclasses import dataclass

from archive.curation.conflicts import refresh_conflicts
from archive.curation.linking import Linked, link_citations
from archive.curation.tagging import Tagged, tag_paragraphs
from archive.curation.vocabulary import count_words


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling did."""

    linked: Linked
    tagged: Tagged


def settle() -> Settled:
    """Link every citation that can be linked, tag every text that is not tagged yet; after new texts, compare
    the citations and count the words."""
    settled = Settled(link_citations(), tag_paragraphs())
    if settled.tagged.resolutions:
        refresh_conflicts()
        count_words()
    return settled
