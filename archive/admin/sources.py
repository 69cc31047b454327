"""Sources as received, to read beside the text that was made of them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """What was received, when, from whom; never changed."""

    list_display = ["name", "resolution", "form", "is_current", "received_by", "received_at"]
    list_filter = ["form", "is_current", "received_at"]
    list_select_related = ["resolution"]
    search_fields = ["name", "resolution__symbol", "=sha256"]
    readonly_fields = [
        *["resolution", "name", "form", "sha256", "supplied", "parser_version", "is_current"],
        *["received_by", "received_at", "text"],
    ]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Lists go without the texts."""
        return super().get_queryset(request).defer("text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A source comes in by loading or uploading."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """What was received stays."""
        return False
