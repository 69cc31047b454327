"""Bodies and sessions in the admin; loading makes them, librarians may reword their names."""

from django.contrib import admin
from django.http import HttpRequest

from archive.models import Body, Session


class MadeByLoading:
    """Rows that the first resolution brings along and that resolutions hang on."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """None is made by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """None is deleted by hand."""
        return False


@admin.register(Body)
class BodyAdmin(MadeByLoading, admin.ModelAdmin):
    """Names and order of bodies."""

    list_display = ["name", "code", "position"]
    readonly_fields = ["code"]


@admin.register(Session)
class SessionAdmin(MadeByLoading, admin.ModelAdmin):
    """Names of sessions, and where special sessions stand in time."""

    list_display = ["name", "code", "body", "sort_key"]
    list_filter = ["body"]
    list_select_related = ["body"]
    search_fields = ["name", "=code"]
    readonly_fields = ["body", "code"]
    ordering = ["-sort_key"]
