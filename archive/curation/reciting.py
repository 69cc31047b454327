"""Citations of a standing text read again, after its words or the authority file changed."""

from collections.abc import Iterable

from archive.curation.citing import anchor, lay_citations
from archive.models import Citation, Footnote, Paragraph
from archive.parsing.citations import find_mentions
from archive.parsing.document import Kind, Mention, NoteMark, ParsedFootnote, ParsedParagraph, Problem


def reread_citations(*, paragraph: Paragraph) -> list[Problem]:
    """Read the citations of a paragraph's present words; returns decisions whose words are gone.

    The whole resolution is read, since names are defined earlier and notes stand below; the citations of
    other paragraphs stay as they are. Links that the publisher gave stay as long as their words do, and
    nothing else is read in those words. Linking is a step of its own.
    """
    resolution = paragraph.resolution
    rows = Paragraph.objects.filter(resolution=resolution).defer("search_vector").prefetch_related("note_marks")
    footnotes = list(Footnote.objects.filter(resolution=resolution))
    found = find_mentions(
        [_as_parsed(row) for row in rows],
        [ParsedFootnote(footnote.mark, footnote.text) for footnote in footnotes],
        body=resolution.body.code,
        symbol=resolution.symbol,
    )
    published = _published_mentions(paragraph)
    own = [one for one in found if one.paragraph == paragraph.label and not _overlaps(one, published)]
    return lay_citations(
        resolution=resolution,
        mentions=[*published, *own],
        label_ids={paragraph.label: paragraph.pk},
        mark_ids={footnote.mark: footnote.pk for footnote in reversed(footnotes)},
        texts={paragraph.pk: paragraph.text},
        only=[paragraph.pk],
    )


def _as_parsed(row: Paragraph) -> ParsedParagraph:
    kind: Kind = row.kind  # type: ignore[assignment]  # the column allows these four words only
    notes = tuple(NoteMark(mark.mark, mark.offset) for mark in row.note_marks.all())
    return ParsedParagraph(row.label, kind, row.number, row.verb, row.text, notes)


def _published_mentions(paragraph: Paragraph) -> list[Mention]:
    standing = Citation.objects.filter(paragraph=paragraph, origin=Citation.Origin.PUBLISHER)
    undecided = standing.exclude(state__in=[Citation.State.CONFIRMED, Citation.State.REJECTED])
    return [
        Mention(
            paragraph=paragraph.label,
            text=citation.text,
            start=citation.start,
            end=citation.end,
            symbol=citation.cited_symbol or None,
            instrument=citation.cited_slug or None,
            date=citation.cited_date,
            footnote=citation.footnote.mark if citation.footnote else None,
            origin="publisher",
        )
        for citation in undecided.select_related("footnote")
        if anchor(citation, paragraph.text)
    ]


def _overlaps(one: Mention, others: Iterable[Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
