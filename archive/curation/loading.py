"""Parse records into the archive: one transaction a source, nothing written twice, nothing lost.

When a symbol already stands in the archive, the better source gives the text that readers see: official
XML before text, and among texts the order of `TRUST`; between equals, the later received. The other
source is kept beside it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import DataError, connection, transaction
from django.utils import timezone

from archive.curation.readings import write_first_reading, write_later_reading
from archive.curation.sessions import ensure_session
from archive.curation.signing import signed
from archive.curation.subjects import replace_subjects, write_subjects
from archive.models import Paragraph, Problem, Resolution, Source
from archive.parsing.document import PARSER_VERSION, Form, ParsedResolution
from archive.symbols import Symbol, SymbolError

TRUST: tuple[Form, ...] = ("ocr", "layout", "plain", "markdown", "akn")
"""Forms of sources, the most trusted last."""

Outcome = Literal["loaded", "updated", "unchanged", "draft", "refused"]
Supplied = Mapping[str, str]
"""What was given with a file, as text: "symbol", "title", "adopted" (ISO date)."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one resolution of a source; `reason` says why it is a draft, refused, or left as it was."""

    outcome: Outcome
    name: str
    symbol: str | None = None
    reason: str = ""
    resolution_id: int | None = None


def known_sources(*, sha256s: Collection[str], supplied: Supplied) -> dict[str, tuple[Loaded, ...]]:
    """Those sources that this version of the parser has read already with the same supplied facts.

    They need not be parsed again. One query.
    """
    known: dict[str, tuple[Loaded, ...]] = {}
    sources = Source.objects.filter(sha256__in=sha256s, parser_version=PARSER_VERSION, supplied=dict(supplied))
    for sha256, name, symbol, pk in sources.values_list("sha256", "name", "resolution__symbol", "resolution_id"):
        known[sha256] = (*known.get(sha256, ()), Loaded("unchanged", name, symbol, resolution_id=pk))
    return known


@transaction.atomic
def load_source(
    *,
    parsed: Sequence[ParsedResolution],
    source_text: str,
    sha256: str,
    name: str,
    supplied: Supplied,
    publish: bool,
    by: str,
) -> tuple[Loaded, ...]:
    """Load every resolution of one source, all in one transaction, so that a stop leaves no half of it."""
    return tuple(
        load_resolution(
            parsed=one,
            source_text=source_text,
            sha256=sha256,
            name=name,
            supplied=supplied,
            publish=publish,
            by=by,
        )
        for one in parsed
    )


def load_resolution(
    *,
    parsed: ParsedResolution,
    source_text: str,
    sha256: str,
    name: str,
    supplied: Supplied,
    publish: bool,
    by: str,
) -> Loaded:
    """Bring one parse record into the archive in one transaction.

    `source_text` is the source as received (XML included), `sha256` the hash of its bytes, `by` who
    loads it. A text that is not fit to publish (see `reason_for_draft`) is stored as a draft whatever
    `publish` says; one that can have no row is refused, and nothing is stored.
    """
    try:
        symbol = Symbol.parse(parsed.symbol or "")
    except SymbolError:
        read = f"“{parsed.symbol}” is not the symbol of a resolution" if parsed.symbol else "no symbol was found"
        return Loaded("refused", name, parsed.symbol, f"{read}; give it with --symbol, for example A/RES/76/172")
    source = Source(
        name=name[-255:],
        form=parsed.form,
        sha256=sha256,
        text=source_text.replace("\0", ""),
        supplied=dict(supplied),
        parser_version=PARSER_VERSION,
        received_by=by[:150],
    )
    try:
        with transaction.atomic():
            return _bring_in(symbol, parsed, source, publish)
    except (DataError, UnicodeEncodeError, ValueError) as error:
        return Loaded("refused", name, str(symbol), f"the database cannot hold it: {str(error).splitlines()[0]}")


def reason_for_draft(parsed: ParsedResolution) -> str:
    """Why a reading is not fit to be published as it is; empty where it is."""
    if parsed.language != "en":
        return f"the text is not in English (it is marked “{parsed.language}”)"
    if not parsed.title.strip():
        return "no title was found"
    if not parsed.has_operative:
        return "no operative paragraph was found"
    return ""


def _bring_in(symbol: Symbol, parsed: ParsedResolution, source: Source, publish: bool) -> Loaded:
    with connection.cursor() as cursor:  # two loaders with one symbol take turns, even before there is a row to lock
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(symbol)])
    resolution = Resolution.objects.select_for_update().filter(symbol=str(symbol)).first()
    if resolution is None:
        return _first(symbol, parsed, source, publish)
    return _again(resolution, parsed, source, publish)


