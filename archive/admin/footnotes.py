"""Footnotes, and permalinks that lead elsewhere."""

from django.contrib import admin

from archive.admin.bodies import MadeByLoading
from archive.models import Footnote, FormerPermalink


@admin.register(Footnote)
class FootnoteAdmin(MadeByLoading, admin.ModelAdmin):
    """Footnote bodies, as read."""

    list_display = ["mark", "text", "resolution"]
    list_display_links = ["text"]
    list_select_related = ["resolution"]
    search_fields = ["text", "resolution__symbol"]
    readonly_fields = ["resolution", "position", "mark", "text"]
    show_full_result_count = False


@admin.register(FormerPermalink)
class FormerPermalinkAdmin(MadeByLoading, admin.ModelAdmin):
    """Where permalinks lead that no paragraph bears any more; a librarian may set the target."""

    list_display = ["resolution", "label", "target", "reason", "changed_by", "changed_at"]
    list_display_links = ["label"]
    list_select_related = ["resolution"]
    search_fields = ["label", "target", "resolution__symbol"]
    readonly_fields = ["resolution", "label", "last_text", "changed_by", "changed_at"]
