"""Conflicts: citations that contradict one another or the resolution that they cite."""

from django.db import models
from django.db.models import Q


class CitationConflict(models.Model):
    """A resolution cited with a date, number or title that is not its own, until a librarian settles it."""

    class Kind(models.TextChoices):
        DATE = "date", "another date"
        NUMBER = "number", "a number that does not exist"
        TITLE = "title", "another title"

    class State(models.TextChoices):
        OPEN = "open"
        SLIP = "slip", "a slip in the citing text"
        FINE = "fine", "no conflict"

    kind = models.CharField(max_length=10, choices=Kind)
    symbol = models.CharField(max_length=60, help_text="The symbol as cited.")
    value = models.TextField(blank=True, help_text="The date (2023-07-21) or title as cited.")
    likely = models.TextField(blank=True, help_text="What was probably meant: a date, a symbol or a title.")
    why = models.TextField(blank=True, help_text="What says so.")
    times = models.PositiveIntegerField(default=0, help_text="Paragraphs that cite it so.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True, help_text="Why, and what is right.")

    class Meta:
        ordering = ["-times", "symbol", "value", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "symbol", "value"], name="conflict_once"),
            models.CheckConstraint(condition=Q(state="open") | ~Q(decided_by=""), name="conflict_settled_by_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.value}".strip()
