"""What becomes of the resolutions of a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from archive.models import Resolution, Source
from archive.parsing.document import ParsedResolution

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


@dataclass(frozen=True, slots=True)
class Received:
    """A source read: its name, the hash of its bytes, its text (XML included), what was supplied, what was read."""

    name: str
    sha256: str
    text: str
    supplied: Supplied
    parsed: tuple[ParsedResolution, ...]


def outcome_of(outcome: Outcome, resolution: Resolution, source: Source, reason: str = "") -> Loaded:
    """The outcome for a resolution as it stands now; what is stored as a draft says why."""
    if outcome != "unchanged" and resolution.status == Resolution.Status.DRAFT:
        return Loaded("draft", source.name, resolution.symbol, resolution.status_reason, resolution.pk)
    return Loaded(outcome, source.name, resolution.symbol, reason, resolution.pk)
