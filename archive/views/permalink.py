"""Whatever stands below a body's code: the permalinks, in any spelling, as a page or as a file."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from archive.exports.reference import official_address, reference_to
from archive.models import Instrument, Paragraph, Resolution
from archive.permalinks import (
    Address,
    NotAPermalink,
    find_paragraph,
    former,
    other_spelling,
    published_at,
    read,
)
from archive.views.earlier import earlier_page
from archive.views.errors import trouble
from archive.views.files import file_response, preferred_suffix
from archive.views.paragraph import paragraph_page
from archive.views.resolution import resolution_page


@require_safe
def permalink(request: HttpRequest, path: str) -> HttpResponse:
    """A resolution or a paragraph; 301 for another spelling, 410 for what was withdrawn, 404 for the unknown."""
    try:
        address = read(path)
    except NotAPermalink:
        raise Http404(
            "That is not the symbol of a resolution. Symbols look like A/RES/76/172, A/HRC/RES/57/14, "
            "S/RES/2240(2015) or E/RES/2021/2."
        ) from None
    resolution = published_at(address)
    if resolution is None:
        return _not_here(request, address)
    if resolution.status == Resolution.Status.WITHDRAWN:
        return _withdrawn(request, address, resolution)
    if address.on:
        return _moved(request, address) if request.path != address.path else earlier_page(request, resolution, address)
    paragraph = find_paragraph(resolution, address.label) if address.label else None
    if address.label and paragraph is None:
        return _elsewhere(request, address, resolution)
    if request.path != address.path:
        return _moved(request, address)
    return _answer(request, address, resolution, paragraph)


def _answer(
    request: HttpRequest, address: Address, resolution: Resolution, paragraph: Paragraph | None
) -> HttpResponse:
    suffix = address.suffix or preferred_suffix(request)
    if suffix:
        response = file_response(request, resolution, paragraph, suffix)
    elif paragraph:
        response = paragraph_page(request, resolution, paragraph)
    else:
        response = resolution_page(request, resolution)
    if not address.suffix:
        patch_vary_headers(response, ["Accept"])
    return response


def _withdrawn(request: HttpRequest, address: Address, resolution: Resolution) -> HttpResponse:
    """The reason, and how to cite what was asked for all the same."""
    paragraph = find_paragraph(resolution, address.label) if address.label else None
    reference = reference_to(resolution, paragraph, site=request.build_absolute_uri("/"))
    context = {"resolution": resolution, "reference": reference}
    return render(request, "pages/withdrawn.html", context, status=HTTPStatus.GONE)


def _moved(request: HttpRequest, address: Address) -> HttpResponse:
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return HttpResponsePermanentRedirect(address.path + query)


def _elsewhere(request: HttpRequest, address: Address, resolution: Resolution) -> HttpResponse:
    """The label is not borne by a paragraph: another spelling, renumbered, gone, or never there."""
    if gone := former(resolution, address.label):
        if gone.target:
            return HttpResponsePermanentRedirect(f"{replace(address, label=gone.target).path}?was={gone.label}")
        return render(request, "pages/gone.html", {"resolution": resolution, "gone": gone}, status=HTTPStatus.GONE)
    if label := other_spelling(resolution, address.label):
        return _moved(request, replace(address, label=label))
    context = {"resolution": resolution, "label": address.label}
    return render(request, "pages/no_paragraph.html", context, status=HTTPStatus.NOT_FOUND)


def _not_here(request: HttpRequest, address: Address) -> HttpResponse:
    """404; names what has the same number (76/247 was adopted as 76/247 A, B and C) and who cites it."""
    symbol, asked = str(address.symbol), address.symbol
    instrument = Instrument.objects.filter(symbol=symbol).first()
    same = Resolution.objects.published().filter(body__code=asked.body, session__code=asked.session)
    same = same.filter(number=asked.number).order_by("part")
    if instrument is None and not same:
        title, message = f"{symbol} is not in the archive", "No resolution here has this symbol, and none cites it."
        onward = (official_address(symbol), "Ask the United Nations for it")
        return trouble(request, HTTPStatus.NOT_FOUND, title, message, onward)
    context = {"symbol": symbol, "instrument": instrument, "same": same, "official": official_address(symbol)}
    return render(request, "pages/not_in_archive.html", context, status=HTTPStatus.NOT_FOUND)
