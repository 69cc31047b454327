"""History: what stood before each change, for reading only."""

from django.contrib import admin
from django.http import HttpRequest

from archive.models import Change


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """Changes of published records; nobody edits history."""

    list_display = ["symbol", "of", "label", "changed_at", "changed_by", "reason"]
    list_display_links = ["symbol", "label"]
    list_filter = ["of", "changed_at"]
    search_fields = ["=symbol", "=label", "changed_by", "reason"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Triggers write it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody rewrites it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody deletes it."""
        return False
