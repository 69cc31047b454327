"""The draft checker: a text goes in, what its citations are worth comes out; nothing is stored."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.checking import LONGEST, MOST, Report, UncheckableTextError, check_text
from archive.verdicts import BODY_TITLES, Checked


# nothing is stored and nobody is signed in here, so there is nothing to forge
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST with `text` (and `body`) the answer, as JSON where that is asked for."""
    as_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if request.method != "POST":
        return render(request, "pages/check.html", _context("", ""))
    try:
        text, body = _given(request)
        report = check_text(text, body=body)
    except UncheckableTextError as error:
        return _refused(request, str(error), as_json)
    if as_json or request.content_type == "application/json":
        return JsonResponse(as_record(report), json_dumps_params={"ensure_ascii": False})
    return render(request, "pages/check.html", _context(text, report.body) | {"report": report})


def _given(request: HttpRequest) -> tuple[str, str]:
    """Text and body of a form or of a JSON object."""
    try:
        request.body  # noqa: B018 - reads the request, or refuses it for its size
    except RequestDataTooBig as error:
        raise UncheckableTextError(f"That is far too much: at most {LONGEST:,} characters at once.") from error
    if request.content_type != "application/json":
        return request.POST.get("text", ""), request.POST.get("body", "")
    try:
        given = json.loads(request.body)
        text, body = given["text"], given.get("body", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UncheckableTextError('Send a JSON object: {"text": "...", "body": "A"}.') from error
    if not isinstance(text, str) or not isinstance(body, str):
        raise UncheckableTextError('"text" and "body" must be strings.')
    return text, body


def _refused(request: HttpRequest, message: str, as_json: bool) -> HttpResponse:
    if as_json or request.content_type == "application/json":
        problem = {"title": "The text cannot be checked", "status": 400, "detail": message}
        return JsonResponse(problem, status=400, content_type="application/problem+json")
    try:
        text, body = request.POST.get("text", "").replace("\x00", "")[:LONGEST], request.POST.get("body", "")
    except RequestDataTooBig:
        text = body = ""
    context = _context(text, body)
    return render(request, "pages/check.html", context | {"error": message}, status=400)


def _context(text: str, body: str) -> dict[str, Any]:
    return {
        "section": "citations",
        "text": text,
        "body": body,
        "bodies": BODY_TITLES.items(),
        "longest": LONGEST,
        "most": MOST,
    }


def as_record(report: Report) -> dict[str, Any]:
    """The answer as JSON: {"body", "count", "statuses", "citations": [...], "left_out"}."""
    return {
        "body": report.body or None,
        "count": len(report.citations) + report.left_out,
        "left_out": report.left_out,
        "statuses": dict(report.counts),
        "citations": [_record(one) for one in report.citations],
    }


def _record(one: Checked) -> dict[str, Any]:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "status": one.status,
        "message": one.message,
        "symbol": one.symbol or None,
        "title": one.title or None,
        "date": one.cited_date.isoformat() if one.cited_date else None,
        "own_date": one.own_date.isoformat() if one.own_date else None,
        "correct": one.correct or None,
        "link": one.address or None,
        "choices": list(one.choices),
    }
