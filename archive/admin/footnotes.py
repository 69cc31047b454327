"""Footnotes, as read."""

from django.contrib import admin

from archive.admin.bodies import MadeByLoading
from archive.models import Footnote


@admin.register(Footnote)
class FootnoteAdmin(MadeByLoading, admin.ModelAdmin):
    """Footnote bodies, as read."""

    list_display = ["mark", "text", "resolution"]
    list_display_links = ["text"]
    list_select_related = ["resolution"]
    search_fields = ["text", "resolution__symbol"]
    readonly_fields = ["resolution", "position", "mark", "text"]
    show_full_result_count = False
