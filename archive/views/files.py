"""Files of a resolution or a paragraph: which formats there are, and which one a program asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from archive.exports import akn, bibtex, csl, plain, ris
from archive.exports.reference import Reference, reference_to
from archive.exports.stored import CONTENT_TYPE, as_parsed, stored_json
from archive.models import Footnote, NoteMark, Paragraph, Resolution

Content = tuple[Reference, Resolution, Paragraph | None]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: its media type, what people call it, and how it is written."""

    content_type: str
    name: str
    write: Callable[[Content], str | bytes]


def _plain(content: Content) -> str:
    reference, resolution, paragraph = content
    paragraphs = [paragraph] if paragraph else list(resolution.paragraphs.defer("search_vector"))
    marks: dict[int, list[NoteMark]] = defaultdict(list)
    for mark in NoteMark.objects.filter(paragraph__in=paragraphs).order_by("offset", "id"):
        marks[mark.paragraph_id].append(mark)
    footnotes = Footnote.objects.filter(resolution=resolution).order_by("position")
    if paragraph:
        footnotes = footnotes.filter(marks__paragraph=paragraph).distinct()
    return plain.plain(reference, paragraphs, dict(marks), footnotes)


def _akn(content: Content) -> bytes:
    reference, resolution, paragraph = content
    paragraphs = [paragraph] if paragraph else list(resolution.paragraphs.defer("search_vector").order_by("position"))
    return akn.akn(as_parsed(resolution, paragraphs), url=reference.url)


def _json(content: Content) -> str:
    reference, resolution, paragraph = content
    return stored_json(resolution, paragraph, site=reference.site)


FILES: dict[str, FileFormat] = {
    ".txt": FileFormat(plain.CONTENT_TYPE, "Plain text", _plain),
    ".bib": FileFormat(bibtex.CONTENT_TYPE, "BibTeX", lambda content: bibtex.bibtex([content[0]])),
    ".ris": FileFormat(ris.CONTENT_TYPE, "RIS", lambda content: ris.ris([content[0]])),
    ".json": FileFormat(CONTENT_TYPE, "JSON", _json),
    ".xml": FileFormat(akn.CONTENT_TYPE, "XML (AKN4UN)", _akn),
    ".csl.json": FileFormat(csl.CONTENT_TYPE, "CSL-JSON", lambda content: csl.csl([content[0]])),
}


def alternate_links(url: str) -> SafeString:
    """Links in the head of a page to the files of what it shows, for programs."""
    links = [
        f'<link rel="alternate" type="{escape(file.content_type)}" href="{escape(url + suffix)}" '
        f'title="{escape(file.name)}">'
        for suffix, file in FILES.items()
    ]
    return SafeString("\n".join(links))  # every value is escaped


def download_links(path: str) -> SafeString:
    """Links to the same files, for people."""
    links = [
        f'<a href="{escape(path + suffix)}" type="{escape(file.content_type)}">{escape(file.name)}</a>'
        for suffix, file in FILES.items()
    ]
    return SafeString(" · ".join(links))  # every value is escaped


def preferred_suffix(request: HttpRequest) -> str:
    """The suffix of the format that the Accept header prefers to HTML; "" for a browser."""
    by_type = {file.content_type: suffix for suffix, file in FILES.items()} | {"application/xml": ".xml"}
    wanted = request.get_preferred_type(["text/html", *by_type])
    return by_type.get(str(wanted), "")


def file_response(
    request: HttpRequest, resolution: Resolution, paragraph: Paragraph | None, suffix: str
) -> HttpResponse:
    """The file, to be shown or saved under the permalink's own name."""
    reference = reference_to(resolution, paragraph, site=request.build_absolute_uri("/"))
    file = FILES[suffix]
    response = HttpResponse(
        file.write((reference, resolution, paragraph)), content_type=f"{file.content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{reference.key}{suffix}"'
    response["Link"] = f'<{reference.url}>; rel="canonical"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
