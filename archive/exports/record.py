"""The JSON record of one parsed resolution, as the command line and HTTP give it."""

from __future__ import annotations

from typing import Any

from archive.parsing.document import Mention, ParsedParagraph, ParsedResolution, Vote


def parsed_record(resolution: ParsedResolution) -> dict[str, Any]:
    """A parsed resolution as plain values that `json` can write; dates are ISO 8601."""
    return {
        "source": resolution.source,
        "form": resolution.form,
        "symbol": resolution.symbol,
        "body": resolution.body,
        "session": resolution.session,
        "number": resolution.number,
        "title": resolution.title,
        "adopted_on": resolution.adopted_on.isoformat() if resolution.adopted_on else None,
        "meeting": resolution.meeting,
        "agenda_items": list(resolution.agenda_items),
        "agenda_title": resolution.agenda_title,
        "report": resolution.report,
        "vote": vote_record(resolution.vote),
        "drafts": [
            {
                "symbol": draft.symbol,
                "sponsors": list(draft.sponsors),
                "additional_sponsors": list(draft.additional_sponsors),
            }
            for draft in resolution.drafts
        ],
        "subjects": [
            {"scheme": subject.scheme, "notation": subject.notation, "label": subject.label}
            for subject in resolution.subjects
        ],
        "language": resolution.language,
        "paragraphs": [_paragraph(paragraph) for paragraph in resolution.paragraphs],
        "footnotes": [
            {"mark": note.mark, "text": note.text, "lines": list(note.lines) if note.lines else None}
            for note in resolution.footnotes
        ],
        "citations": [_citation(mention) for mention in resolution.citations],
        "problems": [
            {"code": problem.code, "message": problem.message, "line": problem.line} for problem in resolution.problems
        ],
        "header_lines": list(resolution.header_lines),
    }


def vote_record(vote: Vote | None) -> str | dict[str, Any] | None:
    """ "without a vote", or the counts of a recorded vote and the names of those who voted where known."""
    if vote is None:
        return None
    if vote.method == "without a vote":
        return "without a vote"
    counts: dict[str, Any] = {"for": vote.in_favour, "against": vote.against, "abstaining": vote.abstaining}
    if vote.voters:
        counts["voters"] = {side: list(names) for side, names in vote.voters.items()}
    return counts


def _paragraph(paragraph: ParsedParagraph) -> dict[str, Any]:
    return {
        "label": paragraph.label,
        "kind": paragraph.kind,
        "number": paragraph.number,
        "verb": paragraph.verb,
        "text": paragraph.text,
        "notes": [{"mark": note.mark, "offset": note.offset} for note in paragraph.notes],
        "lines": list(paragraph.lines) if paragraph.lines else None,
    }


def _citation(mention: Mention) -> dict[str, Any]:
    return {
        "paragraph": mention.paragraph,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "symbol": mention.symbol,
        "instrument": mention.instrument,
        "date": mention.date.isoformat() if mention.date else None,
        "footnote": mention.footnote,
        "origin": mention.origin,
    }
