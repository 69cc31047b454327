"""The read-only interface for programs: search, resolutions, topics; described by OpenAPI.

The record of one resolution or paragraph is its permalink with .json. Errors are problem+json (RFC 9457)
with a sentence that a person can act on.
"""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import AfterValidator, WithJsonSchema

from archive.filters import LONGEST_VALUE, MOST_VALUES, read_asked
from archive.finding import FacetValue, find
from archive.models import Paragraph, Resolution, Topic
from archive.rendering import Passage
from archive.search import QueryError, SearchTooSlow, UnreadableTextError, refuse_unreadable, time_limit

DEEPEST = 10_000
PROBLEM = "application/problem+json"


class ArchiveAPI(NinjaAPI):
    """Describes errors under the media type that they are sent with."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {PROBLEM: response["content"].pop("application/json")}
        return schema


api = ArchiveAPI(
    title="Migration Resolutions",
    version="1",
    description=(
        "United Nations resolutions on migration, paragraph by paragraph. Every permalink answers JSON with the "
        "suffix .json (and .xml, .txt, .bib, .ris, .csl.json). Read-only, no key needed, open to any site."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def _readable(value: str) -> str:
    refuse_unreadable(value)
    return value


def _year(value: str) -> str:
    if not re.fullmatch(YEARS, value):
        raise ValueError(f"“{value}” is not a year; write 2019 or 2019-2021.")
    return value


def _kind(value: str) -> str:
    if not re.fullmatch(KINDS, value):
        raise ValueError(f"“{value}” is not a kind of paragraph; choose from {', '.join(Paragraph.Kind.values)}.")
    return value


# the description says exactly what is taken; the sentences of refusals are our own, not a library's
TEXT, YEARS, KINDS = r"[^\x00\ufffd]*", r"([12][0-9]{3}(-[12][0-9]{3})?)?", f"({'|'.join(Paragraph.Kind.values)})?"
_TEXT = {"type": "string", "pattern": f"^{TEXT}$"}
Text = Annotated[
    str,
    Field(max_length=LONGEST_VALUE),
    AfterValidator(_readable),
    WithJsonSchema(_TEXT | {"maxLength": LONGEST_VALUE}),
]
Short = Annotated[str, Field(max_length=10), AfterValidator(_readable), WithJsonSchema(_TEXT | {"maxLength": 10})]
Words = Annotated[str, Field(max_length=500), AfterValidator(_readable), WithJsonSchema(_TEXT | {"maxLength": 500})]
Year = Annotated[str, AfterValidator(_year), WithJsonSchema({"type": "string", "pattern": f"^{YEARS}$"})]
Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "pattern": f"^{KINDS}$"})]


class SearchParameters(Schema):
    """A search; the query language is the search box's, and each facet takes several values."""

    q: Words = Field("", description='Words, "phrases", OR, -not, prefix*, symbols, operators; 500 characters at most')
    body: list[Text] = Field([], max_length=MOST_VALUES, description="Body: A, A/HRC, S, E")
    session: list[Text] = Field([], max_length=MOST_VALUES, description="Session: A/76, or 76 of any body")
    year: list[Year] = Field([], max_length=MOST_VALUES, description="Year of adoption: 2019 or 2019-2021")
    kind: list[Kind] = Field([], max_length=MOST_VALUES, description=", ".join(Paragraph.Kind.values))
    verb: list[Text] = Field([], max_length=MOST_VALUES, description="Opening verb: urges")
    topic: list[Text] = Field([], max_length=MOST_VALUES, description="Topic: slug or number")
    cites: list[Text] = Field([], max_length=MOST_VALUES, description="Cited instrument: slug, symbol or name")
    order: Literal["relevance", "newest", "oldest"] = "relevance"
    page: int = Field(1, ge=1, le=DEEPEST, description="Only the first 10,000 results can be paged through")
    size: int = Field(20, ge=1, le=100, description="Results on a page")


class TopicLabel(Schema):
    """A topic of a paragraph."""

    slug: str
    label: str


class Result(Schema):
    """A paragraph that matches; `highlight` is safe HTML with <mark> around the matches."""

    permalink: str
    symbol: str
    title: str
    label: str
    number: str
    kind: str
    verb: str
    text: str
    highlight: str
    adopted_on: date | None
    body: str
    session: str
    topics: list[TopicLabel]


class Facet(Schema):
    """A value of a facet with how many paragraphs bear it."""

    value: str
    label: str
    count: int


class Results(Schema):
    """A page of a search; `next` is the address of the page after it."""

    count: int
    count_is_exact: bool
    results: list[Result]
    facets: dict[str, list[Facet]]
    notices: list[str]
    next: str | None


class ListParameters(Schema):
    """Which resolutions to list."""

    body: Short = Field("", description="Body: A, A/HRC, S, E")
    session: Short = Field("", description="Session as in symbols: 76, S-32, 2021")
    page: int = Field(1, ge=1, le=DEEPEST, description="The page of the list")
    size: int = Field(100, ge=1, le=500, description="Resolutions on a page")


class ResolutionEntry(Schema):
    """A resolution in a list."""

    permalink: str
    symbol: str
    title: str
    adopted_on: date | None
    body: str
    session: str


