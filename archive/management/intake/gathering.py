"""Sources gathered from files, folders and zip archives, without trusting what any of them says.

Nothing is written to disk and no link is followed out of what was given. What cannot be taken
is an item too, with the reason, so that the report tells of every file that was seen.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive.curation.outcomes import Supplied
from archive.management.intake.manifests import MANIFEST, Manifest, ManifestError, no_manifest, read_manifest
from archive.parsing.decoding import MAX_BYTES

MAX_MEMBERS = 200_000
MAX_UNPACKED = 5_000_000_000
"""Bytes that one zip archive may unpack to."""
MAX_RATIO = 150
"""How much smaller than its members a large zip archive may be; XML shrinks to a tenth, bombs to a thousandth."""
LARGE = 50_000_000

# by-products of file managers, and what lies beside sources without being one
_IGNORED = {MANIFEST, "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Item:
    """A source: `name` is the file's own, `where` how it was reached; with a `refusal` where it cannot be taken."""

    name: str
    where: str
    path: Path
    member: str | None = None
    supplied: Supplied = field(default_factory=dict)
    refusal: str = ""


class Gatherer:
    """Lists items; keeps one zip archive open at a time to read its members."""

    def __init__(self, paths: Sequence[Path], supplied: Supplied | None = None) -> None:
        self._paths = paths
        self._supplied = supplied or {}
        self._open: tuple[Path, zipfile.ZipFile] | None = None

    def items(self) -> Iterator[Item]:
        """Every item of the paths: given ones in their order, those of a folder by name."""
        for path in self._paths:
            if path.is_dir():
                yield from self._folder(path)
            else:
                yield from self._file(path, path, _beside(path))

    def read(self, item: Item) -> bytes:
        """An item's bytes; raises OSError or zipfile.BadZipFile with a sentence."""
        if item.member is None:
            with item.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        try:
            with self._archive(item.path).open(item.member) as file:
                return file.read(MAX_BYTES + 1)
        except (RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
            raise zipfile.BadZipFile(f"cannot be unpacked ({error})") from error

    def close(self) -> None:
        """Close the archive that is open."""
        if self._open:
            self._open[1].close()
            self._open = None

    def _archive(self, path: Path) -> zipfile.ZipFile:
        if self._open is None or self._open[0] != path:
            self.close()
            self._open = (path, zipfile.ZipFile(path))
        return self._open[1]

    def _folder(self, root: Path) -> Iterator[Item]:
        inside = root.resolve()
        for folder, folders, names in os.walk(root, onerror=None, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            here = Path(folder)
            manifest = _manifest(here)
            if isinstance(manifest, ManifestError):
                yield Item(MANIFEST, str(here / MANIFEST), here / MANIFEST, refusal=str(manifest))
                manifest = no_manifest()
            for name in sorted(names):
                path = here / name
                if name.startswith(".") or name.lower() in _IGNORED:
                    continue
                if path.is_symlink() and not path.resolve().is_relative_to(inside):
                    yield Item(name, str(path), path, refusal="a link that leads out of the folder")
                else:
                    yield from self._file(path, path, manifest)

    def _file(self, path: Path, shown: Path, manifest: Manifest | ManifestError) -> Iterator[Item]:
        if isinstance(manifest, ManifestError):
            manifest = no_manifest()
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield Item(path.name, str(shown), path, refusal=error.strerror or str(error))
            return
        if not stat.S_ISREG(mode):
            yield Item(path.name, str(shown), path, refusal="not a regular file")
        elif _is_zip(path):
            yield from self._members(path)
        else:
            yield Item(path.name, str(shown), path, None, self._supplied or manifest.get(path.name, {}))

    def _members(self, path: Path) -> Iterator[Item]:
        try:
            archive = self._archive(path)
            refusal = _refuse_archive(archive, path.stat().st_size)
        except (OSError, zipfile.BadZipFile) as error:
            refusal = f"not a whole zip archive ({error})"
        if refusal:
            yield Item(path.name, str(path), path, refusal=refusal)
            return
        manifests: dict[str, Manifest] = {}
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        for info in members:
            if PurePosixPath(info.filename).name == MANIFEST and info.file_size <= MAX_BYTES:
                manifest = self._manifest_of(path, info.filename)
                if isinstance(manifest, ManifestError):
                    yield Item(MANIFEST, f"{path}/{info.filename}", path, info.filename, refusal=str(manifest))
                else:
                    manifests[str(PurePosixPath(info.filename).parent)] = manifest
        for info in members:
            inner = PurePosixPath(info.filename.replace("\\", "/"))
            if inner.name.startswith(".") or inner.name.lower() in _IGNORED or "__MACOSX" in inner.parts:
                continue
            supplied = self._supplied or manifests.get(str(inner.parent), {}).get(inner.name, {})
            yield Item(inner.name, f"{path}/{inner}", path, info.filename, supplied, _refuse_member(info))

    def _manifest_of(self, path: Path, member: str) -> Manifest | ManifestError:
        try:
            data = self.read(Item(MANIFEST, member, path, member))
            return read_manifest(data)
        except ManifestError as error:
            return error
        except (OSError, zipfile.BadZipFile) as error:
            return ManifestError(str(error))


def _is_zip(path: Path) -> bool:
    """Whether a file is a zip archive of sources; an Office document is one too, but holds no sources."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return path.suffix.lower() == ".zip"


def _beside(path: Path) -> Manifest | ManifestError:
    return _manifest(path.parent)


def _manifest(folder: Path) -> Manifest | ManifestError:
    path = folder / MANIFEST
    try:
        return read_manifest(path.read_bytes()) if path.is_file() else no_manifest()
    except ManifestError as error:
        return error
    except OSError as error:
        return ManifestError(error.strerror or str(error))


def _refuse_archive(archive: zipfile.ZipFile, size: int) -> str:
    members = archive.infolist()
    unpacked = sum(info.file_size for info in members)
    if len(members) > MAX_MEMBERS:
        return f"a zip archive of {len(members)} files; the limit is {MAX_MEMBERS}"
    if unpacked > MAX_UNPACKED or (unpacked > LARGE and unpacked > MAX_RATIO * size):
        return f"a zip archive that unpacks from {size / 1e6:.1f} MB to {unpacked / 1e6:.0f} MB: taken for a bomb"
    return ""


def _refuse_member(info: zipfile.ZipInfo) -> str:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its path leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.flag_bits & 1:
        return "encrypted"
    if info.file_size > MAX_BYTES:
        return f"too large for one resolution ({info.file_size / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB)"
    return ""
