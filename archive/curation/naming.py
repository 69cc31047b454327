"""A new name of an instrument: the citations it explains, wherever in the archive its words stand.

Only paragraphs that the full-text index finds for the name are read, so the cost is that of
the name's own occurrences and not of the archive.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import transaction

from archive.models import Citation, Instrument, InstrumentAlias, Paragraph, Resolution
from archive.parsing.citations.authority import Authority, Entry, load_authority
from archive.parsing.citations.names import NameFinder, is_part_of_a_name
from archive.search import CONFIGURATION


@dataclass(frozen=True, slots=True)
class Named:
    """What a new name did: unresolved citations settled, citations found in words that nothing had marked,
    paragraphs read for them."""

    resolved: int
    found: int
    read: int


@transaction.atomic
def name_instrument(*, instrument: Instrument, name: str, by: str) -> Named:
    """Give an instrument a name and link everything that it explains.

    Raises django.db.IntegrityError where the name already means another instrument. Citations
    found so belong to the librarian: no reload takes them away.
    """
    if not instrument.aliases.filter(text__iexact=name).exists():
        InstrumentAlias.objects.create(instrument=instrument, text=name)
    return apply_name(instrument=instrument, name=name, by=by)


@transaction.atomic
def apply_name(*, instrument: Instrument, name: str, by: str) -> Named:
    """Link what a name of an instrument explains, whether or not it is new."""
    resolved = Citation.objects.filter(
        state=Citation.State.UNRESOLVED, text__iexact=name, cited_symbol="", cited_slug=""
    ).update(state=Citation.State.RESOLVED, instrument=instrument)
    texts = _texts_with(name)
    found = _new_citations(instrument, name, by, texts)
    Citation.objects.bulk_create(found, batch_size=1000, ignore_conflicts=True)
    return Named(resolved, len(found), len(texts))


@transaction.atomic
def apply_own_names() -> int:
    """Find the names that librarians gave in texts that came since; returns how many citations were found.

    The parser knows the names of the authority file only. Texts that came since are those not tagged yet.
    """
    came_since = list(Resolution.objects.filter(tagged_at__isnull=True).values_list("pk", flat=True))
    if not came_since:
        return 0
    on_file = {name.lower() for entry in load_authority().entries.values() for name in entry.names}
    found: list[Citation] = []
    for alias in InstrumentAlias.objects.select_related("instrument"):
        if alias.text.lower() not in on_file:
            texts = _texts_with(alias.text, came_since)
            found += _new_citations(alias.instrument, alias.text, "", texts)
    Citation.objects.bulk_create(found, batch_size=1000, ignore_conflicts=True)
    return len(found)


def _texts_with(name: str, resolutions: Collection[int] | None = None) -> dict[int, str]:
    """Texts of the paragraphs, by id, in which the full-text index has the words of the name side by side.

    Of all resolutions, or of some (by id).
    """
    words = SearchQuery(name.replace("/", " "), config=CONFIGURATION, search_type="phrase")
    paragraphs = Paragraph.objects.filter(search_vector=words)
    if resolutions is not None:
        paragraphs = paragraphs.filter(resolution__in=resolutions)
    return dict(paragraphs.values_list("pk", "text"))


def _new_citations(instrument: Instrument, name: str, by: str, texts: dict[int, str]) -> list[Citation]:
    finder = NameFinder(Authority.of([Entry(slug=instrument.slug, kind=instrument.kind, name=name)]))
    taken = defaultdict(list)
    standing = Citation.objects.filter(paragraph__in=texts).values_list("paragraph", "start", "end")
    for paragraph, start, end in standing:
        taken[paragraph].append((start, end))
    return [
        Citation(
            paragraph_id=paragraph,
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            instrument=instrument,
            origin=Citation.Origin.CURATOR,
            state=Citation.State.RESOLVED,
            decided_by=by,
        )
        for paragraph, text in texts.items()
        for one in finder.find(text)
        if not is_part_of_a_name(text, one)
        and not any(start < one.end and one.start < end for start, end in taken[paragraph])
    ]
