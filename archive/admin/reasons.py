"""Forms that ask why: a change of what readers see is recorded with its reason."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse


class ReasonForm(forms.ModelForm):
    """A form with the question why, which must be answered when anything else was changed."""

    reason = forms.CharField(
        required=False,
        label="Reason for the change",
        help_text="Kept in the history that readers can see. For example: the scan was misread.",
        widget=forms.TextInput(attrs={"size": 80, "maxlength": 500}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where something else was changed."""
        cleaned = super().clean() or {}
        if self.changes and not str(cleaned.get("reason") or "").strip():
            self.add_error("reason", "Say why, in a few words: the history keeps it.")
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """The new values of the fields whose values differ, the reason aside."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "reason" and value != self.initial.get(name)
        }


def ask_reason(
    request: HttpRequest, model_admin: admin.ModelAdmin, *, title: str, chosen: QuerySet[Any], affected: QuerySet[Any]
) -> str | TemplateResponse:
    """The reason given for an action of a list, or the page that asks for it.

    `chosen` are the rows chosen in the list, `affected` those of them that the action changes.
    """
    reason = request.POST.get("reason", "").strip()
    if reason and affected:
        return reason
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "action": request.POST.get("action", ""),
        "chosen": chosen,
        "affected": affected,
        "asked": "reason" in request.POST,
    }
    return TemplateResponse(request, "admin/reason.html", context)


def fieldsets_of(form: forms.Form) -> helpers.AdminForm:
    """The fields of a form of our own, to be laid out as those of Django's admin are."""
    fieldsets = [(None, {"fields": list(form.fields)})]
    return helpers.AdminForm(form, fieldsets, {})  # type: ignore[arg-type]  # it wants nothing of a model


def name_of(request: HttpRequest) -> str:
    """Who is signed in, as records name them."""
    return request.user.get_username()
