"""Sources as received, to read beside the text that was made of them."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from archive.admin.reasons import ask_reason, name_of
from archive.curation.settling import settle
from archive.curation.superseding import SourceChoiceError, choose_source
from archive.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """What was received, when, from whom; never changed."""

    list_display = ["name", "resolution", "form", "is_current", "received_by", "received_at"]
    list_filter = ["form", "is_current", "received_at"]
    list_select_related = ["resolution"]
    search_fields = ["name", "resolution__symbol", "=sha256"]
    readonly_fields = [
        *["resolution", "name", "form", "sha256", "supplied", "parser_version", "is_current", "is_chosen"],
        *["received_by", "received_at", "text"],
    ]
    actions = ["show"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Lists go without the texts."""
        return super().get_queryset(request).defer("text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A source comes in by loading or uploading."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """What was received stays."""
        return False

    @admin.action(description="Give readers the text of this source, with a reason …", permissions=["show"])
    def show(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        """Let a source that is kept beside give the text; later sources are kept beside it."""
        kept = queryset.filter(is_current=False)
        reason = ask_reason(request, self, title="Give readers the text", chosen=queryset, affected=kept)
        if not isinstance(reason, str):
            return reason
        for source in kept.select_related("resolution"):
            try:
                changed = choose_source(source=source, by=name_of(request), reason=reason)
                messages.success(
                    request, f"{source.resolution.symbol} is shown from {source.name} ({changed or 'same text'})."
                )
            except SourceChoiceError as error:
                messages.error(request, str(error))
        settle()
        return None

    def has_show_permission(self, request: HttpRequest) -> bool:
        """Whoever may correct resolutions may choose their sources."""
        return request.user.has_perm("archive.change_resolution")
