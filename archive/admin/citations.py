"""Citations: which words cite what, confirmed or rejected by librarians."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.admin.bodies import MadeByLoading
from archive.admin.reasons import name_of
from archive.admin.unresolved import queue_view
from archive.curation.deciding import confirm_citations, reject_citations, reopen_citations
from archive.curation.linking import link_citations
from archive.models import Citation


class CitationForm(forms.ModelForm):
    """What the words cite: choosing an instrument confirms it."""

    class Meta:
        model = Citation
        fields = ["instrument", "state", "decision_note"]

    def clean(self) -> dict[str, Any]:
        """A confirmed citation has an instrument."""
        cleaned = super().clean() or {}
        if cleaned.get("state") == Citation.State.CONFIRMED and not cleaned.get("instrument"):
            self.add_error("instrument", "Choose what these words cite, or set the state to rejected.")
        return cleaned


@admin.register(Citation)
class CitationAdmin(MadeByLoading, admin.ModelAdmin):
    """Citations, the unresolved to be settled one by one or many at once."""

    form = CitationForm
    list_display = ["words", "paragraph", "instrument", "cited_date", "state", "origin"]
    list_filter = ["state", "origin", "paragraph__body", "instrument__kind"]
    list_select_related = ["paragraph__resolution", "instrument"]
    search_fields = ["text", "=cited_symbol"]
    ordering = ["-pk"]  # the newest first; in reading order every page would sort them all
    autocomplete_fields = ["instrument"]
    fields = [
        *["in_its_paragraph", "text", "cited_symbol", "cited_slug", "cited_date", "footnote"],
        *["instrument", "state", "decision_note", "origin", "decided_by", "decided_at"],
    ]
    readonly_fields = [
        *["in_its_paragraph", "text", "cited_symbol", "cited_slug", "cited_date", "footnote"],
        *["origin", "decided_by", "decided_at"],
    ]
    actions = ["confirm", "reject", "reopen"]
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        """With the queue of those that lead nowhere."""
        queue = self.admin_site.admin_view(partial(queue_view, site=self.admin_site))
        return [path("unresolved/", queue, name="archive_citation_unresolved"), *super().get_urls()]

    @admin.display(description="text", ordering="text")
    def words(self, citation: Citation) -> str:
        """The beginning of the words."""
        return Truncator(citation.text).chars(120)

    @admin.display(description="paragraph")
    def in_its_paragraph(self, citation: Citation) -> SafeString:
        """The words marked in their paragraph."""
        text = citation.paragraph.text
        return format_html(
            "{}: {}<mark>{}</mark>{}",
            str(citation.paragraph),
            text[: citation.start],
            text[citation.start : citation.end],
            text[citation.end :],
        )

    def save_model(self, request: HttpRequest, obj: Citation, form: Any, change: bool) -> None:
        """Record the decision that the form says."""
        chosen, note = [obj.pk], obj.decision_note
        if obj.state == Citation.State.REJECTED:
            reject_citations(citations=chosen, by=name_of(request), note=note)
        elif obj.instrument and (obj.state == Citation.State.CONFIRMED or "instrument" in form.changed_data):
            confirm_citations(citations=chosen, instrument=obj.instrument, by=name_of(request), note=note)
        else:
            reopen_citations(citations=chosen)
            link_citations()

    @admin.action(description="Confirm as linked")
    def confirm(self, request: HttpRequest, queryset: QuerySet[Citation]) -> None:
        """The links of these citations are right."""
        count = 0
        for instrument in {citation.instrument for citation in queryset.select_related("instrument")} - {None}:
            chosen = [citation.pk for citation in queryset if citation.instrument == instrument]
            count += confirm_citations(citations=chosen, instrument=instrument, by=name_of(request))  # type: ignore[arg-type]
        left = queryset.filter(instrument=None).count()
        messages.info(request, f"{count} confirmed." + (f" {left} cite nothing yet and were left." if left else ""))

    @admin.action(description="Reject: these words cite nothing")
    def reject(self, request: HttpRequest, queryset: QuerySet[Citation]) -> None:
        """These words are no citations."""
        chosen = list(queryset.values_list("pk", flat=True))
        messages.info(request, f"{reject_citations(citations=chosen, by=name_of(request))} rejected.")

    @admin.action(description="Take decisions back and link anew")
    def reopen(self, request: HttpRequest, queryset: QuerySet[Citation]) -> None:
        """Back to what linking makes of them."""
        reopen_citations(citations=list(queryset.values_list("pk", flat=True)))
        link_citations()
