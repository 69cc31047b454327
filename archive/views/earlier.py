"""A resolution or a paragraph as the archive showed it on an earlier day (`@2026-01-31`)."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as format_date

from archive.exports import plain
from archive.exports.reference import reference_to
from archive.history import Shown, as_shown
from archive.models import Paragraph, Resolution
from archive.permalinks import Address
from archive.rendering import Dressed
from archive.views.errors import trouble
from archive.views.zones import sections_html, zones_of


def earlier_page(request: HttpRequest, resolution: Resolution, address: Address) -> HttpResponse:
    """The page, or the plain text with the suffix .txt; 404 where the archive showed nothing that day."""
    day = address.on
    if day is None or day > timezone.now().date():
        return _nothing(request, address, "That day is yet to come.")
    shown = as_shown(resolution, day)
    written = format_date(day, "j F Y")
    if shown is None:
        return _nothing(request, address, f"The archive did not show {resolution.symbol} yet on {written}.")
    paragraphs = _asked_for(shown, address.label)
    if not paragraphs:
        message = f"There was no paragraph “{address.label}” in {resolution.symbol} on {written}."
        return _nothing(request, address, message)
    shown.resolution.body = resolution.body
    site = request.build_absolute_uri("/")
    if address.suffix == ".txt":
        one = paragraphs[0] if address.label else None
        reference = reference_to(shown.resolution, one, site=site)
        reference = replace(reference, url=request.build_absolute_uri(replace(address, suffix="").path))
        text = plain.plain(reference, paragraphs, {}, () if one else shown.footnotes)
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    if address.suffix:
        raise Http404("Earlier states are offered as a page and, with the suffix .txt, as plain text.")
    dressed = [Dressed(one, replace(address, label=one.label).path) for one in paragraphs]
    reference = reference_to(shown.resolution, paragraphs[0] if address.label else None, site=site)
    context = {
        "reference": replace(reference, url=request.build_absolute_uri(request.path)),
        "printed": request.build_absolute_uri(request.path),
        "resolution": shown.resolution,
        "day": day,
        "is_current": shown.is_current,
        "now": replace(address, on=None).path,
        "sections": sections_html(zones_of(dressed)),
        "one": dressed[0] if address.label else None,
        "footnotes": [] if address.label else shown.footnotes,
        "canonical": request.build_absolute_uri(replace(address, on=None).path),
    }
    return render(request, "pages/earlier.html", context)


def _nothing(request: HttpRequest, address: Address, message: str) -> HttpResponse:
    """404 that leads to the text of today."""
    onward = (replace(address, on=None, suffix="").path, "Read it as it is now")
    return trouble(request, HTTPStatus.NOT_FOUND, "No text of that day", message, onward)


def _asked_for(shown: Shown, label: str) -> list[Paragraph]:
    return [one for one in shown.paragraphs if not label or one.label == label]
