"""Problems that readings met: a list to work through."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from archive.models import Problem

# characters of a message in the list
_SHOWN = 300


@admin.register(Problem)
class ProblemAdmin(admin.ModelAdmin):
    """Problems by code; one that has been looked at may be deleted."""

    list_display = ["code", "said", "line", "where"]
    list_display_links = ["said"]
    list_filter = ["code", "resolution__status", "resolution__body"]
    list_select_related = ["resolution"]
    search_fields = ["message", "resolution__symbol"]
    ordering = ["code", "resolution", "line"]
    readonly_fields = ["resolution", "code", "message", "line"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readings find problems, people do not enter them."""
        return False

    @admin.display(description="message", ordering="message")
    def said(self, problem: Problem) -> str:
        """The beginning of the message: it may quote much of a source."""
        return Truncator(problem.message).chars(_SHOWN)

    @admin.display(description="resolution", ordering="resolution__symbol")
    def where(self, problem: Problem) -> str:
        """The resolution, to be corrected."""
        address = reverse("admin:archive_resolution_change", args=[problem.resolution_id])
        return format_html('<a href="{}">{}</a>', address, problem.resolution.symbol)
