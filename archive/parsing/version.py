"""Which parser read a source: told by the parser's own files, so that no change of it is forgotten."""

import hashlib
from functools import cache
from pathlib import Path

from archive.parsing.citations.authority import DIRECTORY

PACKAGE = Path(__file__).resolve().parent


@cache
def parser_version() -> str:
    """A digest of the parser's code and of the authority file; another one means that sources are read again."""
    files = [*PACKAGE.rglob("*.py"), PACKAGE.parent / "symbols.py", *DIRECTORY.glob("*.json")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
