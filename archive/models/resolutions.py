"""Resolutions, the sources they were read from, and the problems met in reading."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from archive.models.bodies import Body, Session
from archive.search import vector


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    """Filters by what a reader may see."""

    def published(self) -> ResolutionQuerySet:
        """Those a reader may see in lists and searches."""
        return self.filter(status=Resolution.Status.PUBLISHED)


class Resolution(models.Model):
    """One resolution: its symbol, how and when it was adopted, and whether readers see it."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    class VoteMethod(models.TextChoices):
        UNKNOWN = "", "not known"
        WITHOUT = "without a vote", "without a vote"
        RECORDED = "recorded", "recorded vote"

    symbol = models.CharField(max_length=40, unique=True, help_text="Canonical: A/RES/76/172, S/RES/2240 (2015).")
    path = models.CharField(max_length=40, unique=True, help_text="The symbol in permalinks, without blanks.")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="resolutions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=1, blank=True)
    title = models.TextField()
    adopted_on = models.DateField(null=True, blank=True)
    meeting = models.CharField(max_length=200, blank=True)
    agenda_items = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    agenda_title = models.TextField(blank=True)
    report = models.TextField(blank=True, help_text="The report it came from, as printed.")
    drafts = models.JSONField(default=list, blank=True, help_text="Draft symbols with their sponsors.")
    vote_method = models.CharField(max_length=20, choices=VoteMethod, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstaining = models.PositiveSmallIntegerField(null=True, blank=True)
    voters = models.JSONField(default=dict, blank=True, help_text="Names of States by how they voted.")
    language = models.CharField(max_length=8, default="en")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    status_reason = models.TextField(blank=True, help_text="Why it was withdrawn, or is still a draft.")
    status_changed_on = models.DateField(null=True, blank=True)
    corrected_fields = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        editable=False,
        help_text="Fields that a librarian corrected; loading leaves them alone.",
    )
    tagged_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the topics' stored queries last read the present text."
    )
    loaded_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_on", "symbol"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "withdrawn"]), name="resolution_status"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(status_reason=""), name="resolution_withdrawn_with_reason"
            ),
            models.CheckConstraint(condition=~Q(symbol=""), name="resolution_has_symbol"),
            models.CheckConstraint(
                condition=~Q(status="published") | ~Q(title=""), name="resolution_published_with_title"
            ),
        ]
        indexes = [
            models.Index(fields=["session", "number", "part"], name="resolution_in_session"),
            GinIndex(vector("title"), name="resolution_title_search"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """The permalink."""
        return f"/{self.path}"


class Source(models.Model):
    """A text as received; one resolution may have several, one of which is the current reading."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(max_length=255, help_text="The file's name.")
    form = models.CharField(max_length=10, help_text="markdown, plain, ocr, layout or akn.")
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    supplied = models.JSONField(
        default=dict, blank=True, help_text="What was given with the file: symbol, title, date."
    )
    parser_version = models.CharField(max_length=20, blank=True)
    is_current = models.BooleanField(default=True, help_text="Whether the paragraphs shown were read from this one.")
    is_chosen = models.BooleanField(
        default=False, help_text="A librarian chose it to give the text; sources that come later are kept beside it."
    )
    received_by = models.CharField(max_length=150, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "sha256"], name="source_once_per_resolution"),
            models.UniqueConstraint(fields=["resolution"], condition=Q(is_current=True), name="source_one_current"),
        ]
        indexes = [models.Index(fields=["sha256"], name="source_by_sha256")]

    def __str__(self) -> str:
        return self.name


class Problem(models.Model):
    """Something the reading of a source met that a librarian should look at."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="problems")
    code = models.CharField(max_length=40, db_index=True)
    message = models.TextField()
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = [F("line").asc(nulls_first=True), "id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
