"""Conflicts among citations: settled one by one or many at once; no load undoes it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.admin.bodies import MadeByLoading
from archive.admin.reasons import name_of
from archive.curation.conflicts import citations_of
from archive.curation.deciding import settle_conflicts
from archive.models import CitationConflict

State = CitationConflict.State
SHOWN = 50


@admin.register(CitationConflict)
class CitationConflictAdmin(MadeByLoading, admin.ModelAdmin):
    """What is cited with another date, number or title than its own."""

    list_display = ["symbol", "kind", "value", "likely", "times", "state", "why"]
    list_filter = ["state", "kind"]
    search_fields = ["symbol", "value", "likely"]
    fields = [
        *["symbol", "kind", "value", "likely", "why", "times", "where_cited"],
        *["state", "decision_note", "decided_by", "decided_at"],
    ]
    readonly_fields = [
        *["symbol", "kind", "value", "likely", "why", "times", "where_cited"],
        *["decided_by", "decided_at"],
    ]
    actions = ["slip", "slip_and_link", "fine", "reopen"]
    show_full_result_count = False

    @admin.display(description="cited so in")
    def where_cited(self, conflict: CitationConflict) -> SafeString:
        """The paragraphs, with the words."""
        rows = [
            (citation.paragraph.get_absolute_url(), str(citation.paragraph), citation.text)
            for citation in citations_of([conflict])[conflict.pk][:SHOWN]
        ]
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a>: {}</li>', rows))

    def save_model(self, request: HttpRequest, obj: CitationConflict, form: Any, change: bool) -> None:
        """Record the decision that the form says."""
        settle_conflicts(conflicts=[obj.pk], state=State(obj.state), by=name_of(request), note=obj.decision_note)

    def _settle(self, request: HttpRequest, chosen: QuerySet[CitationConflict], state: State, link: bool) -> None:
        keys = list(chosen.values_list("pk", flat=True))
        linked = settle_conflicts(conflicts=keys, state=state, by=name_of(request), link_as_meant=link)
        told = f" {linked} citations now lead to what was meant." if link else ""
        messages.info(request, f"{len(keys)} settled.{told}")

    @admin.action(description="Slip: leave the citations as printed")
    def slip(self, request: HttpRequest, queryset: QuerySet[CitationConflict]) -> None:
        """The citing text is wrong; the link follows its words all the same."""
        self._settle(request, queryset, State.SLIP, False)

    @admin.action(description="Slip: link the citations to the likely resolution")
    def slip_and_link(self, request: HttpRequest, queryset: QuerySet[CitationConflict]) -> None:
        """The citing text is wrong, and what it meant is what is given as likely."""
        self._settle(request, queryset, State.SLIP, True)

    @admin.action(description="No conflict")
    def fine(self, request: HttpRequest, queryset: QuerySet[CitationConflict]) -> None:
        """The texts are right as they stand."""
        self._settle(request, queryset, State.FINE, False)

    @admin.action(description="Open again")
    def reopen(self, request: HttpRequest, queryset: QuerySet[CitationConflict]) -> None:
        """Take the decision back."""
        self._settle(request, queryset, State.OPEN, False)
