"""What stood before every change of a published record. Written by triggers, so that no change escapes."""

from django.db import models

from archive.models.resolutions import Resolution


class Change(models.Model):
    """One row of a published resolution as it stood before a change, and after.

    `row` is the id of the resolution, paragraph or footnote; `after` is empty where it was deleted. The
    resolution's own id is kept without a constraint: history outlives what it is about.
    """

    class Of(models.TextChoices):
        RESOLUTION = "resolution"
        PARAGRAPH = "paragraph"
        FOOTNOTE = "footnote"

    resolution = models.ForeignKey(
        Resolution, on_delete=models.DO_NOTHING, db_constraint=False, related_name="changes", db_index=False
    )
    symbol = models.CharField(max_length=40)
    of = models.CharField(max_length=10, choices=Of)
    row = models.BigIntegerField()
    label = models.CharField(max_length=100, blank=True, help_text="The paragraph's label or footnote's mark, before.")
    before = models.JSONField()
    after = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["resolution", "changed_at"], name="change_by_resolution")]

    def __str__(self) -> str:
        return f"{self.symbol} {self.label} {self.changed_at:%Y-%m-%d}"
