"""Topics with their stored queries, and the tags they gave."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import Truncator

from archive.admin.reasons import name_of
from archive.curation.deciding import decide_topic
from archive.curation.tagging import check_query, tag_paragraphs
from archive.models import ParagraphTopic, ResolutionTopic, TagOrigin, TagState, Topic, TopicScheme
from archive.search import QueryError


class TopicForm(forms.ModelForm):
    """A topic; its query must be one that can be run."""

    def clean_query(self) -> str:
        """Read the query as tagging will; an error names the line."""
        query = str(self.cleaned_data["query"])
        try:
            check_query(query)
        except QueryError as error:
            raise ValidationError(str(error)) from error
        return query


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """Topics; saving a changed query tags all paragraphs anew."""

    form = TopicForm
    list_display = ["label", "notation", "scheme", "paragraph_count", "is_edited"]
    list_filter = ["scheme"]
    list_select_related = ["scheme"]
    search_fields = ["label", "=notation", "note", "slug"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["label"]}
    readonly_fields = ["is_edited"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        """With the number of tagged paragraphs."""
        tags = ParagraphTopic.objects.exclude(state=TagState.REJECTED).filter(topic=OuterRef("pk"))
        counts = tags.order_by().values("topic").annotate(count=Count("pk")).values("count")
        topics: QuerySet[Topic] = super().get_queryset(request)
        return topics.annotate(tagged=Coalesce(Subquery(counts), 0))

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        """The address of a topic stays, since others link to it."""
        return [*self.readonly_fields, *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Topic | None = None) -> Any:
        """A new topic's address comes from its label."""
        return {} if obj else self.prepopulated_fields

    @admin.display(description="paragraphs", ordering="tagged")
    def paragraph_count(self, topic: Topic) -> int:
        """How many paragraphs have the topic."""
        return int(topic.tagged)  # type: ignore[attr-defined]  # annotated above

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """Save, then run the query over every paragraph; say what it found."""
        obj.is_edited = True
        super().save_model(request, obj, form, change)
        if "query" in form.changed_data:
            tag_paragraphs()
            count = obj.paragraph_topics.exclude(state=TagState.REJECTED).count()
            messages.info(request, f"The query has been run: {count} paragraphs have the topic “{obj.label}”.")


@admin.register(TopicScheme)
class TopicSchemeAdmin(admin.ModelAdmin):
    """Schemes of topics."""

    list_display = ["name", "code", "position"]


@admin.register(ParagraphTopic)
class ParagraphTopicAdmin(admin.ModelAdmin):
    """Tags to be looked through, a topic at a time."""

    list_display = ["paragraph", "words", "topic", "state", "origin", "decided_by"]
    list_display_links = ["words"]
    list_filter = ["state", "origin", "topic__scheme", ("topic", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["paragraph__resolution", "topic"]
    search_fields = ["topic__label", "paragraph__resolution__symbol"]
    raw_id_fields = ["paragraph"]
    autocomplete_fields = ["topic"]
    fields = ["paragraph", "topic", "state", "origin", "decided_by", "decided_at"]
    readonly_fields = ["origin", "decided_by", "decided_at"]
    actions = ["confirm", "reject"]
    show_full_result_count = False

    @admin.display(description="words")
    def words(self, tag: ParagraphTopic) -> str:
        """The beginning of the paragraph."""
        return Truncator(tag.paragraph.text).chars(180)

    def get_readonly_fields(self, request: HttpRequest, obj: ParagraphTopic | None = None) -> list[str]:
        """What is tagged with what is fixed once it is; only the decision changes."""
        return [*self.readonly_fields, *(["paragraph", "topic"] if obj else [])]

    def has_delete_permission(self, request: HttpRequest, obj: ParagraphTopic | None = None) -> bool:
        """A tag is rejected, not deleted: deleted, it would come back."""
        return False

    def save_model(self, request: HttpRequest, obj: ParagraphTopic, form: Any, change: bool) -> None:
        """Record the decision as the librarian's."""
        self._decide(request, [obj], TagState(obj.state))
        obj.pk = ParagraphTopic.objects.get(paragraph=obj.paragraph, topic=obj.topic).pk

    @admin.action(description="Confirm the topic")
    def confirm(self, request: HttpRequest, queryset: QuerySet[ParagraphTopic]) -> None:
        """These paragraphs have the topic."""
        self._decide(request, queryset.select_related("topic"), TagState.CONFIRMED)

    @admin.action(description="Reject the topic")
    def reject(self, request: HttpRequest, queryset: QuerySet[ParagraphTopic]) -> None:
        """These paragraphs do not have the topic, whatever the query finds."""
        self._decide(request, queryset.select_related("topic"), TagState.REJECTED)

    def _decide(self, request: HttpRequest, tags: Any, state: TagState) -> None:
        by_topic: dict[Topic, list[int]] = {}
        for tag in tags:
            by_topic.setdefault(tag.topic, []).append(tag.paragraph_id)
        for topic, paragraphs in by_topic.items():
            decide_topic(paragraphs=paragraphs, topic=topic, state=state, by=name_of(request))


@admin.register(ResolutionTopic)
class ResolutionTopicAdmin(admin.ModelAdmin):
    """Subjects of whole resolutions, mostly the publisher's."""

    list_display = ["resolution", "topic", "origin"]
    list_filter = ["topic__scheme", "origin"]
    list_select_related = ["resolution", "topic"]
    search_fields = ["resolution__symbol", "topic__label"]
    autocomplete_fields = ["resolution", "topic"]
    readonly_fields = ["origin"]

    def save_model(self, request: HttpRequest, obj: ResolutionTopic, form: Any, change: bool) -> None:
        """What a librarian enters is the librarian's own, and no later source takes it away."""
        obj.origin = TagOrigin.CURATOR
        super().save_model(request, obj, form, change)
