"""A source for a symbol that stands in the archive already: which one gives the text that readers see.

The better source does: official XML before text, and among texts the order of `TRUST`; between equals, the
later received. The other source is kept beside it.
"""

from django.db import transaction

from archive.curation.comparing import note_differences, read_again, standing_texts, texts_of
from archive.curation.facts import reason_for_draft, set_facts, set_status
from archive.curation.later_readings import write_later_reading
from archive.curation.outcomes import Loaded, outcome_of
from archive.curation.signing import signed
from archive.curation.subjects import replace_subjects
from archive.models import Paragraph, Problem, Resolution, Source
from archive.parsing.document import Form, ParsedResolution
from archive.parsing.version import parser_version

TRUST: tuple[Form, ...] = ("ocr", "layout", "plain", "markdown", "akn")
"""Forms of sources, the most trusted last."""


class SourceChoiceError(Exception):
    """A source cannot give the text; the message says why."""


def supersede(*, resolution: Resolution, parsed: ParsedResolution, source: Source, publish: bool) -> Loaded:
    """Bring another reading, of the same or another source, to a resolution that stands (locked by the caller)."""
    current, seen = _standing_sources(resolution, source.sha256)
    if seen and (seen.parser_version, seen.supplied) == (source.parser_version, source.supplied):
        return outcome_of("unchanged", resolution, seen)
    standing = [] if seen or parsed.language != resolution.language else standing_texts(resolution)
    if reason := _reason_to_keep(resolution, parsed, source, current, seen):
        _keep_beside(resolution, source, seen)
        if standing and current:
            note_differences(
                resolution=resolution,
                shown=standing,
                shown_name=current.name,
                other=texts_of(parsed),
                other_name=source.name,
            )
        return Loaded("unchanged", source.name, resolution.symbol, reason, resolution.pk)

    why = f"read again from {source.name}" if seen else f"new source {source.name} ({source.form})"
    changed = _lay(resolution, parsed, source, publish=publish, why=why)
    _make_current(resolution, source, seen)
    if standing and current:
        note_differences(
            resolution=resolution,
            shown=texts_of(parsed),
            shown_name=source.name,
            other=standing,
            other_name=current.name,
        )
    return outcome_of("updated" if changed else "unchanged", resolution, source, changed)


@transaction.atomic
def choose_source(*, source: Source, by: str, reason: str) -> str:
    """Let a source that is kept give the text that readers see, against the rule; tells what changed.

    Sources that come later are kept beside it, whatever their form. Raises SourceChoiceError where nothing
    fit to be published can be read from it.
    """
    resolution = Resolution.objects.select_for_update().select_related("body").get(pk=source.resolution_id)
    parsed = read_again(source, resolution.symbol)
    if parsed is None:
        raise SourceChoiceError(f"{source.name} can no longer be read as {resolution.symbol}")
    if why_not := reason_for_draft(parsed):
        raise SourceChoiceError(f"{source.name} cannot give the text: {why_not}")
    source.received_by = by
    changed = _lay(resolution, parsed, source, publish=False, why=reason)
    Source.objects.filter(resolution=resolution).update(is_current=False, is_chosen=False)
    Source.objects.filter(pk=source.pk).update(is_current=True, is_chosen=True, parser_version=parser_version())
    return changed


def _lay(resolution: Resolution, parsed: ParsedResolution, source: Source, *, publish: bool, why: str) -> str:
    """Lay a reading over what stands; tells what changed, or nothing."""
    by = source.received_by
    with signed(by=by, reason=why):
        facts_changed = set_facts(resolution, parsed)
        difference = write_later_reading(resolution=resolution, parsed=parsed, by=by, reason=why)
        status_before = resolution.status
        if publish and status_before == Resolution.Status.DRAFT:
            set_status(resolution, parsed, publish)
        if difference:
            resolution.tagged_at = None
        resolution.save()
        replace_subjects(resolution=resolution, subjects=parsed.subjects)
    return str(difference) if difference or facts_changed or resolution.status != status_before else ""


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
    elif current.is_chosen:
        return f"kept beside {current.name}, which a librarian chose"
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
