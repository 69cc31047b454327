"""Files of a resolution or a paragraph: which formats there are, and which one a program asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from archive.exports import bibtex, csl, plain, ris
from archive.exports.reference import Reference, reference_to
from archive.models import Footnote, NoteMark, Paragraph, Resolution

Content = tuple[Reference, Resolution, Paragraph | None]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: its media type, what people call it, and how it is written."""

    content_type: str
    name: str
    write: Callable[[Content], str]


def _plain(content: Content) -> str:
    reference, resolution, paragraph = content
    paragraphs = [paragraph] if paragraph else list(resolution.paragraphs.defer("search_vector"))
    marks: dict[int, list[NoteMark]] = defaultdict(list)
    for mark in NoteMark.objects.filter(paragraph__in=paragraphs):
        marks[mark.paragraph_id].append(mark)
    footnotes = Footnote.objects.filter(resolution=resolution)
    if paragraph:
        footnotes = footnotes.filter(marks__paragraph=paragraph).distinct()
    return plain.plain(reference, paragraphs, dict(marks), footnotes)


FILES: dict[str, FileFormat] = {
    ".txt": FileFormat(plain.CONTENT_TYPE, "Plain text", _plain),
    ".bib": FileFormat(bibtex.CONTENT_TYPE, "BibTeX", lambda content: bibtex.bibtex([content[0]])),
    ".ris": FileFormat(ris.CONTENT_TYPE, "RIS", lambda content: ris.ris([content[0]])),
    ".csl.json": FileFormat(csl.CONTENT_TYPE, "CSL-JSON", lambda content: csl.csl([content[0]])),
}


def preferred_suffix(request: HttpRequest) -> str:
    """The suffix of the format that the Accept header prefers to HTML; "" for a browser."""
    by_type = {file.content_type: suffix for suffix, file in FILES.items()}
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
