"""Permalinks that once led to a paragraph and now lead elsewhere, or nowhere."""

from django.db import models
from django.db.models import Q

from archive.models.resolutions import Resolution


class FormerPermalink(models.Model):
    """A published label that no paragraph bears any more: it was renumbered, merged, or is gone.

    With a `target` the permalink answers 301 and the target shows the reason; without one it
    answers 410 with a page that gives the last words and the reason.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="former_permalinks")
    label = models.CharField(max_length=100, help_text="The label that was: op/5/f.")
    target = models.CharField(max_length=100, blank=True, help_text="The label it became; empty where it is gone.")
    last_text = models.TextField(blank=True, help_text="What the paragraph last said.")
    reason = models.TextField()
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["resolution", "label"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "label"], name="former_permalink_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="former_permalink_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution.symbol} {self.label}"
