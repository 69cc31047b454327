"""A file as it comes in: read, shown before it is stored, stored.

`fixtures/manifest.json` gives what a source lacks, by the file's name, the way a librarian would:

    {"scan.txt": {"symbol": "A/RES/72/179", "title": "Protection of migrants", "adopted": "2017-12-19"}}
"""

import hashlib
import json
from datetime import date
from pathlib import Path

from archive.curation.loading import known_sources, load_sources
from archive.curation.outcomes import Loaded, Received, Supplied
from archive.parsing.sources import parse_recognised, recognise


def read_manifest(path: Path) -> dict[str, Supplied]:
    """What is supplied for files beside a manifest, by file name; nothing where there is no manifest."""
    if not path.exists():
        return {}
    manifest: dict[str, Supplied] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def hash_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(*, data: bytes, name: str, supplied: Supplied) -> Received:
    """Read a file without storing anything; raises UnreadableSource where nothing can be read from it."""
    adopted = supplied.get("adopted")
    recognised = recognise(data, name)
    parsed = parse_recognised(
        recognised,
        name=name,
        symbol=supplied.get("symbol") or None,
        title=supplied.get("title") or None,
        adopted_on=date.fromisoformat(adopted) if adopted else None,
    )
    return Received(name, hash_of(data), recognised.text, supplied, parsed)


def store(*, received: Received, publish: bool, by: str) -> tuple[Loaded, ...]:
    """Bring everything read from a file into the archive, in one transaction."""
    return load_sources(received=[received], publish=publish, by=by)[0]


def receive(*, data: bytes, name: str, supplied: Supplied, publish: bool, by: str) -> tuple[Loaded, ...]:
    """Read and store a file, unless it has been read just so before; raises UnreadableSource."""
    known = known_sources(sha256s=[hash_of(data)], supplied=supplied)
    if known:
        return next(iter(known.values()))
    return store(received=read(data=data, name=name, supplied=supplied), publish=publish, by=by)
