"""Citations of a standing text read again, after its words or the authority file changed."""

from archive.curation.citing import anchor, lay_citations
from archive.models import Citation, Footnote, Paragraph, Resolution
from archive.parsing.citations import find_mentions
from archive.parsing.document import Kind, Mention, NoteMark, ParsedFootnote, ParsedParagraph, Problem


def reread_citations(*, resolution: Resolution) -> list[Problem]:
    """Read the citations of a resolution's present words; returns decisions whose words are gone.

    Links that the publisher gave stay as long as their words do; linking is a step of its own.
    """
    rows = list(Paragraph.objects.filter(resolution=resolution).defer("search_vector").prefetch_related("note_marks"))
    footnotes = list(Footnote.objects.filter(resolution=resolution))
    found = find_mentions(
        [_as_parsed(row) for row in rows],
        [ParsedFootnote(footnote.mark, footnote.text) for footnote in footnotes],
        body=resolution.body.code,
        symbol=resolution.symbol,
    )
    published = _published_mentions(resolution, {row.pk: row for row in rows})
    return lay_citations(
        resolution=resolution,
        mentions=[*published, *(one for one in found if not any(_same(one, other) for other in published))],
        label_ids={row.label: row.pk for row in rows},
        mark_ids={footnote.mark: footnote.pk for footnote in reversed(footnotes)},
        texts={row.pk: row.text for row in rows},
    )


def _as_parsed(row: Paragraph) -> ParsedParagraph:
    kind: Kind = row.kind  # type: ignore[assignment]  # the column allows these four words only
    notes = tuple(NoteMark(mark.mark, mark.offset) for mark in row.note_marks.all())
    return ParsedParagraph(row.label, kind, row.number, row.verb, row.text, notes)


def _published_mentions(resolution: Resolution, rows: dict[int, Paragraph]) -> list[Mention]:
    standing = Citation.objects.filter(paragraph__resolution=resolution, origin=Citation.Origin.PUBLISHER)
    mentions = []
    for citation in standing.select_related("footnote").exclude(
        state__in=[Citation.State.CONFIRMED, Citation.State.REJECTED]
    ):
        row = rows[citation.paragraph_id]
        if anchor(citation, row.text):
            mentions.append(
                Mention(
                    paragraph=row.label,
                    text=citation.text,
                    start=citation.start,
                    end=citation.end,
                    symbol=citation.cited_symbol or None,
                    instrument=citation.cited_slug or None,
                    date=citation.cited_date,
                    footnote=citation.footnote.mark if citation.footnote else None,
                    origin="publisher",
                )
            )
    return mentions


def _same(one: Mention, other: Mention) -> bool:
    return (
        one.paragraph == other.paragraph
        and one.start < other.end
        and other.start < one.end
        and (one.symbol, one.instrument) == (other.symbol, other.instrument)
    )
