"""Collecting the static files, only when one of them changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> bool:
    """Collect, hash and compress the static files unless that was done with these very files; tells whether it was."""
    state = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = fingerprint_of_sources()
    if state.exists() and state.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    state.write_text(fingerprint)
    return True


def fingerprint_of_sources() -> str:
    """A hash over name, size and time of every static file of the project and its libraries."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            lines.append(f"{name} {facts.st_size} {facts.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
