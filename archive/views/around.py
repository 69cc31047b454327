"""What stands around the text of a resolution on its page: topics, who cites it, neighbours, where it was read from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, Value

from archive.models import Change, Citation, Footnote, Paragraph, ParagraphTopic, Problem, Resolution, Source
from archive.models.topics import HELD, topic_address
from archive.rendering import PARAGRAPH, FootnoteRow, ParagraphRow
from archive.statements import Key, Statement
from archive.verdicts import spoken_date

MOST = 12


class Other(NamedTuple):
    """Another resolution; `times` says how often it cites this one."""

    path: str
    symbol: str
    title: str
    adopted_on: date | None
    times: int = 0

    @property
    def day(self) -> str:
        """When it was adopted, as United Nations texts print a date."""
        return spoken_date(self.adopted_on) if self.adopted_on else ""


class Neighbour(NamedTuple):
    """The resolution before or after this one in its session; `side` is "previous" or "next"."""

    side: str
    path: str
    symbol: str
    title: str


class TopicTally(NamedTuple):
    """A topic with how many paragraphs of the resolution have it."""

    slug: str
    label: str
    tally: int

    @property
    def address(self) -> str:
        """Its page."""
        return topic_address(self.slug)


class SourceRow(NamedTuple):
    """What the present text was read from."""

    name: str
    form: str


class ProblemRow(NamedTuple):
    """What the reading of the source left to a librarian."""

    message: str
    line: int | None


class RevisionRow(NamedTuple):
    """Changes made together, and how many."""

    at: datetime
    by: str
    reason: str
    changes: int

    @property
    def day_before(self) -> date:
        """The last day on which readers saw what stood before."""
        return self.at.date() - timedelta(days=1)


PARAGRAPHS = Statement(
    ParagraphRow,
    lambda: Paragraph.objects.filter(resolution=Key("resolution")).order_by("position").values_list(*PARAGRAPH),
)
FOOTNOTES = Statement(
    FootnoteRow,
    lambda: (
        Footnote.objects.filter(resolution=Key("resolution"))
        .order_by("position")
        .values_list("pk", "position", "mark", "text")
    ),
)
TOPICS = Statement(
    TopicTally,
    lambda: (
        ParagraphTopic.objects.filter(paragraph__resolution=Key("resolution"), state__in=HELD)
        .values("topic")
        .annotate(count=Count("pk"))
        .order_by("-count", "topic__position", "topic_id")[:MOST]
        .values_list("topic__slug", "topic__label", "count")
    ),
)
CITING = Statement(
    Other,
    lambda: (
        Citation.objects.filter(
            instrument__resolution=Key("resolution"),
            state__in=(Citation.State.RESOLVED, Citation.State.CONFIRMED),
            paragraph__is_public=True,
        )
        .exclude(paragraph__resolution=Key("resolution"))
        .values("paragraph__resolution")
        .annotate(times=Count("pk"))
        .order_by("-paragraph__resolution__adopted_on", "paragraph__resolution_id")[:MOST]
        .values_list(*(f"paragraph__resolution__{name}" for name in ("path", "symbol", "title", "adopted_on")), "times")
    ),
)
SERIES = Statement(
    Other,
    lambda: (
        Resolution.objects.published()
        .filter(title=Key("title"))
        .exclude(pk=Key("resolution"))
        .order_by("-adopted_on", "pk")[:MOST]
        .values_list("path", "symbol", "title", "adopted_on")
    ),
)
SOURCE = Statement(
    SourceRow,
    lambda: Source.objects.filter(resolution=Key("resolution"), is_current=True).values_list("name", "form"),
)
PROBLEMS = Statement(
    ProblemRow, lambda: Problem.objects.filter(resolution=Key("resolution")).values_list("message", "line")[:50]
)
REVISIONS = Statement(
    RevisionRow,
    lambda: (
        Change.objects.filter(resolution=Key("resolution"))
        .values("changed_at", "changed_by", "reason")
        .annotate(count=Count("pk"))
        .order_by("-changed_at", "changed_by", "reason")[:20]
        .values_list("changed_at", "changed_by", "reason", "count")
    ),
)
_IN_SESSION = Resolution.objects.published().filter(session=Key("session"))
_BEFORE = Q(number__lt=Key("number")) | Q(number=Key("number"), part__lt=Key("part"))
_AFTER = Q(number__gt=Key("number")) | Q(number=Key("number"), part__gt=Key("part"))
_NEIGHBOUR = ("path", "symbol", "title")
NEIGHBOURS = Statement(
    Neighbour,
    lambda: (
        _IN_SESSION.filter(_BEFORE)
        .order_by("-number", "-part")
        .values_list(Value("previous"), *_NEIGHBOUR)[:1]
        .union(
            _IN_SESSION.filter(_AFTER).order_by("number", "part").values_list(Value("next"), *_NEIGHBOUR)[:1], all=True
        )
    ),
)
"""The resolutions before and after one in its session, where there are any."""
