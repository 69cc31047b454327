"""What librarians decide: which instrument words cite, which topics a paragraph has. No reload undoes it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from archive.models import Citation, Instrument, ParagraphTopic, TagOrigin, TagState, Topic


@transaction.atomic
def confirm_citations(*, citations: Collection[int], instrument: Instrument, by: str, note: str = "") -> int:
    """Settle citations (by id) as citing an instrument; returns how many."""
    return Citation.objects.filter(pk__in=citations).update(
        instrument=instrument,
        state=Citation.State.CONFIRMED,
        decided_by=by,
        decided_at=timezone.now(),
        decision_note=note,
    )


@transaction.atomic
def reject_citations(*, citations: Collection[int], by: str, note: str = "") -> int:
    """Settle citations (by id) as citing nothing; returns how many."""
    return Citation.objects.filter(pk__in=citations).update(
        instrument=None,
        state=Citation.State.REJECTED,
        decided_by=by,
        decided_at=timezone.now(),
        decision_note=note,
    )


@transaction.atomic
def reopen_citations(*, citations: Collection[int]) -> int:
    """Take decisions on citations (by id) back, so that linking reads them anew; returns how many."""
    return Citation.objects.filter(pk__in=citations).update(
        instrument=None, state=Citation.State.UNRESOLVED, decided_by="", decided_at=None, decision_note=""
    )


@transaction.atomic
def decide_topic(*, paragraphs: Collection[int], topic: Topic, state: TagState, by: str) -> int:
    """Give a topic to paragraphs (by id), or reject it for them, as a librarian's decision; returns how many."""
    decided = [
        ParagraphTopic(
            paragraph_id=pk,
            topic=topic,
            origin=TagOrigin.CURATOR,
            state=state,
            decided_by=by,
            decided_at=timezone.now(),
        )
        for pk in paragraphs
    ]
    ParagraphTopic.objects.bulk_create(
        decided,
        update_conflicts=True,
        unique_fields=["paragraph", "topic"],
        update_fields=["origin", "state", "decided_by", "decided_at"],
    )
    return len(decided)
