"""Topics: schemes of subjects, the stored queries that tag paragraphs, and the tags."""

from django.db import models
from django.db.models import Q

from archive.models.paragraphs import Paragraph
from archive.models.resolutions import Resolution


class TopicScheme(models.Model):
    """A scheme of topics: the 23 objectives of the Global Compact, UNBIS, SDG, the local one."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


def topic_address(slug: str) -> str:
    """The page of a topic."""
    return f"/topics/{slug}/"


class Topic(models.Model):
    """A topic with the stored query, in the search box's own language, that tags its paragraphs."""

    scheme = models.ForeignKey(TopicScheme, on_delete=models.PROTECT, related_name="topics")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=80, unique=True)
    notation = models.CharField(max_length=80, help_text="Its number in the scheme.")
    position = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    query = models.TextField(blank=True, help_text="One search a line; a paragraph that any line finds gets the topic.")
    tagged_query = models.TextField(blank=True, editable=False, help_text="The query that gave the present tags.")
    is_edited = models.BooleanField(
        default=False, editable=False, help_text="A librarian edited it; loading the schemes leaves it alone."
    )

    class Meta:
        ordering = ["scheme", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["scheme", "notation"], name="topic_notation_once")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Its page."""
        return topic_address(self.slug)


class TagOrigin(models.TextChoices):
    """Who gave the topic."""

    RULE = "rule", "stored query"
    PUBLISHER = "publisher"
    CURATOR = "curator"


class TagState(models.TextChoices):
    """What a librarian has said of it."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


HELD = (TagState.SUGGESTED, TagState.CONFIRMED)
"""The states of a topic that readers see."""


class ParagraphTopic(models.Model):
    """A topic of a paragraph. A curator's decision is never overwritten by a rule."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="paragraph_topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="paragraph_topics")
    origin = models.CharField(max_length=10, choices=TagOrigin, default=TagOrigin.RULE)
    state = models.CharField(max_length=10, choices=TagState, default=TagState.SUGGESTED)
    decided_by = models.CharField(max_length=150, blank=True, help_text="The librarian who gave or rejected it.")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "topic"], name="paragraph_topic_once"),
            models.CheckConstraint(
                condition=~Q(origin="rule") | Q(state="suggested"), name="paragraph_topic_decision_has_curator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id}: {self.topic_id}"


class ResolutionTopic(models.Model):
    """A subject that the publisher gave the whole resolution (UNBIS, SDG)."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="resolution_topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="resolution_topics")
    origin = models.CharField(max_length=10, choices=TagOrigin, default=TagOrigin.PUBLISHER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "topic"], name="resolution_topic_once")]

    def __str__(self) -> str:
        return f"{self.resolution_id}: {self.topic_id}"
