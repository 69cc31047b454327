"""Resolutions: found, read, corrected, published, withdrawn, uploaded."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.history import changes_of
from archive.admin.reasons import ReasonForm, ask_reason, name_of
from archive.admin.tables import ReadingInline
from archive.admin.uploading import upload_view
from archive.curation.correcting import correct_resolution
from archive.curation.publishing import publish, unpublish, withdraw
from archive.curation.settling import settle
from archive.models import Paragraph, Problem, Resolution, ResolutionTopic, Source


class ResolutionForm(ReasonForm):
    """What the archive says of a resolution as a whole."""

    class Meta:
        model = Resolution
        fields = [
            *["title", "adopted_on", "meeting", "agenda_items", "agenda_title", "report", "drafts"],
            *["vote_method", "votes_for", "votes_against", "votes_abstaining", "voters", "language"],
        ]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "cols": 100}),
            "agenda_title": forms.Textarea(attrs={"rows": 2, "cols": 100}),
            "report": forms.Textarea(attrs={"rows": 1, "cols": 100}),
            "voters": forms.Textarea(attrs={"rows": 4, "cols": 100}),
            "drafts": forms.Textarea(attrs={"rows": 4, "cols": 100}),
        }

    def clean_drafts(self) -> list[Any]:
        """An emptied field means none."""
        return self.cleaned_data["drafts"] or []

    def clean_voters(self) -> dict[str, Any]:
        """An emptied field means none."""
        return self.cleaned_data["voters"] or {}


class ProblemsInline(ReadingInline):
    """What its reading met."""

    model = Problem
    columns = ("code", "message", "line")


class SourcesInline(ReadingInline):
    """What it was read from."""

    model = Source
    columns = ("name", "form", "is_current", "received_by", "received_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Without the texts."""
        return super().get_queryset(request).defer("text")


class SubjectsInline(ReadingInline):
    """The subjects that the publisher gave."""

    model = ResolutionTopic
    columns = ("topic", "origin")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ResolutionTopic]:
        """With the topics."""
        return super().get_queryset(request).select_related("topic")


