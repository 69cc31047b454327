"""Atom feeds: new resolutions, a topic, an instrument, any search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed as DjangoFeed
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed

from archive.exports.reference import place_of
from archive.filters import Asked, read_asked
from archive.finding import chosen, ordered
from archive.models import Citation, Instrument, Paragraph, ParagraphTopic, Resolution, Topic
from archive.search import QueryError, time_limit

if TYPE_CHECKING:
    Feed = DjangoFeed[Any, Any]
else:
    Feed = DjangoFeed  # Django's own class takes no parameters when the program runs

LENGTH = 30


class ResolutionFeed(Feed):
    """The newest resolutions, by the day they were adopted."""

    feed_type = Atom1Feed
    title = "Migration Resolutions: new resolutions"
    subtitle = "The resolutions that came last"
    link = "/"

    def items(self) -> Iterable[Resolution]:
        """The last thirty."""
        return Resolution.objects.published().order_by("-adopted_on", "-pk")[:LENGTH]

    def item_title(self, item: Any) -> str:
        """Symbol and title."""
        return f"{item.symbol} {item.title}"

    def item_description(self, item: Any) -> str:
        """When it was adopted."""
        return f"Adopted on {item.adopted_on:%d %B %Y}" if item.adopted_on else ""

    def item_pubdate(self, item: Any) -> datetime | None:
        """The day of adoption."""
        return _midnight(item)

    def item_updateddate(self, item: Any) -> datetime:
        """When the archive last changed it."""
        updated: datetime = item.updated_at
        return updated


class ParagraphFeed(Feed):
    """Paragraphs, newest first; what they are of, the feeds below say."""

    feed_type = Atom1Feed

    def item_title(self, item: Any) -> str:
        """Symbol, place and the resolution's title."""
        return f"{item.resolution.symbol}, {place_of(item)}: {item.resolution.title}"

    def item_description(self, item: Any) -> str:
        """Its words."""
        text: str = item.text
        return text

    def item_pubdate(self, item: Any) -> datetime | None:
        """The day of adoption."""
        return _midnight(item)

    def item_updateddate(self, item: Any) -> datetime:
        """When the archive last changed its resolution."""
        updated: datetime = item.resolution.updated_at
        return updated


class TopicFeed(ParagraphFeed):
    """The newest paragraphs of a topic."""

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        """The topic, or 404."""
        topic = Topic.objects.filter(slug=slug).first()
        if topic is None:
            raise Http404("The archive has no such topic.")
        return topic

    def title(self, topic: Topic) -> str:
        """Its label."""
        return f"Migration Resolutions: {topic.label}"

    def link(self, topic: Topic) -> str:
        """Its page."""
        return topic.get_absolute_url()

    def items(self, topic: Topic) -> Iterable[Paragraph]:
        """The last thirty paragraphs."""
        tagged = ParagraphTopic.objects.filter(topic=topic).exclude(state="rejected").values("paragraph")
        return _newest(Paragraph.objects.published().filter(pk__in=tagged))


class InstrumentFeed(ParagraphFeed):
    """The newest paragraphs that cite an instrument."""

    def get_object(self, request: HttpRequest, slug: str) -> Instrument:
        """The instrument, or 404."""
        instrument = Instrument.objects.filter(slug=slug).first()
        if instrument is None:
            raise Http404("The archive knows no such instrument.")
        return instrument

    def title(self, instrument: Instrument) -> str:
        """Its name."""
        return f"Migration Resolutions: citations of {instrument}"

    def link(self, instrument: Instrument) -> str:
        """Its page."""
        return instrument.get_absolute_url()

    def items(self, instrument: Instrument) -> Iterable[Paragraph]:
        """The last thirty paragraphs."""
        citing = Citation.objects.filter(instrument=instrument).exclude(state=Citation.State.REJECTED)
        return _newest(Paragraph.objects.published().filter(pk__in=citing.values("paragraph")))


class SearchFeed(ParagraphFeed):
    """The newest paragraphs that a search finds."""

    def get_object(self, request: HttpRequest) -> tuple[Asked, str]:
        """The search as its address asks for it, and the address of its page."""
        try:
            return read_asked(request.GET), f"/search?{request.GET.urlencode()}"
        except QueryError as error:
            raise BadRequest(str(error)) from error

    def title(self, search: tuple[Asked, str]) -> str:
        """The words."""
        return f"Migration Resolutions: {search[0].query.text or 'all paragraphs'}"

    def link(self, search: tuple[Asked, str]) -> str:
        """The page of results."""
        return search[1]

    def items(self, search: tuple[Asked, str]) -> Iterable[Paragraph]:
        """The last thirty paragraphs."""
        query, choice = search[0].query, search[0].choice
        with time_limit():
            found = ordered(chosen(query, choice), query, "newest", 0)
            return list(found.select_related("resolution").defer("search_vector")[:LENGTH])


def _newest(paragraphs: Any) -> Iterable[Paragraph]:
    newest: Iterable[Paragraph] = (
        paragraphs.select_related("resolution")
        .defer("search_vector")
        .order_by("-adopted_on", "-resolution", "position")[:LENGTH]
    )
    return newest


def _midnight(item: Any) -> datetime | None:
    return datetime.combine(item.adopted_on, time(), UTC) if item.adopted_on else None