def _first(symbol: Symbol, parsed: ParsedResolution, source: Source, publish: bool) -> Loaded:
    session = ensure_session(symbol=symbol, adopted_on=parsed.adopted_on)
    resolution = Resolution(
        symbol=str(symbol), path=symbol.path, body=session.body, session=session, number=symbol.number, part=symbol.part
    )
    _set_facts(resolution, parsed)
    _set_status(resolution, parsed, publish)
    resolution.save(force_insert=True)
    source.resolution = resolution
    source.save(force_insert=True)
    write_first_reading(resolution=resolution, parsed=parsed)
    write_subjects(resolution=resolution, subjects=parsed.subjects)
    return _loaded("loaded", resolution, source)


def _again(resolution: Resolution, parsed: ParsedResolution, source: Source, publish: bool) -> Loaded:
    current, seen = _standing_sources(resolution, source.sha256)
    if seen and (seen.parser_version, seen.supplied) == (source.parser_version, source.supplied):
        return _loaded("unchanged", resolution, seen)
    if reason := _reason_to_keep(resolution, parsed, source, current, seen):
        _keep_beside(resolution, source, seen)
        return Loaded("unchanged", source.name, resolution.symbol, reason, resolution.pk)

    why = f"read again from {source.name}" if seen else f"new source {source.name} ({source.form})"
    with signed(by=source.received_by, reason=why):
        facts_changed = _set_facts(resolution, parsed)
        difference = write_later_reading(resolution=resolution, parsed=parsed, by=source.received_by, reason=why)
        status_before = resolution.status
        if status_before == Resolution.Status.DRAFT:
            _set_status(resolution, parsed, publish)
        if difference:
            resolution.tagged_at = None
        resolution.save()
        replace_subjects(resolution=resolution, subjects=parsed.subjects)
        _make_current(resolution, source, seen)
    if difference or facts_changed or resolution.status != status_before:
        return _loaded("updated", resolution, source, str(difference))
    return _loaded("unchanged", resolution, source)


def _standing_sources(resolution: Resolution, sha256: str) -> tuple[Source | None, Source | None]:
    """The current source, and the one with this hash, without their texts."""
    sources = list(Source.objects.filter(resolution=resolution).defer("text"))
    current = next((source for source in sources if source.is_current), None)
    return current, next((source for source in sources if source.sha256 == sha256), None)


def _reason_to_keep(
    resolution: Resolution, parsed: ParsedResolution, source: Source, current: Source | None, seen: Source | None
) -> str:
    """Why the standing text stays although another source came; empty where the new one takes over."""
    if current is None or current == seen:
        trust_gained = 0
    else:
        trust_gained = TRUST.index(source.form) - TRUST.index(current.form)
        if trust_gained < 0 or (trust_gained == 0 and seen):
            return f"kept beside {current.name} ({current.form}), which gives the text shown"
    why_not = reason_for_draft(parsed)
    if why_not and _is_fit(resolution):
        return f"what stands stays: in {source.name} {why_not}"
    return ""


def _is_fit(resolution: Resolution) -> bool:
    """Whether what stands could be published."""
    if resolution.language != "en" or not resolution.title.strip():
        return False
    return resolution.paragraphs.filter(kind=Paragraph.Kind.OPERATIVE).exists()


def _keep_beside(resolution: Resolution, source: Source, seen: Source | None) -> None:
    if seen:
        Source.objects.filter(pk=seen.pk).update(parser_version=source.parser_version, supplied=source.supplied)
        return
    source.resolution, source.is_current = resolution, False
    source.save(force_insert=True)
    Problem.objects.create(
        resolution=resolution, code="other-source", message=f"Another source is kept beside this text: {source.name}"
    )


def _make_current(resolution: Resolution, source: Source, seen: Source | None) -> None:
    Source.objects.filter(resolution=resolution, is_current=True).update(is_current=False)
    if seen:
        Source.objects.filter(pk=seen.pk).update(
            is_current=True, parser_version=source.parser_version, supplied=source.supplied, name=source.name
        )
        return
    source.resolution = resolution
    source.save(force_insert=True)


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


def _set_facts(resolution: Resolution, parsed: ParsedResolution) -> bool:
    """Set what the source says of the whole resolution, save what a librarian corrected; tells whether it differs."""
    facts = {name: value for name, value in _facts(parsed).items() if name not in resolution.corrected_fields}
    differs = any(getattr(resolution, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(resolution, name, value)
    return differs


def _set_status(resolution: Resolution, parsed: ParsedResolution, publish: bool) -> None:
    reason = reason_for_draft(parsed) or ("" if publish else "loaded as a draft, to be looked at first")
    status = Resolution.Status.DRAFT if reason else Resolution.Status.PUBLISHED
    if status != resolution.status or resolution.status_changed_on is None:
        resolution.status_changed_on = timezone.now().date()
    resolution.status, resolution.status_reason = status, reason


def _loaded(outcome: Outcome, resolution: Resolution, source: Source, reason: str = "") -> Loaded:
    if outcome != "unchanged" and resolution.status == Resolution.Status.DRAFT:
        return Loaded("draft", source.name, resolution.symbol, resolution.status_reason, resolution.pk)
    return Loaded(outcome, source.name, resolution.symbol, reason, resolution.pk)
