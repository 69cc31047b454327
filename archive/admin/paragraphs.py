"""Paragraphs: found by their words, corrected with a reason."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.admin.bodies import MadeByLoading
from archive.admin.history import changes_of
from archive.admin.reasons import ReasonForm, name_of
from archive.admin.tables import ReadingInline
from archive.curation.correcting import correct_paragraph
from archive.curation.tagging import tag_paragraphs
from archive.models import Citation, Paragraph, ParagraphTopic
from archive.search import QueryError, compile_query

MOST_OF_SOURCE = 4_000
"""Characters: some XML stands in one line."""


class ParagraphForm(ReasonForm):
    """The words of a paragraph."""

    class Meta:
        model = Paragraph
        fields = ["number", "verb", "text"]


class CitationsInline(ReadingInline):
    """What the paragraph cites."""

    model = Citation
    columns = ("text", "instrument", "cited_date", "state", "origin")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """With the instruments."""
        return super().get_queryset(request).select_related("instrument")


class TopicsInline(ReadingInline):
    """The topics of the paragraph."""

    model = ParagraphTopic
    columns = ("topic", "state", "origin", "decided_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ParagraphTopic]:
        """With the topics."""
        return super().get_queryset(request).select_related("topic")


@admin.register(Paragraph)
class ParagraphAdmin(MadeByLoading, admin.ModelAdmin):
    """Paragraphs; the search box speaks the language of the public one."""

    form = ParagraphForm
    list_display = ["place", "words", "kind", "is_public", "is_corrected"]
    list_display_links = ["place", "words"]
    list_filter = ["kind", "body", "is_public", "is_corrected"]
    list_select_related = ["resolution"]
    search_fields = ["text"]  # shows the box; the search itself is full text, below
    search_help_text = 'Words, "phrases", symbols: the same language as the public search.'
    ordering = ["-adopted_on", "resolution", "position"]
    fields = ["resolution", "label", "kind", "number", "verb", "text", "reason", "in_the_source", "is_corrected"]
    readonly_fields = ["resolution", "label", "kind", "in_the_source", "is_corrected"]
    inlines = [CitationsInline, TopicsInline]
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Paragraph]:
        """Without the vectors."""
        return super().get_queryset(request).defer("search_vector")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The archive's own history, which tells more than who pressed a button."""
        found = self.get_object(request, object_id)
        if found is None:
            return super().history_view(request, object_id, extra_context)
        return changes_of(found.resolution.symbol, found.label)

    @admin.display(description="paragraph", ordering="resolution__symbol")
    def place(self, paragraph: Paragraph) -> str:
        """The symbol and the label; the title would repeat on every line."""
        return str(paragraph)

    @admin.display(description="text")
    def words(self, paragraph: Paragraph) -> str:
        """The beginning of the text."""
        return Truncator(paragraph.text).chars(180)

    @admin.display(description="in the source")
    def in_the_source(self, paragraph: Paragraph) -> SafeString | str:
        """The lines from which it was read, up to the next paragraph's, to be held against what was made of them."""
        source = paragraph.resolution.sources.filter(is_current=True).first()
        if source is None or paragraph.line_from is None or paragraph.line_to is None:
            return "-"
        behind = paragraph.resolution.paragraphs.filter(line_from__gt=paragraph.line_to)
        following = behind.order_by("line_from").values_list("line_from", flat=True).first()
        last = following - 1 if following else paragraph.line_to
        lines = "\n".join(source.text.split("\n")[paragraph.line_from - 1 : last])
        return format_html(
            '<a href="{}">{}</a>, from line {}<div class="source-lines">{}</div>',
            reverse("admin:archive_source_change", args=[source.pk]),
            source.name,
            paragraph.line_from,
            Truncator(lines).chars(MOST_OF_SOURCE),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Paragraph], search_term: str
    ) -> tuple[QuerySet[Paragraph], bool]:
        """Full-text search; a symbol finds the paragraphs of that resolution as well."""
        try:
            query = compile_query(search_term)
        except QueryError as error:
            messages.warning(request, str(error))
            return queryset.none(), False
        if query.everything is None:
            return queryset, False
        symbols = [str(symbol) for symbol in query.symbols]
        return queryset.filter(Q(search_vector=query.everything) | Q(resolution__symbol__in=symbols)), False

    def save_model(self, request: HttpRequest, obj: Paragraph, form: Any, change: bool) -> None:
        """Record the correction and read what follows from the new words."""
        if form.changes:
            correct_paragraph(
                paragraph=obj, changes=form.changes, by=name_of(request), reason=form.cleaned_data["reason"]
            )
            tag_paragraphs()
