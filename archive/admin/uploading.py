"""A file uploaded by a librarian: read and shown first, stored only when the librarian says so.

Between the two steps the file travels in the form itself, compressed and signed; the server keeps nothing.
"""

import base64
import zlib
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.reasons import fieldsets_of, name_of
from archive.curation.facts import reason_for_draft
from archive.curation.outcomes import Loaded, Received
from archive.curation.receiving import read, store
from archive.curation.settling import settle
from archive.models import Resolution
from archive.parsing.sources import UnreadableSource
from archive.symbols import Symbol, SymbolError

MOST_BYTES = 4 * 1024 * 1024
MOST_SIGNED = 2 * 1024 * 1024
SALT = "archive.admin.uploading"


class SuppliedForm(forms.Form):
    """What a text does not say of itself."""

    symbol = forms.CharField(
        required=False,
        max_length=60,
        help_text="Only if the text does not say: A/RES/72/179, S/RES/2240 (2015).",
        widget=forms.TextInput(attrs={"size": 40}),
    )
    title = forms.CharField(
        required=False,
        max_length=1000,
        help_text="Only if the text has none.",
        widget=forms.TextInput(attrs={"size": 80}),
    )
    adopted = forms.DateField(
        required=False,
        label="Adopted on",
        help_text="Only if the text does not say: 2017-12-19.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_symbol(self) -> str:
        """Write the symbol in its canonical form."""
        symbol = str(self.cleaned_data["symbol"]).strip()
        if not symbol:
            return ""
        try:
            return str(Symbol.parse(symbol))
        except SymbolError as error:
            raise ValidationError(str(error)) from error

    @property
    def supplied(self) -> dict[str, str]:
        """What was given with the file."""
        given = {name: str(self.cleaned_data.get(name) or "") for name in ("symbol", "title", "adopted")}
        return {name: value for name, value in given.items() if value}


class UploadForm(SuppliedForm):
    """A file, and what it lacks."""

    field_order = ("file",)
    file = forms.FileField(label="File", help_text="Text (from a PDF, OCR, markdown) or the official XML (AKN4UN).")

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large for a form before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("The file is over 4 MB; large collections go in with “manage.py load”.")
        return file


def upload_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Ask for a file; show how it was read, again with what it lacked if need be; store it."""
    if not request.user.has_perm("archive.add_resolution"):
        raise PermissionDenied
    if request.method == "POST" and "sealed" in request.POST:
        return _second_step(request, site)
    form = UploadForm(request.POST or None, request.FILES or None)
    received = _received(form) if form.is_valid() else None
    sealed = _seal(form, received) if received else ""
    if received is None or not sealed:
        return _page(request, site, form)
    return _preview(request, site, received, sealed, SuppliedForm(initial=dict(received.supplied)))


def _received(form: UploadForm) -> Received | None:
    file: UploadedFile = form.cleaned_data["file"]
    try:
        return read(data=file.read(), name=file.name or "upload", supplied=form.supplied)
    except UnreadableSource as error:
        form.add_error("file", str(error))
        return None


def _second_step(request: HttpRequest, site: AdminSite) -> HttpResponse:
    try:
        packed = signing.loads(request.POST["sealed"], salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        messages.error(request, "This page is too old or was changed on its way; please upload the file again.")
        return HttpResponseRedirect(reverse("admin:archive_resolution_upload"))
    data, supplied = zlib.decompress(base64.b64decode(packed["data"])), packed["supplied"]
    if "again" not in request.POST:
        return _store(request, read(data=data, name=packed["name"], supplied=supplied))
    form = SuppliedForm(request.POST)
    if form.is_valid():
        packed["supplied"] = supplied = form.supplied
    received = read(data=data, name=packed["name"], supplied=supplied)
    return _preview(request, site, received, signing.dumps(packed, salt=SALT), form)


def _seal(form: UploadForm, received: Received) -> str:
    file: UploadedFile = form.cleaned_data["file"]
    file.seek(0)
    data = base64.b64encode(zlib.compress(file.read())).decode()
    sealed = signing.dumps({"name": received.name, "data": data, "supplied": dict(received.supplied)}, salt=SALT)
    if len(sealed) > MOST_SIGNED:
        form.add_error("file", "The file is too large for this page; load it with “manage.py load”.")
        return ""
    return sealed


def _store(request: HttpRequest, received: Received) -> HttpResponse:
    outcomes = store(received=received, publish="publish" in request.POST, by=name_of(request))
    settle()
    for outcome in outcomes:
        _tell(request, outcome)
    first = next((outcome.resolution_id for outcome in outcomes if outcome.resolution_id), None)
    if first is None:
        return HttpResponseRedirect(reverse("admin:archive_resolution_upload"))
    return HttpResponseRedirect(reverse("admin:archive_resolution_change", args=[first]))


def _tell(request: HttpRequest, outcome: Loaded) -> None:
    say = messages.error if outcome.outcome == "refused" else messages.success
    reason = f": {outcome.reason}" if outcome.reason else ""
    say(request, f"{outcome.symbol or outcome.name}: {outcome.outcome}{reason}.")


def _previews(received: Received) -> list[dict[str, Any]]:
    """Each resolution read, with what storing it would mean."""
    standing = {
        resolution.symbol: resolution
        for resolution in Resolution.objects.filter(symbol__in=[one.symbol for one in received.parsed if one.symbol])
    }
    return [
        {
            "parsed": parsed,
            "reason_for_draft": reason_for_draft(parsed),
            "standing": standing.get(parsed.symbol or ""),
        }
        for parsed in received.parsed
    ]


def _preview(
    request: HttpRequest, site: AdminSite, received: Received, sealed: str, form: SuppliedForm
) -> HttpResponse:
    previews, can_store = _previews(received), any(parsed.symbol for parsed in received.parsed)
    return _page(request, site, form, received=received, previews=previews, sealed=sealed, can_store=can_store)


def _page(request: HttpRequest, site: AdminSite, form: forms.Form, **context: Any) -> HttpResponse:
    page = {"title": "Upload a resolution", "opts": Resolution._meta, "fieldsets": fieldsets_of(form), **context}
    return TemplateResponse(request, "admin/archive/resolution/upload.html", {**site.each_context(request), **page})
