"""Pages for what went wrong: what happened in plain words, and where to go from here."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import Resolver404


def trouble(
    request: HttpRequest, status: HTTPStatus, title: str, message: str, onward: tuple[str, str] | None = None
) -> HttpResponse:
    """A page with a status that is not 200: a title, a sentence that helps, a search box; JSON for programs.

    `onward` is where to go from there: an address and words.
    """
    if _is_program(request):
        return _problem(status, title, message)
    context = {"title": title, "message": message, "onward": onward, "hide_search": True, "hide_canonical": True}
    return render(request, "pages/trouble.html", context, status=status)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: HTTPStatus, title: str, message: str) -> HttpResponse:
    problem = {"type": "about:blank", "title": title, "status": int(status), "detail": message}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address asks for something that makes no sense; the exception's text says what."""
    if isinstance(exception, DisallowedHost):  # a page could not name its own address
        text = "This site does not answer under that name.\n"
        return HttpResponse(text, status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    message = str(exception) if str(exception) and type(exception).__name__ == "BadRequest" else ""
    return trouble(
        request,
        HTTPStatus.BAD_REQUEST,
        "This address cannot be read",
        message or "Something in the address is not as it should be. Start from the search box or from a list.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the exception's text says what is missing, unless it is Django's list of patterns."""
    message = "" if isinstance(exception, Resolver404) else str(exception)
    return trouble(
        request,
        HTTPStatus.NOT_FOUND,
        "There is no such page",
        message or "Nothing in the archive has this address. Type a symbol such as A/RES/76/172, or words.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, for people who came to a page that is not theirs."""
    return trouble(request, HTTPStatus.FORBIDDEN, "This page is not open to you", "Sign in as a librarian to see it.")


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: mostly a page that stood open too long, or cookies that are refused."""
    return trouble(
        request,
        HTTPStatus.FORBIDDEN,
        "This form can no longer be sent",
        "Go back, load the page again and send it once more. Signing in needs cookies.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; says so. No template and no database: what broke may be either of them."""
    title = "Something broke on our side"
    message = "It was not your doing. Try again in a moment; the permalinks of resolutions stay as they are."
    if _is_program(request):
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, title, message)
    page = _BROKEN.format(title=title, message=message, stylesheet=_stylesheet())
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _stylesheet() -> str:
    try:
        return static("site.css")
    except ValueError:  # what broke is the list of collected files
        return f"{settings.STATIC_URL}site.css"


_BROKEN = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Migration Resolutions</title><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="{stylesheet}"></head>
<body><header class="site-head"><a class="wordmark" href="/">Migration <span>¶</span> Resolutions</a></header>
<main id="main"><div class="page"><h1>{title}</h1><p class="lede">{message}</p>
<p class="quiet">Back to the <a href="/">first page</a> or to the <a href="/search">search</a>.</p></div></main></body>
</html>
"""


def too_slow(request: HttpRequest) -> HttpResponse:
    """503 for a search that the database gave up."""
    return trouble(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "This search took too long",
        "Narrow your search: add a word, put words in quotation marks, or choose a body, a session or a year.",
    )
