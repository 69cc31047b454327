"""A resolution of the archive as the parse record it came from would be, and the JSON of it.

One shape for `manage.py parse`, for HTTP and for the XML: what the archive adds (permalinks, topics,
status, history) stands beside the record's own fields.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from archive.exports.record import parsed_record
from archive.history import revisions
from archive.models import (
    Citation,
    Footnote,
    NoteMark,
    Paragraph,
    ParagraphTopic,
    Problem,
    Resolution,
    ResolutionTopic,
    Topic,
)
from archive.parsing.document import (
    Draft,
    Mention,
    ParsedFootnote,
    ParsedParagraph,
    ParsedResolution,
    Subject,
    Vote,
)
from archive.parsing.document import NoteMark as ParsedMark
from archive.parsing.document import Problem as ParsedProblem

CONTENT_TYPE = "application/json"


def as_parsed(resolution: Resolution, paragraphs: Sequence[Paragraph]) -> ParsedResolution:
    """The resolution with some or all of its paragraphs as a parse record: six queries."""
    source = resolution.sources.filter(is_current=True).defer("text").first()
    marks: dict[int, list[NoteMark]] = defaultdict(list)
    for mark in NoteMark.objects.filter(paragraph__in=paragraphs).order_by("offset", "id"):
        marks[mark.paragraph_id].append(mark)
    footnotes = Footnote.objects.filter(resolution=resolution).order_by("position")
    if len(paragraphs) == 1:
        footnotes = footnotes.filter(marks__paragraph=paragraphs[0]).distinct()
    labels = {paragraph.pk: paragraph.label for paragraph in paragraphs}
    citations = Citation.objects.filter(paragraph__in=paragraphs).exclude(state=Citation.State.REJECTED)
    subjects = ResolutionTopic.objects.filter(resolution=resolution).select_related("topic__scheme")
    return ParsedResolution(
        source=source.name if source else "",
        form=source.form if source else "plain",  # type: ignore[arg-type]
        symbol=resolution.symbol,
        body=resolution.body.code,
        session=resolution.session.code,
        number=f"{resolution.number}{' ' if resolution.part else ''}{resolution.part}",
        title=resolution.title,
        adopted_on=resolution.adopted_on,
        meeting=resolution.meeting or None,
        agenda_items=tuple(resolution.agenda_items),
        agenda_title=resolution.agenda_title,
        report=resolution.report,
        vote=_vote(resolution),
        drafts=tuple(
            Draft(draft["symbol"], tuple(draft.get("sponsors", ())), tuple(draft.get("additional_sponsors", ())))
            for draft in resolution.drafts
        ),
        subjects=tuple(_subject(one.topic) for one in subjects),
        language=resolution.language,
        paragraphs=tuple(_paragraph(one, marks.get(one.pk, ())) for one in paragraphs),
        footnotes=tuple(ParsedFootnote(footnote.mark, footnote.text) for footnote in footnotes),
        citations=tuple(
            _mention(citation, labels[citation.paragraph_id])
            for citation in citations.select_related("instrument", "footnote").order_by("paragraph__position", "start")
        ),
        problems=tuple(
            ParsedProblem(problem.code, problem.message, problem.line)
            for problem in Problem.objects.filter(resolution=resolution)
        ),
    )


def _subject(topic: Topic) -> Subject:
    """The subject as its document gave it: a topic that came without a number bears its label as one."""
    notation = "" if topic.notation == topic.label[:80] else topic.notation
    return Subject(topic.scheme.code.upper(), notation, topic.label)


def _vote(resolution: Resolution) -> Vote | None:
    if resolution.vote_method == Resolution.VoteMethod.WITHOUT:
        return Vote("without a vote")
    if resolution.vote_method != Resolution.VoteMethod.RECORDED:
        return None
    voters = {side: tuple(names) for side, names in resolution.voters.items()}
    return Vote("recorded", resolution.votes_for, resolution.votes_against, resolution.votes_abstaining, voters)


def _paragraph(paragraph: Paragraph, marks: Iterable[NoteMark]) -> ParsedParagraph:
    lines = None
    if paragraph.line_from is not None and paragraph.line_to is not None:
        lines = (paragraph.line_from, paragraph.line_to)
    return ParsedParagraph(
        label=paragraph.label,
        kind=paragraph.kind,  # type: ignore[arg-type]
        number=paragraph.number,
        verb=paragraph.verb,
        text=paragraph.text,
        notes=tuple(ParsedMark(mark.mark, mark.offset) for mark in marks),
        lines=lines,
    )


def _mention(citation: Citation, label: str) -> Mention:
    instrument = citation.instrument
    return Mention(
        paragraph=label,
        text=citation.text,
        start=citation.start,
        end=citation.end,
        symbol=citation.cited_symbol or (instrument.symbol if instrument else None) or None,
        instrument=instrument.slug if instrument else citation.cited_slug or None,
        date=citation.cited_date,
        footnote=citation.footnote.mark if citation.footnote else None,
        origin=citation.origin,  # type: ignore[arg-type]
    )


def stored_record(resolution: Resolution, paragraph: Paragraph | None, *, site: str) -> dict[str, Any]:
    """The JSON record of a resolution, or of one paragraph in it, with permalinks, topics and history."""
    site = site.rstrip("/")
    paragraphs = [paragraph] if paragraph else list(resolution.paragraphs.defer("search_vector").order_by("position"))
    record = parsed_record(as_parsed(resolution, paragraphs))
    topics: dict[str, list[dict[str, str]]] = defaultdict(list)
    tags = ParagraphTopic.objects.filter(paragraph__in=paragraphs).exclude(state="rejected")
    for tag in tags.select_related("topic__scheme", "paragraph").order_by("topic__scheme", "topic__position"):
        topics[tag.paragraph.label].append(
            {"scheme": tag.topic.scheme.code, "slug": tag.topic.slug, "label": tag.topic.label, "state": tag.state}
        )
    base = site + resolution.get_absolute_url()
    for one in record["paragraphs"]:
        one["permalink"] = f"{base}/{one['label']}"
        one["topics"] = topics.get(one["label"], [])
    del record["header_lines"]
    return record | {
        "permalink": f"{base}/{paragraph.label}" if paragraph else base,
        "status": resolution.status,
        "updated_at": resolution.updated_at.isoformat(timespec="seconds"),
        "history": [
            {
                "at": revision.at.isoformat(timespec="seconds"),
                "by": revision.by,
                "reason": revision.reason,
                "changed": sorted({f"{change.of} {change.label}".strip() for change in revision.changes}),
            }
            for revision in revisions(resolution)
        ],
    }


def stored_json(resolution: Resolution, paragraph: Paragraph | None, *, site: str) -> str:
    """The record as JSON text."""
    return json.dumps(stored_record(resolution, paragraph, site=site), ensure_ascii=False, indent=1) + "\n"
