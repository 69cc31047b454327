"""What follows a load: citations linked, topics given. Safe to stop and to run again at any time."""

from dataclasses import dataclass

from archive.curation.linking import Linked, link_citations
from archive.curation.tagging import Tagged, tag_paragraphs


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling did."""

    linked: Linked
    tagged: Tagged


def settle() -> Settled:
    """Link every citation that can be linked, and tag every text that is not tagged yet."""
    return Settled(link_citations(), tag_paragraphs())
