"""What readers see: publishing, withdrawing, back to draft; each with who and why."""

from collections.abc import Collection

from django.utils import timezone

from archive.curation.conflicts import refresh_conflicts
from archive.curation.linking import link_resolutions
from archive.curation.signing import signed
from archive.models import Paragraph, Resolution


def publish(*, resolutions: Collection[Resolution], by: str, reason: str = "published") -> list[str]:
    """Let readers see resolutions; returns a sentence for each that lacks what they need, and stays as it is."""
    lacking = {resolution.pk: lack for resolution in resolutions if (lack := _lack(resolution))}
    fit = [resolution for resolution in resolutions if resolution.pk not in lacking]
    _set(fit, Resolution.Status.PUBLISHED, "", by, reason)
    return list(lacking.values())


def withdraw(*, resolutions: Collection[Resolution], by: str, reason: str) -> None:
    """Take published resolutions from readers; their permalinks answer 410 with the reason."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason, which readers will see")
    _set(resolutions, Resolution.Status.WITHDRAWN, reason.strip(), by, reason.strip())


def unpublish(*, resolutions: Collection[Resolution], by: str, reason: str) -> None:
    """Make drafts of resolutions that were published by mistake; their permalinks answer as if they never were."""
    if not reason.strip():
        raise ValueError("going back to draft needs a reason")
    _set(resolutions, Resolution.Status.DRAFT, reason.strip(), by, reason.strip())


def _lack(resolution: Resolution) -> str:
    if not resolution.title.strip():
        return f"{resolution.symbol} has no title; give it one first"
    if not resolution.paragraphs.filter(kind=Paragraph.Kind.OPERATIVE).exists():
        return f"{resolution.symbol} has no operative paragraph; check how its source was read"
    return ""


def _set(
    resolutions: Collection[Resolution], status: Resolution.Status, status_reason: str, by: str, reason: str
) -> None:
    with signed(by=by, reason=reason):
        for resolution in resolutions:
            resolution.status, resolution.status_reason = status, status_reason
            resolution.status_changed_on = timezone.now().date()
            resolution.save(update_fields=["status", "status_reason", "status_changed_on", "updated_at"])
        if resolutions:
            link_resolutions()
            refresh_conflicts()
