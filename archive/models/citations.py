"""Citations: which words of which paragraph cite what."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from archive.models.instruments import Instrument
from archive.models.paragraphs import Footnote, Paragraph


class Citation(models.Model):
    """Words of a paragraph that cite an instrument; without one while unresolved."""

    class Origin(models.TextChoices):
        PARSER = "parser"
        PUBLISHER = "publisher"
        CURATOR = "curator"

    class State(models.TextChoices):
        UNRESOLVED = "unresolved"
        RESOLVED = "resolved"
        CONFIRMED = "confirmed", "confirmed by a librarian"
        REJECTED = "rejected", "rejected by a librarian"

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(help_text="The exact words, text[start:end] of the paragraph.")
    footnote = models.ForeignKey(Footnote, on_delete=models.SET_NULL, null=True, blank=True, related_name="citations")
    cited_symbol = models.CharField(max_length=60, blank=True, help_text="The symbol read from the words, canonical.")
    cited_slug = models.CharField(
        max_length=200, blank=True, help_text="The instrument read from the words: its slug in the authority file."
    )
    cited_date = models.DateField(null=True, blank=True)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PARSER)
    state = models.CharField(max_length=10, choices=State, default=State.UNRESOLVED)
    decided_by = models.CharField(max_length=150, blank=True, help_text="The librarian who confirmed or rejected it.")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True, help_text="Why.")

    class Meta:
        ordering = ["paragraph", "start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "start", "end", "cited_symbol", "cited_slug"], name="citation_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unresolved", "resolved"]) | ~Q(decided_by=""),
                name="citation_decided_by_someone",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="citation_has_words"),
            models.CheckConstraint(
                condition=~Q(state="unresolved") | Q(instrument__isnull=True),
                name="citation_unresolved_without_instrument",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unresolved", "rejected"]) | Q(instrument__isnull=False),
                name="citation_resolved_with_instrument",
            ),
        ]
        indexes = [
            models.Index(fields=["cited_symbol"], name="citation_by_symbol"),
            models.Index(Lower("text"), name="citation_unresolved_words", condition=Q(state="unresolved")),
            models.Index(fields=["cited_slug"], name="citation_by_slug", condition=~Q(cited_slug="")),
        ]

    def __str__(self) -> str:
        return self.text
