"""What readers see: publishing, withdrawing, back to draft; each with who and why."""

from django.utils import timezone

from archive.curation.linking import link_resolutions
from archive.curation.signing import signed
from archive.models import Paragraph, Resolution


class UnpublishableError(Exception):
    """A resolution lacks what readers need; the message says what."""


def publish(*, resolution: Resolution, by: str, reason: str = "published") -> None:
    """Let readers see a resolution; raises UnpublishableError where title or operative part are missing."""
    if not resolution.title.strip():
        raise UnpublishableError(f"{resolution.symbol} has no title; give it one first")
    if not resolution.paragraphs.filter(kind=Paragraph.Kind.OPERATIVE).exists():
        raise UnpublishableError(f"{resolution.symbol} has no operative paragraph; check how its source was read")
    _set(resolution, Resolution.Status.PUBLISHED, "", by, reason)


def withdraw(*, resolution: Resolution, by: str, reason: str) -> None:
    """Take a published resolution from readers; its permalinks answer 410 with the reason."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason, which readers will see")
    _set(resolution, Resolution.Status.WITHDRAWN, reason.strip(), by, reason.strip())


def unpublish(*, resolution: Resolution, by: str, reason: str) -> None:
    """Make a draft of a resolution that was published by mistake; its permalinks answer as if it never was."""
    if not reason.strip():
        raise ValueError("going back to draft needs a reason")
    _set(resolution, Resolution.Status.DRAFT, reason.strip(), by, reason.strip())


def _set(resolution: Resolution, status: Resolution.Status, status_reason: str, by: str, reason: str) -> None:
    with signed(by=by, reason=reason):
        resolution.status, resolution.status_reason = status, status_reason
        resolution.status_changed_on = timezone.now().date()
        resolution.save(update_fields=["status", "status_reason", "status_changed_on", "updated_at"])
        link_resolutions()
