"""What follows a load: citations linked and compared, topics given, words counted. Safe to stop and run again."""

from dataclasses import dataclass

from django.db import connection

from archive.curation.conflicts import refresh_conflicts
from archive.curation.linking import Linked, link_citations
from archive.curation.naming import apply_own_names
from archive.curation.tagging import Tagged, tag_paragraphs
from archive.curation.vocabulary import count_words
from archive.models import Resolution

NOTICEABLE = 50
"""Words are counted anew, and PostgreSQL's statistics taken, when one resolution in so many is new: a few texts change
no suggestion and no plan worth seconds."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling did."""

    linked: Linked
    tagged: Tagged


def settle() -> Settled:
    """Link every citation that can be, tag every text that is not tagged; after new texts, compare and count."""
    linked = link_citations()
    apply_own_names()
    settled = Settled(linked, tag_paragraphs())
    if settled.tagged.resolutions:
        refresh_conflicts()
    if settled.tagged.resolutions * NOTICEABLE >= Resolution.objects.count() > 0:
        count_words()
        take_statistics()
    return settled


def take_statistics() -> None:
    """Tell PostgreSQL what the tables hold, so that a search right after a large load is planned for what is there."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
