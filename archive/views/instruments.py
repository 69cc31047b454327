"""Browsing by cited instrument: what is cited, and by whom, where."""

from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Citation, Instrument, Paragraph
from archive.rendering import Dressed, dress
from archive.search import UnreadableTextError, refuse_unreadable
from archive.views.paging import page_of, sliced
from archive.views.timeline import timeline

PER_PAGE = 60
PASSAGES_PER_PAGE = 20


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """What is cited, the most cited first; by kind, and by words of the name."""
    words, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    try:
        refuse_unreadable(words + kind)
    except UnreadableTextError as error:
        raise BadRequest(str(error)) from error
    if kind and kind not in Instrument.Kind.values:
        raise BadRequest(f"There is no such kind of instrument; choose from {', '.join(Instrument.Kind.values)}.")
    cited = Q(citations__paragraph__is_public=True) & ~Q(citations__state=Citation.State.REJECTED)
    found = Instrument.objects.annotate(times=Count("citations", filter=cited)).filter(times__gt=0)
    kinds = dict(Instrument.objects.filter(cited).order_by().values_list("kind").annotate(Count("pk", distinct=True)))
    if kind:
        found = found.filter(kind=kind)
    for word in words.split()[:10]:
        named = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(symbol__icontains=word)
        found = found.filter(named | Q(pk__in=Instrument.objects.filter(aliases__text__icontains=word).values("pk")))
    page = page_of(request, found.count(), PER_PAGE)
    context = {
        "section": "instruments",
        "instruments": sliced(found.select_related("resolution").order_by("-times", "name", "pk"), page),
        "page": page,
        "kinds": [(value, str(label), kinds[value]) for value, label in Instrument.Kind.choices if value in kinds],
        "kind": kind,
        "words": words,
    }
    return render(request, "pages/instruments.html", context)


@require_safe
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """An instrument: what it is, and the paragraphs that cite it."""
    found = Instrument.objects.select_related("resolution").filter(slug=slug).first()
    if found is None:
        raise Http404("The archive knows no such instrument.")
    citing = Citation.objects.filter(instrument=found).exclude(state=Citation.State.REJECTED).values("paragraph")
    paragraphs = Paragraph.objects.published().filter(pk__in=citing)
    years = list(
        paragraphs.filter(adopted_on__isnull=False)
        .annotate(year=ExtractYear("adopted_on"))
        .order_by()
        .values_list("year")
        .annotate(Count("pk"))
    )
    totals = paragraphs.aggregate(paragraphs=Count("pk"), resolutions=Count("resolution", distinct=True))
    page = page_of(request, totals["paragraphs"], PASSAGES_PER_PAGE)
    newest = paragraphs.select_related("resolution").defer("search_vector")
    results = dress(sliced(newest.order_by("-adopted_on", "resolution", "position"), page))
    context = {
        "section": "instruments",
        "instrument": found,
        "aliases": list(found.aliases.all()[:40]),
        "totals": totals,
        "timeline": timeline(years),
        "results": _marked(results, found),
        "page": page,
    }
    return render(request, "pages/instrument.html", context)


def _marked(results: Iterable[Dressed], instrument: Instrument) -> list[Dressed]:
    """The paragraphs with the words that cite the instrument marked."""
    shown = []
    for one in results:
        one.matches = [(c.start, c.end) for c in one.citations if c.instrument_id == instrument.pk]
        shown.append(one)
    return shown
