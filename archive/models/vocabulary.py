"""Words that help a search which finds little: those the paragraphs use, and synonyms that a librarian keeps."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Word(models.Model):
    """A word as the published paragraphs spell it, in small letters, with how many paragraphs have it.

    Made anew from the texts by `curation.vocabulary`; nobody edits it.
    """

    text = models.CharField(max_length=60, unique=True)
    paragraphs = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["text"], name="word_by_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.text


class Synonym(models.Model):
    """Two words or phrases for one thing: whoever searches for the first is told of the second, and the reverse."""

    word = models.CharField(max_length=80)
    other = models.CharField(max_length=80)

    class Meta:
        ordering = ["word", "other"]
        constraints = [
            models.UniqueConstraint(Lower("word"), Lower("other"), name="synonym_once"),
            models.CheckConstraint(condition=~Q(word="") & ~Q(other=""), name="synonym_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.word} / {self.other}"
