"""What follows a load: citations linked and compared, topics given, words counted. Safe to stop and run again."""

from contextlib import nullcontext
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from archive.curation.beside import beside
from archive.curation.conflicts import refresh_conflicts
from archive.curation.linking import Linked, link_citations
from archive.curation.naming import apply_own_names
from archive.curation.tagging import Tagged, tag_paragraphs
from archive.curation.vocabulary import count_words
from archive.models import Citation, CitationConflict, Instrument, ParagraphTopic, Resolution

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
    new = Resolution.objects.filter(tagged_at__isnull=True).count()
    is_noticeable = new * NOTICEABLE >= Resolution.objects.count() > 0
    # what takes seconds for a whole archive and needs nothing of the other steps
    with beside(_take_stock) if is_noticeable else nullcontext():
        linked = link_citations()
        apply_own_names()
        settled = Settled(linked, tag_paragraphs())
        if new:
            refresh_conflicts()
    if is_noticeable:
        take_statistics(Citation, Instrument, ParagraphTopic, CitationConflict)
    return settled


def _take_stock() -> None:
    count_words()
    take_statistics()


def take_statistics(*models: type[Model]) -> None:
    """Tell PostgreSQL what tables hold (all, where none is named), so that searches right after are planned for it."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