class Resolutions(Schema):
    """A page of the list of resolutions, the newest first."""

    count: int
    results: list[ResolutionEntry]
    next: str | None


class TopicEntry(Schema):
    """A topic with the stored searches that find its paragraphs."""

    slug: str
    scheme: str
    notation: str
    label: str
    note: str
    queries: list[str]
    page: str


ERRORS: dict[Any, Any] = {400: Problem, 404: Problem, 503: Problem}


@api.get("/search", response={200: Results, **ERRORS}, summary="Search the paragraphs")
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> dict[str, Any]:
    """The same search as the page at /search, with the same counts."""
    asked = read_asked(request.GET)
    if parameters.page > 1 and (parameters.page - 1) * parameters.size >= DEEPEST:
        raise Http404("Only the first 10,000 results can be paged through. Narrow the search.")
    with time_limit():
        found = find(asked.query, asked.choice, order=asked.order, page=parameters.page, size=parameters.size)
    if parameters.page > 1 and not found.results:
        raise Http404(f"This search has {-(-found.count // parameters.size)} pages of that size.")
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "count": found.count,
        "count_is_exact": True,
        "results": [_result(one, site) for one in found.results],
        "facets": {name: [_facet(value) for value in values] for name, values in found.facets.items()},
        "notices": list(asked.query.notices),
        "next": _next(request, parameters.page, parameters.size, found.count),
    }


@api.get("/resolutions", response={200: Resolutions, **ERRORS}, summary="List the resolutions")
def resolutions(request: HttpRequest, parameters: Query[ListParameters]) -> dict[str, Any]:
    """Published resolutions, newest first; each permalink gives the whole record with .json."""
    listed = Resolution.objects.published().select_related("body", "session")
    if parameters.body:
        listed = listed.filter(body__code=parameters.body)
    if parameters.session:
        listed = listed.filter(session__code=parameters.session)
    count, first = listed.count(), (parameters.page - 1) * parameters.size
    if first and first >= count:
        raise Http404(f"The list has {-(-count // parameters.size)} pages of that size.")
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "count": count,
        "results": [
            {
                "permalink": site + one.get_absolute_url(),
                "symbol": one.symbol,
                "title": one.title,
                "adopted_on": one.adopted_on,
                "body": one.body.code,
                "session": one.session.code,
            }
            for one in listed.order_by("-adopted_on", "-pk")[first : first + parameters.size]
        ],
        "next": _next(request, parameters.page, parameters.size, count),
    }


@api.get("/topics", response={200: list[TopicEntry], **ERRORS}, summary="List the topics")
def topics(request: HttpRequest) -> list[dict[str, Any]]:
    """Every topic of every scheme, with its stored searches."""
    site = request.build_absolute_uri("/").rstrip("/")
    return [
        {
            "slug": one.slug,
            "scheme": one.scheme.code,
            "notation": one.notation,
            "label": one.label,
            "note": one.note,
            "queries": [line for line in one.query.splitlines() if line.strip()],
            "page": site + one.get_absolute_url(),
        }
        for one in Topic.objects.select_related("scheme").order_by("scheme", "position", "label")
    ]


def _result(one: Passage, site: str) -> dict[str, Any]:
    paragraph = one.paragraph
    return {
        "permalink": site + one.url,
        "symbol": paragraph.symbol,
        "title": paragraph.title,
        "label": paragraph.label,
        "number": paragraph.number,
        "kind": paragraph.kind,
        "verb": paragraph.verb,
        "text": paragraph.text,
        "highlight": one.marked,
        "adopted_on": paragraph.adopted_on,
        "body": paragraph.body,
        "session": paragraph.session,
        "topics": [{"slug": topic.slug, "label": topic.label} for topic in one.topics],
    }


def _facet(value: FacetValue) -> dict[str, Any]:
    return {"value": value.value, "label": value.label, "count": value.count}


def _next(request: HttpRequest, page: int, size: int, count: int) -> str | None:
    if page * size >= min(count, DEEPEST):
        return None
    parameters = request.GET.copy()
    parameters["page"] = str(page + 1)
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def _problem(status: HTTPStatus, detail: str) -> HttpResponse:
    problem = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    return JsonResponse(problem, status=status, content_type=PROBLEM)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    sentences = [
        f"{'.'.join(str(part) for part in one['loc'][-1:])}: {one['msg'].removeprefix('Value error, ')}"
        for one in error.errors
    ]
    return _problem(HTTPStatus.BAD_REQUEST, "; ".join(sentences))


@api.exception_handler(QueryError)
@api.exception_handler(UnreadableTextError)
def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(HTTPStatus.BAD_REQUEST, str(error))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(HTTPStatus.NOT_FOUND, str(error) or "There is nothing at this address.")


@api.exception_handler(SearchTooSlow)
def _slow(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "This search took too long. Narrow your search.")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people, made from the OpenAPI document; no asset but the site's own."""
    schema = api.get_openapi_schema()
    operations = [
        {
            "path": path,
            "summary": one["summary"],
            "description": one.get("description", ""),
            "parameters": one["parameters"],
        }
        for path, methods in schema["paths"].items()
        for one in methods.values()
    ]
    return render(request, "pages/api.html", {"section": "api", "operations": operations, "about": api.description})
