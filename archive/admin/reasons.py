"""Forms that ask why: a change of what readers see is recorded with its reason."""

from typing import Any

from django import forms
from django.http import HttpRequest


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


def name_of(request: HttpRequest) -> str:
    """Who is signed in, as records name them."""
    return request.user.get_username()
