"""Instruments and the names they are cited by."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from archive.admin.reasons import name_of
from archive.curation.conflicts import refresh_conflicts
from archive.curation.linking import link_citations
from archive.curation.naming import apply_name
from archive.models import Citation, Instrument, InstrumentAlias


class AliasInline(admin.TabularInline):
    """Names by which it is cited."""

    model = InstrumentAlias
    extra = 1


@admin.register(Instrument)
class InstrumentAdmin(admin.ModelAdmin):
    """What can be cited; saving links the citations whose words are one of its names."""

    list_display = ["name", "short_name", "kind", "symbol", "citation_count", "is_curated"]
    list_filter = ["kind", "is_curated", ("resolution", admin.EmptyFieldListFilter)]
    search_fields = ["name", "short_name", "symbol", "aliases__text"]
    raw_id_fields = ["resolution"]
    inlines = [AliasInline]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["is_edited"]
    ordering = ["name"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Instrument]:
        """With the number of citations."""
        cited = Citation.objects.filter(instrument=OuterRef("pk")).order_by()
        counts = cited.values("instrument").annotate(count=Count("pk")).values("count")
        instruments: QuerySet[Instrument] = super().get_queryset(request)
        return instruments.annotate(cited=Coalesce(Subquery(counts), 0))

    def get_readonly_fields(self, request: HttpRequest, obj: Instrument | None = None) -> list[str]:
        """The address of an instrument stays, since others link to it."""
        return [*self.readonly_fields, *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Instrument | None = None) -> Any:
        """A new instrument's address comes from its name; that of an old one stays."""
        return {} if obj else self.prepopulated_fields

    @admin.display(description="citations", ordering="cited")
    def citation_count(self, instrument: Instrument) -> int:
        """How often it is cited."""
        return int(instrument.cited)  # type: ignore[attr-defined]  # annotated above

    def save_model(self, request: HttpRequest, obj: Instrument, form: Any, change: bool) -> None:
        """Save it as the librarian's own."""
        obj.is_curated = obj.is_edited = True
        obj.symbol = obj.symbol or None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the names, then link what waited for them, and what stands in the texts under a new name."""
        super().save_related(request, form, formsets, change)
        linked = link_citations()
        if linked.citations:
            messages.info(request, f"{linked.citations} citations that were unresolved are linked now.")
        names = [alias.text for formset in formsets for alias in formset.new_objects]
        found = sum(apply_name(instrument=form.instance, name=name, by=name_of(request)).found for name in names)
        if found:
            messages.info(request, f"{found} places that nothing had marked cite it under the new names.")
        if {"symbol", "adopted_on"} & set(form.changed_data):
            refresh_conflicts()  # citations are held against its own date
