"""Bodies that adopt resolutions, and their sessions."""

from django.db import models


class Body(models.Model):
    """A body: `code` is how its symbols begin ("A", "A/HRC", "S", "E")."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists; the lowest comes first.")

    class Meta:
        ordering = ["position", "code"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """A session of a body; for the Security Council and ECOSOC the year is the session."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    code = models.CharField(max_length=10, help_text="As it stands in symbols: 76, S-32, 2021, III.")
    name = models.CharField(max_length=80, help_text="In words: Seventy-sixth session.")
    sort_key = models.CharField(max_length=20, help_text="Sorts the sessions of all bodies in time.")

    class Meta:
        ordering = ["body", "sort_key"]
        constraints = [models.UniqueConstraint(fields=["body", "code"], name="session_once_per_body")]

    def __str__(self) -> str:
        return f"{self.body}, {self.name or self.code}"
