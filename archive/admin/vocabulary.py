"""Synonyms that the search page suggests."""

from django.contrib import admin

from archive.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """Pairs of words; a search for one suggests the other where it finds little."""

    list_display = ["word", "other"]
    list_editable = ["other"]
    search_fields = ["word", "other"]
