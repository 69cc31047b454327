"""History: what stood before each change, for reading only; what a History button leads to."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from archive.comparison import word_changes
from archive.models import Change


def changes_of(symbol: str, label: str = "") -> HttpResponseRedirect:
    """The list of the changes of a resolution, or of one of its paragraphs."""
    chosen = {"symbol__exact": symbol} | ({"label__exact": label, "of__exact": "paragraph"} if label else {})
    return HttpResponseRedirect(f"{reverse('admin:archive_change_changelist')}?{urlencode(chosen)}")


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """Changes of published records; nobody edits history."""

    list_display = ["symbol", "of", "label", "changed_at", "changed_by", "reason"]
    list_display_links = ["symbol", "label"]
    list_filter = ["of", "changed_at"]
    search_fields = ["=symbol", "=label", "changed_by", "reason"]
    show_full_result_count = False
    fields = ["symbol", "of", "label", "what_changed", "changed_at", "changed_by", "reason"]
    readonly_fields = ["what_changed"]

    @admin.display(description="what changed")
    def what_changed(self, change: Change) -> SafeString | str:
        """Each field whose value is another, before and after, the words that differ marked."""
        if change.after is None:
            rows = [(name, str(value), "") for name, value in change.before.items() if value not in ("", None)]
        else:
            after: dict[str, Any] = change.after
            rows = [
                (name, *_marked(was, after.get(name))) for name, was in change.before.items() if was != after.get(name)
            ]
        if not rows:
            return "-"
        body = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', rows)
        head = mark_safe("<tr><td></td><th>Before</th><th>After</th></tr>")
        return format_html('<table class="what-changed"><thead>{}</thead><tbody>{}</tbody></table>', head, body)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Triggers write it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody rewrites it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody deletes it."""
        return False


def _marked(was: Any, became: Any) -> tuple[str, str]:
    """Two values as text, with the words marked in which they differ."""
    left, right = ("" if value is None else str(value) for value in (was, became))
    before, after, at, there = [], [], 0, 0
    for one in word_changes(left, right):
        before.append(format_html("{}<mark>{}</mark>", left[at : one.left_start], one.left))
        after.append(format_html("{}<mark>{}</mark>", right[there : one.right_start], one.right))
        at, there = one.left_start + len(one.left), one.right_start + len(one.right)
    before.append(format_html("{}", left[at:]))
    after.append(format_html("{}", right[there:]))
    return mark_safe("".join(before)), mark_safe("".join(after))  # noqa: S308 - the pieces are escaped
