"""Browsing by topic: all schemes with their figures and trends, and a scheme by letter and words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.core.exceptions import BadRequest
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear, Left, Upper
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import ParagraphTopic, ResolutionTopic, Topic, TopicScheme
from archive.search import UnreadableTextError, refuse_unreadable
from archive.views.paging import page_of, sliced
from archive.views.trend import Trend, trend

LONGEST_SCHEME = 60
"""A scheme of more topics has a page of its own; the page of all topics shows its most frequent ones."""
MOST_FREQUENT = 24
HEADINGS_PER_PAGE = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic in a list: how many paragraphs have it and, of those whose year is known, when; how many resolutions."""

    topic: Topic
    paragraphs: int
    resolutions: int
    trend: Trend | None = None
    is_child: bool = False
    is_alike: bool = False
    """Whether another on the page has the same label, so that only its number tells it apart."""


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Each scheme with its topics, a long one with its most frequent; a fixed number of queries."""
    schemes = TopicScheme.objects.annotate(size=Count("topics")).filter(size__gt=0).order_by("position", "code")
    by_year = _paragraphs_by_year()
    span = [year for years in by_year.values() for year in years if year]
    whole = dict(_published_subjects().values_list("topic").annotate(Count("pk")))
    in_scheme = dict(Topic.objects.filter(pk__in=whole).values_list("pk", "scheme"))
    short = Topic.objects.filter(scheme__in=[one.pk for one in schemes if one.size <= LONGEST_SCHEME])
    frequent = [
        pk
        for scheme in schemes
        if scheme.size > LONGEST_SCHEME
        for pk in nlargest(MOST_FREQUENT, (pk for pk in whole if in_scheme[pk] == scheme.pk), key=whole.__getitem__)
    ]
    listed = Topic.objects.filter(Q(pk__in=frequent) | Q(pk__in=short.values("pk"))).defer("query", "tagged_query")
    entries: dict[int, list[Entry]] = defaultdict(list)
    for topic, is_child in _as_tree(sorted(listed, key=_place)):
        years = by_year.get(topic.pk, {})
        drawn = trend(years, min(span), max(span)) if span else None
        entry = Entry(topic, sum(years.values()), whole.get(topic.pk, 0), drawn, is_child)
        entries[topic.scheme_id].append(entry)
    context = {
        "section": "topics",
        "schemes": [(scheme, entries[scheme.pk], scheme.size > LONGEST_SCHEME) for scheme in schemes],
        "span": (min(span), max(span)) if span else None,
    }
    return render(request, "pages/topics.html", context)


@require_safe
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """The topics of a scheme by their labels: all, those with a first letter (?letter=), or with words (?q=)."""
    found = TopicScheme.objects.filter(code=code).first()
    if found is None:
        raise Http404("The archive has no such scheme of topics.")
    words, letter = request.GET.get("q", "").strip()[:200], request.GET.get("letter", "")[:1].upper()
    try:
        refuse_unreadable(words + letter)
    except UnreadableTextError as error:
        raise BadRequest(str(error)) from error
    own = Topic.objects.filter(scheme=found).annotate(letter=Upper(Left("label", 1)))
    chosen = own.filter(letter=letter) if letter and not words else own
    for word in words.split()[:10]:
        chosen = chosen.filter(Q(label__icontains=word) | Q(notation=word))
    page = page_of(request, chosen.count(), HEADINGS_PER_PAGE)
    shown = sliced(chosen.defer("query", "tagged_query").order_by("label", "pk"), page)
    paragraphs = dict(_tags().filter(topic__in=shown).values_list("topic").annotate(Count("pk")))
    whole = dict(_published_subjects().filter(topic__in=shown).values_list("topic").annotate(Count("pk")))
    alike = Counter(one.label for one in shown)
    context = {
        "section": "topics",
        "scheme": found,
        "entries": [
            Entry(one, paragraphs.get(one.pk, 0), whole.get(one.pk, 0), is_alike=alike[one.label] > 1) for one in shown
        ],
        "letters": list(own.order_by("letter").values_list("letter", flat=True).distinct()),
        "letter": letter if not words else "",
        "words": words,
        "page": page,
    }
    return render(request, "pages/scheme.html", context)


def _tags() -> QuerySet[ParagraphTopic]:
    return ParagraphTopic.objects.filter(paragraph__is_public=True).exclude(state="rejected").order_by()


def _published_subjects() -> QuerySet[ResolutionTopic]:
    return ResolutionTopic.objects.filter(resolution__status="published").order_by()


def _paragraphs_by_year() -> Mapping[int, Mapping[int | None, int]]:
    by_year: dict[int, dict[int | None, int]] = defaultdict(dict)
    counted = _tags().annotate(year=ExtractYear("paragraph__adopted_on")).values_list("topic", "year")
    for topic, year, count in counted.annotate(Count("pk")):
        by_year[topic][year] = count
    return by_year


def _place(topic: Topic) -> tuple[int, list[str]]:
    """Where it stands in its scheme; of those without a place of their own, 9.b before 10.6."""
    return topic.position, [part.zfill(9) for part in re.split(r"(\d+)", topic.label)]


def _as_tree(topics: Iterable[Topic]) -> list[tuple[Topic, bool]]:
    """Each topic, and whether it stands under another; children right behind their parents."""
    below: dict[int | None, list[Topic]] = defaultdict(list)
    listed = list(topics)
    standing = {topic.pk for topic in listed}
    for topic in listed:
        below[topic.parent_id if topic.parent_id in standing else None].append(topic)

    def branch(of: Sequence[Topic], is_child: bool) -> Iterable[tuple[Topic, bool]]:
        for topic in of:
            yield topic, is_child
            yield from branch(below.pop(topic.pk, []), True)

    return list(branch(below[None], False))
