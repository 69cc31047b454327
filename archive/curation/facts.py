"""What a parse record says of a resolution as a whole, set on its row; and whether it is fit to publish."""

from typing import Any

from django.utils import timezone

from archive.models import Resolution
from archive.parsing.document import ParsedResolution
from archive.symbols import Symbol


def reason_for_draft(parsed: ParsedResolution) -> str:
    """Why a reading is not fit to be published as it is; empty where it is."""
    if parsed.language != "en":
        return f"the text is not in English (it is marked “{parsed.language}”)"
    if parsed.symbol and not Symbol.parse(parsed.symbol).is_resolution:
        return "it is a statement by the President of the Security Council, not a resolution"
    if any(problem.code == "too-many-lines" for problem in parsed.problems):
        return "it has too many short lines to be one document, and was not read to its end"
    if not parsed.title.strip():
        return "no title was found"
    if not parsed.has_operative:
        return "no operative paragraph was found"
    return ""


def set_facts(resolution: Resolution, parsed: ParsedResolution) -> bool:
    """Set what the source says of the whole resolution, save what a librarian corrected; tells whether it differs."""
    facts = {name: value for name, value in _facts(parsed).items() if name not in resolution.corrected_fields}
    differs = any(getattr(resolution, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(resolution, name, value)
    return differs


def set_status(resolution: Resolution, parsed: ParsedResolution, publish: bool) -> None:
    """Publish what is fit, if it is to be published; else make it a draft that says why."""
    reason = reason_for_draft(parsed) or ("" if publish else "loaded as a draft, to be looked at first")
    status = Resolution.Status.DRAFT if reason else Resolution.Status.PUBLISHED
    if status != resolution.status or resolution.status_changed_on is None:
        resolution.status_changed_on = timezone.now().date()
    resolution.status, resolution.status_reason = status, reason


def _facts(parsed: ParsedResolution) -> dict[str, Any]:
    vote = parsed.vote
    return {
        "title": parsed.title,
        "adopted_on": parsed.adopted_on,
        "meeting": (parsed.meeting or "")[:200],
        "agenda_items": [item[:200] for item in parsed.agenda_items],
        "agenda_title": parsed.agenda_title,
        "report": parsed.report,
        "drafts": [
            {
                "symbol": draft.symbol,
                "sponsors": list(draft.sponsors),
                "additional_sponsors": list(draft.additional_sponsors),
            }
            for draft in parsed.drafts
        ],
        "vote_method": vote.method if vote else "",
        "votes_for": vote.in_favour if vote else None,
        "votes_against": vote.against if vote else None,
        "votes_abstaining": vote.abstaining if vote else None,
        "voters": {how: list(names) for how, names in vote.voters.items()} if vote else {},
        "language": parsed.language[:8],
    }
