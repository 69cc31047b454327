"""Tables below a form that are for reading only."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


class ReadingInline(admin.TabularInline):
    """Rows shown with a link to their own page, where they are changed; `columns` name what is shown."""

    extra = 0
    can_delete = False
    columns: tuple[str, ...] = ()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """The columns, and the link."""
        return (*self.columns, "own_page")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """All of them."""
        return (*self.columns, "own_page")

    @admin.display(description="")
    def own_page(self, row: Model) -> SafeString:
        """Where the row is read whole, or changed."""
        return format_html(
            '<a href="{}">Open</a>', reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])
        )

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """None is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """None is changed here."""
        return False
