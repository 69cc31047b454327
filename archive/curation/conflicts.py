"""Conflicts among citations: found anew after whatever changes what is cited; what librarians settled stays settled."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from archive.curation.conflict_rules import (
    Evidence,
    Suspicion,
    suspicious_dates,
    suspicious_numbers,
    suspicious_titles,
)
from archive.models import Citation, CitationConflict, Instrument, Resolution

# texts (not paragraphs) vote, so that one text that repeats a slip has one vote
_CITED = """
SELECT citation.cited_symbol, citation.cited_date,
       count(DISTINCT paragraph.resolution_id), count(DISTINCT paragraph.id)
FROM archive_citation AS citation
JOIN archive_paragraph AS paragraph ON paragraph.id = citation.paragraph_id
WHERE citation.cited_symbol LIKE '%%/RES/%%' AND citation.state <> 'rejected' AND paragraph.is_public
GROUP BY citation.cited_symbol, citation.cited_date
"""
# "resolution 70/1 of 25 September 2015, entitled “Transforming our world …”"; only titles of resolutions that the
# archive holds can be compared, and the index finds the paragraphs
LONGEST_TITLE = 250
_BEHIND = LONGEST_TITLE + 40
_TITLE = re.compile(rf"^,? entitled [“\"]([^”\"]{{8,{LONGEST_TITLE}}})[”\"]")
_TITLED = """
WITH quoting AS MATERIALIZED (
    SELECT id, text FROM archive_paragraph
    WHERE is_public AND search_vector @@ plainto_tsquery('archive_english', 'entitled')
)
SELECT citation.cited_symbol, citation.paragraph_id, substr(quoting.text, citation."end" + 1, %s)
FROM quoting
JOIN archive_citation AS citation ON citation.paragraph_id = quoting.id
JOIN archive_resolution AS own ON own.symbol = citation.cited_symbol AND own.status = 'published'
WHERE citation.state <> 'rejected' AND substr(quoting.text, citation."end" + 1, 11) LIKE '%% entitled%%'
"""

Key = tuple[str, str, str]


@transaction.atomic
def refresh_conflicts() -> int:
    """Find all conflicts anew; returns how many are open. What librarians settled stays settled."""
    found = {_key(suspicion): (suspicion, times) for suspicion, times in _suspicions()}
    standing = {(row.kind, row.symbol, row.value): row for row in CitationConflict.objects.all()}
    gone = [row.pk for key, row in standing.items() if key not in found and row.state == CitationConflict.State.OPEN]
    CitationConflict.objects.filter(pk__in=gone).delete()
    changed = []
    for key, row in standing.items():
        suspicion, times = found.pop(key, (None, 0))
        likely, why = (suspicion.likely, suspicion.why) if suspicion else (row.likely, row.why)
        if (row.likely, row.why, row.times) != (likely, why, times) and row.pk not in gone:
            row.likely, row.why, row.times = likely, why, times
            changed.append(row)
    CitationConflict.objects.bulk_update(changed, ["likely", "why", "times"], batch_size=500)
    CitationConflict.objects.bulk_create(
        [
            CitationConflict(
                kind=one.kind, symbol=one.symbol, value=one.value, likely=one.likely, why=one.why, times=times
            )
            for one, times in found.values()
        ],
        batch_size=500,
    )
    return CitationConflict.objects.filter(state=CitationConflict.State.OPEN).count()


def citations_of(conflicts: Collection[CitationConflict]) -> dict[int, list[Citation]]:
    """The citations that each conflict (by id) is about, of public paragraphs, newest first: one query."""
    about = Q(pk__in=[])
    for conflict in conflicts:
        is_date = conflict.kind == CitationConflict.Kind.DATE
        about |= Q(cited_symbol=conflict.symbol, **({"cited_date": conflict.value} if is_date else {}))
    found = (
        Citation.objects.filter(about, paragraph__is_public=True)
        .exclude(state=Citation.State.REJECTED)
        .select_related("paragraph")
        .defer("paragraph__search_vector")
        .order_by("-paragraph__adopted_on", "paragraph", "start")
    )
    citations: dict[int, list[Citation]] = {conflict.pk: [] for conflict in conflicts}
    for citation in found:
        for conflict in conflicts:
            if _is_about(conflict, citation):
                citations[conflict.pk].append(citation)
    return citations


def _is_about(conflict: CitationConflict, citation: Citation) -> bool:
    if conflict.symbol != citation.cited_symbol:
        return False
    if conflict.kind == CitationConflict.Kind.DATE:
        return citation.cited_date is not None and conflict.value == citation.cited_date.isoformat()
    behind = citation.paragraph.text[citation.end : citation.end + _BEHIND]
    return conflict.kind == CitationConflict.Kind.NUMBER or conflict.value == _quoted(behind)


def _key(suspicion: Suspicion) -> Key:
    return suspicion.kind, suspicion.symbol, suspicion.value


def _suspicions() -> Iterable[tuple[Suspicion, int]]:
    evidence, paragraphs = _evidence()
    held = Resolution.objects.published().values_list("symbol", flat=True)
    numbers = list(suspicious_numbers(evidence, list(held)))
    for suspicion in numbers:
        yield suspicion, sum(times for (symbol, _), times in paragraphs.items() if symbol == suspicion.symbol)
    misnumbered = {suspicion.symbol for suspicion in numbers}
    for suspicion in suspicious_dates(evidence):
        if suspicion.symbol not in misnumbered:
            yield suspicion, paragraphs[suspicion.symbol, date.fromisoformat(suspicion.value)]
    quoting = {(symbol, _quoted(words), paragraph) for symbol, paragraph, words in _rows(_TITLED, [_BEHIND])}
    times_of = Counter((symbol, title) for symbol, title, _ in quoting if title)
    titles = dict(Resolution.objects.published().values_list("symbol", "title"))
    for suspicion in suspicious_titles(times_of, titles):
        yield suspicion, times_of[suspicion.symbol, suspicion.value]


def _quoted(behind: str) -> str:
    """The title that stands in quotation marks behind a citation, or ""."""
    match = _TITLE.match(behind)
    return match[1] if match else ""


def _evidence() -> tuple[Evidence, Counter[tuple[str, date | None]]]:
    """The votes of the texts, and how many paragraphs cite each symbol with each date."""
    dated: dict[str, dict[date, int]] = defaultdict(dict)
    undated: dict[str, int] = {}
    paragraphs: Counter[tuple[str, date | None]] = Counter()
    for symbol, day, texts, times in _rows(_CITED):
        paragraphs[symbol, day] += times
        if day is None:
            undated[symbol] = texts
        else:
            dated[symbol][day] = texts
    return Evidence(dated, undated, _own_dates()), paragraphs


def _own_dates() -> dict[str, date]:
    of_instruments = Instrument.objects.filter(is_curated=True, symbol__isnull=False, adopted_on__isnull=False)
    dates = {symbol: day for symbol, day in of_instruments.values_list("symbol", "adopted_on") if symbol and day}
    of_resolutions = Resolution.objects.published().filter(adopted_on__isnull=False)
    dates.update({symbol: day for symbol, day in of_resolutions.values_list("symbol", "adopted_on") if day})
    return dates


def _rows(statement: str, parameters: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or [])
        return list(cursor.fetchall())
