"""Browsing by cited instrument: what is cited, and by whom, where."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.finding import tallied, years_of
from archive.models import Citation, CitationConflict, Instrument, Paragraph
from archive.rendering import Passage, listed, passages
from archive.search import UnreadableTextError, refuse_unreadable
from archive.views.paging import page_of, part_of, sliced
from archive.views.timeline import timeline

PER_PAGE = 60
PASSAGES_PER_PAGE = 20
MOST_WORDS = 12


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
    held = (Citation.State.RESOLVED, Citation.State.CONFIRMED)
    citations = Citation.objects.filter(state__in=held, paragraph__is_public=True).order_by()
    times = dict(citations.values_list("instrument").annotate(Count("pk")))
    rows = [row for row in _named(words).order_by("name").values_list("pk", "kind") if row[0] in times]
    kinds = Counter(row[1] for row in rows)
    # the sort is stable: instruments cited equally often stay in the order of their names
    keys = sorted((pk for pk, of in rows if not kind or of == kind), key=lambda pk: -times[pk])
    page = page_of(request, len(keys), PER_PAGE)
    shown = sliced(keys, page)
    by_key = Instrument.objects.select_related("resolution").in_bulk(shown)
    context = {
        "section": "instruments",
        "instruments": [(by_key[pk], times[pk]) for pk in shown if pk in by_key],
        "page": page,
        "kinds": [(value, str(label), kinds[value]) for value, label in Instrument.Kind.choices if value in kinds],
        "kind": kind,
        "words": words,
    }
    return render(request, "pages/instruments.html", context)


def _named(words: str) -> QuerySet[Instrument]:
    """The instruments in whose name, symbol or aliases every word stands."""
    found = Instrument.objects.all()
    for word in words.split()[:10]:
        named = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(symbol__icontains=word)
        found = found.filter(named | Q(pk__in=Instrument.objects.filter(aliases__text__icontains=word).values("pk")))
    return found


@require_safe
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """An instrument: what it is, and the paragraphs that cite it."""
    found = Instrument.objects.select_related("resolution").filter(slug=slug).first()
    if found is None:
        raise Http404("The archive knows no such instrument.")
    citing = Citation.objects.filter(instrument=found).exclude(state=Citation.State.REJECTED).values("paragraph")
    paragraphs = Paragraph.objects.published().filter(pk__in=citing)
    tallies = tallied(paragraphs, ("total", "resolutions", "year", "body", "verb"))
    page = page_of(request, tallies["total"][0].count, PASSAGES_PER_PAGE)
    newest = paragraphs.order_by("-adopted_on", "resolution", "position")
    results = passages(listed(part_of(newest, page)))
    context = {
        "section": "instruments",
        "instrument": found,
        "aliases": list(found.aliases.exclude(text__iexact=found.name)[:40]),
        "resolutions": tallies["resolutions"][0].count,
        "timeline": timeline(years_of(tallies)),
        "bodies": sorted(tallies["body"], key=lambda one: -one.count),
        "verbs": tallies["verb"][:MOST_WORDS],
        **_how_cited(found, paragraphs),
        "results": _marked(results, found),
        "page": page,
    }
    return render(request, "pages/instrument.html", context)


def _how_cited(instrument: Instrument, paragraphs: QuerySet[Paragraph]) -> dict[str, Any]:
    """In which words it is cited, where first, and what is disputed."""
    dated = paragraphs.filter(adopted_on__isnull=False).select_related("resolution").defer("search_vector")
    cited = Citation.objects.filter(instrument=instrument, paragraph__is_public=True)
    words = cited.exclude(state=Citation.State.REJECTED).order_by().values("text").annotate(times=Count("pk"))
    disputed = CitationConflict.objects.filter(symbol=instrument.symbol, state=CitationConflict.State.OPEN)
    return {
        "first_cited": dated.order_by("adopted_on", "resolution", "position").first(),
        "wordings": list(words.order_by("-times", "text")[:MOST_WORDS]),
        "disputed": disputed.count() if instrument.symbol else 0,
    }


def _marked(results: Iterable[Passage], instrument: Instrument) -> list[Passage]:
    """The paragraphs with the words that cite the instrument marked."""
    shown = []
    for one in results:
        one.matches = [(c.start, c.end) for c in one.citations if c.instrument and c.instrument.pk == instrument.pk]
        shown.append(one)
    return shown
