"""Problems that readings met: a list to work through."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from archive.models import Problem


@admin.register(Problem)
class ProblemAdmin(admin.ModelAdmin):
    """Problems by code; one that has been looked at may be deleted."""

    list_display = ["code", "message", "line", "where"]
    list_display_links = ["message"]
    list_filter = ["code", "resolution__status", "resolution__body"]
    list_select_related = ["resolution"]
    search_fields = ["message", "resolution__symbol"]
    ordering = ["code", "resolution", "line"]
    readonly_fields = ["resolution", "code", "message", "line"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readings find problems, people do not enter them."""
        return False

    @admin.display(description="resolution", ordering="resolution__symbol")
    def where(self, problem: Problem) -> str:
        """The resolution, to be corrected."""
        address = reverse("admin:archive_resolution_change", args=[problem.resolution_id])
        return format_html('<a href="{}">{}</a>', address, problem.resolution.symbol)
