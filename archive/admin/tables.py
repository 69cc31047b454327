"""Tables below a form that are for reading only."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class ReadingInline(admin.TabularInline):
    """Rows shown with a link to their own page, where they are changed."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """None is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """None is changed here."""
        return False