class ProblemFilter(admin.AllValuesFieldListFilter):
    """Resolutions by a problem that their reading met."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.title = "problem"


def _count(of: type[Problem] | type[Paragraph]) -> Coalesce:
    rows = of.objects.filter(resolution=OuterRef("pk")).order_by().values("resolution")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)


@admin.register(Resolution)
class ResolutionAdmin(admin.ModelAdmin):
    """Resolutions; every change asks for its reason."""

    form = ResolutionForm
    change_list_template = "admin/archive/resolution/change_list.html"
    list_display = ["symbol", "status", "problems", "title", "adopted_on", "paragraphs"]
    list_filter = ["status", "body", "vote_method", ("problems__code", ProblemFilter)]
    search_fields = ["symbol", "path", "title"]
    search_help_text = "A symbol or part of one, or words of the title."
    date_hierarchy = "adopted_on"
    fieldsets = [
        (None, {"fields": ["symbol", "status_now", "paragraph_list"]}),
        ("As printed", {"fields": ["title", "adopted_on", "meeting", "agenda_items", "agenda_title", "report"]}),
        ("Vote", {"fields": ["vote_method", ("votes_for", "votes_against", "votes_abstaining"), "voters"]}),
        ("Drafts and language", {"fields": ["drafts", "language"], "classes": ["collapse"]}),
        ("Why", {"fields": ["reason"]}),
        (
            "Kept by the archive",
            {"fields": ["body", "session", "corrected_fields", "tagged_at", "loaded_at", "updated_at"]},
        ),
    ]
    readonly_fields = [
        *["symbol", "status_now", "paragraph_list", "body", "session", "corrected_fields", "tagged_at"],
        *["loaded_at", "updated_at"],
    ]
    inlines = [ProblemsInline, SourcesInline, SubjectsInline]
    actions = ["publish", "withdraw", "unpublish", "settle"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Resolution]:
        """With the numbers of paragraphs and problems."""
        resolutions: QuerySet[Resolution] = super().get_queryset(request)
        return resolutions.annotate(paragraph_count=_count(Paragraph), problem_count=_count(Problem))

    def get_urls(self) -> list[URLPattern]:
        """The upload page beside the usual ones."""
        page = self.admin_site.admin_view(lambda request: upload_view(request, self.admin_site))
        return [path("upload/", page, name="archive_resolution_upload"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A resolution is not typed in; it is uploaded."""
        return upload_view(request, self.admin_site)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without the button that would type in another."""
        return super().render_change_form(request, context | {"show_save_and_add_another": False}, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The archive's own history, which tells more than who pressed a button."""
        found = self.get_object(request, object_id)
        return changes_of(found.symbol) if found else super().history_view(request, object_id, extra_context)

    def has_delete_permission(self, request: HttpRequest, obj: Resolution | None = None) -> bool:
        """Only a draft may go: permalinks of published ones never die, so those are withdrawn."""
        is_draft = obj is not None and obj.status == Resolution.Status.DRAFT
        return is_draft and super().has_delete_permission(request, obj)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What goes with a draft, in numbers; whoever may throw it away may throw away what was read of it."""
        told = []
        for resolution in objs:
            counts = resolution.paragraphs.count(), resolution.sources.count()
            told.append("{}, with {} paragraphs and {} sources".format(resolution, *counts))
        return told, {"resolutions": len(told)}, set(), []

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Drafts are deleted one by one, on their own page, where their status is looked at."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(ordering="paragraph_count")
    def paragraphs(self, resolution: Resolution) -> int:
        """How many paragraphs it has."""
        return int(resolution.paragraph_count)  # type: ignore[attr-defined]  # annotated above

    @admin.display(ordering="problem_count")
    def problems(self, resolution: Resolution) -> int:
        """How many problems its reading met."""
        return int(resolution.problem_count)  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="status")
    def status_now(self, resolution: Resolution) -> str:
        """The status with its reason; actions of the list change it."""
        reason = f": {resolution.status_reason}" if resolution.status_reason else ""
        return f"{resolution.get_status_display()}{reason}"

    @admin.display(description="paragraphs")
    def paragraph_list(self, resolution: Resolution) -> SafeString:
        """Its paragraphs, to be corrected one by one, and its public page."""
        address = reverse("admin:archive_paragraph_changelist")
        return format_html(
            '<a href="{}?resolution__id__exact={}&amp;o=2">{} paragraphs</a> · <a href="{}">public page</a>',
            address,
            resolution.pk,
            self.paragraphs(resolution),
            resolution.get_absolute_url(),
        )

    def save_model(self, request: HttpRequest, obj: Resolution, form: Any, change: bool) -> None:
        """Record the correction."""
        if form.changes:
            reason = form.cleaned_data["reason"]
            correct_resolution(resolution=obj, changes=form.changes, by=name_of(request), reason=reason)

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Resolution]) -> None:
        """Let readers see the chosen resolutions; those that lack something are named and left."""
        chosen = list(queryset.exclude(status=Resolution.Status.PUBLISHED))
        lacking = publish(resolutions=chosen, by=name_of(request))
        for sentence in lacking:
            messages.error(request, sentence)
        messages.info(request, f"{len(chosen) - len(lacking)} published.")

    @admin.action(description="Withdraw, with a reason …", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Resolution]) -> HttpResponse | None:
        """Take published resolutions from readers; their permalinks then tell the reason."""
        published = queryset.filter(status=Resolution.Status.PUBLISHED)
        return self._with_reason(request, queryset, published, "Withdraw", withdraw)

    @admin.action(description="Back to draft, with a reason …", permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Resolution]) -> HttpResponse | None:
        """Make drafts of resolutions that were published by mistake."""
        shown = queryset.exclude(status=Resolution.Status.DRAFT)
        return self._with_reason(request, queryset, shown, "Back to draft", unpublish)

    @admin.action(description="Link citations and run topic queries anew", permissions=["change"])
    def settle(self, request: HttpRequest, queryset: QuerySet[Resolution]) -> None:
        """Link and tag the chosen resolutions again."""
        queryset.model.objects.filter(pk__in=queryset.values("pk")).update(tagged_at=None)
        settled = settle()
        linked, tagged = settled.linked, settled.tagged
        messages.info(request, f"{linked.citations} citations linked, {tagged.tags} topics given.")

    def _with_reason(
        self,
        request: HttpRequest,
        chosen: QuerySet[Resolution],
        affected: QuerySet[Resolution],
        title: str,
        do: Callable[..., None],
    ) -> HttpResponse | None:
        reason = ask_reason(request, self, title=title, chosen=chosen, affected=affected)
        if not isinstance(reason, str):
            return reason
        resolutions = list(affected)
        do(resolutions=resolutions, by=name_of(request), reason=reason)
        messages.info(request, f"{title}: {len(resolutions)} done.")
        return None
