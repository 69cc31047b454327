"""Paragraphs, the unit of the archive, and the footnotes that hang on them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import CharField, F, Func, GeneratedField, Q, Value
from django.db.models.functions import Lower, Now

from archive.models.bodies import Body, Session
from archive.models.resolutions import Resolution
from archive.search import vector

# "Also urges", "Strongly urges" and "Recalling further" are filed under "urges" and "recalling"
_ADVERBS = r"^((also|further|again|once again|strongly|firmly) +)+|( +(also|further|again))+$"


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    """Filters by what a reader may see."""

    def published(self) -> ParagraphQuerySet:
        """Those of published resolutions."""
        return self.filter(is_public=True)


class Paragraph(models.Model):
    """One paragraph of a resolution.

    `body`, `session`, `adopted_on` and `is_public` repeat what the resolution says, so that
    a search reads one table; `curation` keeps them equal.
    """

    class Kind(models.TextChoices):
        PREAMBULAR = "preambular"
        OPERATIVE = "operative"
        ANNEX = "annex"
        HEADING = "heading"

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="paragraphs")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    label = models.CharField(max_length=100, help_text="The permalink below the resolution: pp/12, op/5/f.")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=80, blank=True, help_text="As printed: 5 (f).")
    position = models.PositiveIntegerField(help_text="Reading order in the resolution, from 1.")
    verb = models.CharField(max_length=100, blank=True, help_text="The opening verb: Calls upon.")
    text = models.TextField()
    line_from = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveIntegerField(null=True, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    is_corrected = models.BooleanField(
        default=False, db_default=False, help_text="A librarian corrected the text; loading leaves it alone."
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    verb_key = GeneratedField(
        expression=Lower(Func(F("verb"), Value(_ADVERBS), Value(""), Value("gi"), function="regexp_replace")),
        output_field=CharField(max_length=100),
        db_persist=True,
    )
    search_vector = GeneratedField(expression=vector("text"), output_field=SearchVectorField(), db_persist=True)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "label"], name="paragraph_label_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["resolution", "position"], name="paragraph_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["preambular", "operative", "annex", "heading"]), name="paragraph_kind"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_has_text"),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="paragraph_search"),
            models.Index(fields=["adopted_on", "id"], name="paragraph_by_date"),
            # tallies and joins that ask for no words are answered without reading the wide rows
            models.Index(
                fields=["id"],
                include=["body", "session", "resolution", "adopted_on", "kind", "verb_key"],
                name="paragraph_public",
                condition=Q(is_public=True),
            ),
            models.Index(fields=["session", "adopted_on", "id"], name="paragraph_by_session"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution.symbol} {self.label}"

    def get_absolute_url(self) -> str:
        """The permalink."""
        return f"/{self.resolution.path}/{self.label}"


class Footnote(models.Model):
    """A footnote body under the mark as printed."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="footnotes")
    position = models.PositiveIntegerField()
    mark = models.CharField(max_length=20)
    text = models.TextField()
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["resolution", "position"]
        constraints = [models.UniqueConstraint(fields=["resolution", "position"], name="footnote_position_once")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text[:60]}"


class NoteMark(models.Model):
    """Where in a paragraph's text a footnote mark stood; the body may be missing from the source."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="note_marks")
    footnote = models.ForeignKey(Footnote, on_delete=models.CASCADE, null=True, blank=True, related_name="marks")
    mark = models.CharField(max_length=20)
    offset = models.PositiveIntegerField(help_text="Code points from the start of the paragraph's text.")

    class Meta:
        ordering = ["paragraph", "offset", "id"]

    def __str__(self) -> str:
        return self.mark
