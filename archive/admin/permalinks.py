"""Permalinks that no paragraph bears any more, and where they lead."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from archive.admin.bodies import MadeByLoading
from archive.admin.reasons import name_of
from archive.models import FormerPermalink


class FormerPermalinkForm(forms.ModelForm):
    """Where a former permalink leads; the target must be a paragraph that stands."""

    class Meta:
        model = FormerPermalink
        fields = ["target", "reason"]

    def clean_target(self) -> str:
        """Refuse a target that would send readers nowhere."""
        target = str(self.cleaned_data["target"]).strip().strip("/")
        if target and not self.instance.resolution.paragraphs.filter(label=target).exists():
            raise ValidationError(f"{self.instance.resolution.symbol} has no paragraph {target}; write it as op/5/f.")
        return target


@admin.register(FormerPermalink)
class FormerPermalinkAdmin(MadeByLoading, admin.ModelAdmin):
    """Former permalinks; a librarian may set the target and the reason that readers see."""

    form = FormerPermalinkForm
    list_display = ["resolution", "label", "target", "reason", "changed_by", "changed_at"]
    list_display_links = ["label"]
    list_select_related = ["resolution"]
    search_fields = ["label", "target", "resolution__symbol"]
    readonly_fields = ["resolution", "label", "last_text", "changed_by", "changed_at"]

    def save_model(self, request: HttpRequest, obj: FormerPermalink, form: Any, change: bool) -> None:
        """Save it under the librarian's name."""
        obj.changed_by = name_of(request)
        super().save_model(request, obj, form, change)
