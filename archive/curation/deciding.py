"""What librarians decide: which instrument words cite, what a conflict is, which topics a paragraph has.

No reload undoes it.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.curation.conflicts import citations_of, refresh_conflicts
from archive.models import Citation, CitationConflict, Instrument, ParagraphTopic, TagOrigin, TagState, Topic


@transaction.atomic
def confirm_citations(*, citations: Collection[int], instrument: Instrument, by: str, note: str = "") -> int:
    """Settle citations (by id) as citing an instrument; returns how many."""
    state = Citation.State.CONFIRMED
    return _decide(
        citations, instrument=instrument, state=state, decided_by=by, decided_at=timezone.now(), decision_note=note
    )


@transaction.atomic
def reject_citations(*, citations: Collection[int], by: str, note: str = "") -> int:
    """Settle citations (by id) as citing nothing; returns how many."""
    state = Citation.State.REJECTED
    return _decide(
        citations, instrument=None, state=state, decided_by=by, decided_at=timezone.now(), decision_note=note
    )


@transaction.atomic
def reopen_citations(*, citations: Collection[int]) -> int:
    """Take decisions on citations (by id) back, so that linking reads them anew; returns how many."""
    state = Citation.State.UNRESOLVED
    return _decide(citations, instrument=None, state=state, decided_by="", decided_at=None, decision_note="")


def _decide(citations: Collection[int], *, state: Citation.State, **values: Any) -> int:
    """Set the state; what becomes or was rejected bears on conflicts, which rejected citations have no part in."""
    chosen = Citation.objects.filter(pk__in=citations, cited_symbol__contains="/RES/")
    bears_on_conflicts = (chosen if state == Citation.State.REJECTED else chosen.filter(state="rejected")).exists()
    count = Citation.objects.filter(pk__in=citations).update(state=state, **values)
    if bears_on_conflicts:
        refresh_conflicts()
    return count


@transaction.atomic
def settle_conflicts(
    *,
    conflicts: Collection[int],
    state: CitationConflict.State,
    by: str,
    note: str = "",
    link_as_meant: bool = False,
) -> int:
    """Record a librarian's decision on conflicts (by id); returns how many citations were linked as meant.

    With `link_as_meant` the citations of a slip whose probable meaning is another symbol are
    confirmed as citing that; the words stay as printed.
    """
    settled = CitationConflict.objects.filter(pk__in=conflicts)
    is_open = state == CitationConflict.State.OPEN
    settled.update(
        state=state,
        decided_by="" if is_open else by,
        decided_at=None if is_open else timezone.now(),
        decision_note=note,
    )
    if not link_as_meant:
        return 0
    linked = 0
    citations = citations_of(settled)
    for conflict in settled:
        instrument = Instrument.objects.filter(symbol=conflict.likely).first() if conflict.likely else None
        if instrument:
            chosen = [citation.pk for citation in citations[conflict.pk]]
            linked += confirm_citations(citations=chosen, instrument=instrument, by=by, note=note or conflict.why)
    return linked


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
