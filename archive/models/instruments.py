"""Instruments: whatever can be cited, under one name with its aliases."""

from django.db import models
from django.db.models.functions import Lower

from archive.models.resolutions import Resolution


def instrument_address(slug: str) -> str:
    """The page of an instrument."""
    return f"/instruments/{slug}/"


class Instrument(models.Model):
    """A treaty, a declaration, a compact, a resolution (in the archive or not), a report, a judgment.

    One that IS a resolution carries its symbol; when that resolution arrives in the archive,
    `resolution` is set, and every citation that waited for it leads there.
    """

    class Kind(models.TextChoices):
        TREATY = "treaty"
        DECLARATION = "declaration"
        COMPACT = "compact"
        OUTCOME = "outcome", "conference outcome"
        RESOLUTION = "resolution"
        DECISION = "decision"
        DOCUMENT = "document"
        JUDGMENT = "judgment", "judgment or advisory opinion"
        OTHER = "other"

    slug = models.SlugField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.TextField(help_text="The full official name.")
    short_name = models.CharField(max_length=120, blank=True)
    symbol = models.CharField(max_length=60, null=True, blank=True, unique=True, help_text="UN symbol, if it has one.")
    treaty_series = models.CharField(max_length=120, blank=True, help_text="vol. 1577, No. 27531")
    adopted_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What it is, in a sentence or two.")
    resolution = models.OneToOneField(
        Resolution, on_delete=models.SET_NULL, null=True, blank=True, related_name="as_instrument"
    )
    is_curated = models.BooleanField(
        default=False, help_text="From the authority file or a librarian, not made by linking."
    )

    is_edited = models.BooleanField(
        default=False, editable=False, help_text="A librarian edited it; loading the authority file leaves it alone."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return instrument_address(self.slug)


class InstrumentAlias(models.Model):
    """A name by which an instrument is cited."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="aliases")
    text = models.TextField()

    class Meta:
        ordering = ["text"]
        verbose_name_plural = "instrument aliases"
        constraints = [models.UniqueConstraint(Lower("text"), name="alias_means_one_instrument")]

    def __str__(self) -> str:
        return self.text
