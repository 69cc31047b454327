"""Citations that contradict one another: what is cited how, where, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.curation.conflicts import citations_of
from archive.models import Citation, CitationConflict, Instrument, Paragraph
from archive.rendering import Passage, listed, passages
from archive.views.paging import page_of, sliced

PER_PAGE = 20
PASSAGES_EACH = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A conflict as the page tells it; `passages` are the first few, `more` counts the rest."""

    conflict: CitationConflict
    cited_as: str
    likely: str
    likely_address: str
    passages: list[Passage]
    more: int


def conflicts(request: HttpRequest) -> HttpResponse:
    """The open conflicts, or with ?state=settled those that librarians settled; by kind."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "open")
    if kind and kind not in CitationConflict.Kind.values:
        raise BadRequest(f"There is no such kind of conflict; choose from {', '.join(CitationConflict.Kind.values)}.")
    if state not in ("open", "settled"):
        raise BadRequest("Conflicts are open or settled: ?state=open or ?state=settled.")
    found = CitationConflict.objects.all()
    is_open = {"state": CitationConflict.State.OPEN}
    found = found.filter(**is_open) if state == "open" else found.exclude(**is_open)
    kinds = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    page = page_of(request, kinds.get(kind, 0) if kind else sum(kinds.values()), PER_PAGE)
    context = {
        "section": "citations",
        "conflicts": _shown(sliced(found.filter(kind=kind) if kind else found, page)),
        "page": page,
        "kinds": [
            (value, str(label), kinds[value]) for value, label in CitationConflict.Kind.choices if value in kinds
        ],
        "kind": kind,
        "state": state,
    }
    return render(request, "pages/conflicts.html", context)


def _shown(conflicts: list[CitationConflict]) -> list[Shown]:
    citations = citations_of(conflicts)
    firsts = {pk: _first_in_each_paragraph(found) for pk, found in citations.items()}
    keys = {one.paragraph_id for found in firsts.values() for one in found[:PASSAGES_EACH]}
    shown_in = {one.paragraph.pk: one for one in passages(listed(Paragraph.objects.filter(pk__in=keys)))}
    meant = [conflict.likely for conflict in conflicts if conflict.likely]
    instruments = {one.symbol: one for one in Instrument.objects.select_related("resolution").filter(symbol__in=meant)}
    shown = []
    for conflict in conflicts:
        found = firsts[conflict.pk]
        instrument = instruments.get(conflict.likely)
        shown.append(
            Shown(
                conflict,
                spoken(conflict.value),
                spoken(conflict.likely),
                instrument.get_absolute_url() if instrument else "",
                [_marked(shown_in[one.paragraph_id], one) for one in found[:PASSAGES_EACH]],
                max(0, len(found) - PASSAGES_EACH),
            )
        )
    return shown


def _first_in_each_paragraph(citations: Iterable[Citation]) -> list[Citation]:
    first: dict[int, Citation] = {}
    for citation in citations:
        first.setdefault(citation.paragraph_id, citation)
    return list(first.values())


def _marked(one: Passage, citation: Citation) -> Passage:
    """The passage with the words in question marked; a paragraph may stand under two conflicts."""
    return replace(one, matches=[(citation.start, citation.end)])


def spoken(value: str) -> str:
    """A stored date as United Nations texts print it; anything else as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {day:%B %Y}"
