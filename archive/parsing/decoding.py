"""From bytes to characters: what a file is, in which encoding, and a clear word when it cannot be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from archive.parsing.document import Problem

MAX_BYTES = 20_000_000
"""The longest resolutions have 400 KB; a file of this size is something else."""

MAX_GUESSED = 0.2
"""Share of bytes that may be read as Windows-1252; Western languages need under a tenth."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF: turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an Office document: save the text, or give a zip of texts to the load command"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as text first"),
    (b"{\\rtf", "an RTF document: save it as text first"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"\x89PNG", "an image: read it with OCR first"),
    (b"\xff\xd8\xff", "an image: read it with OCR first"),
    (b"II*\x00", "an image: read it with OCR first"),
    (b"MM\x00*", "an image: read it with OCR first"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# C0 controls other than tab, line feed, vertical tab, form feed, carriage return; form feeds are page breaks
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20)))
# how Python marks bytes that are not UTF-8 (errors="surrogateescape"), and what they are in Windows-1252,
# where 81, 8D, 8F, 90 and 9D are no characters
_ESCAPED = re.compile("[\udc80-\udcff]")
_AS_WINDOWS_1252 = {
    0xDC00 + byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0x100)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class UnreadableSource(Exception):  # noqa: N818 - it names the source, which is no error of ours
    """A file that no resolution can be read from; the message is one line that names it and says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters without byte order mark, and the Problems met in telling the encoding."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of a file: UTF-8, or UTF-16 and UTF-32 with a byte order mark, or Windows-1252 at last.

    `declared` is the encoding that the file names itself (XML); a byte order mark speaks louder.
    Raises UnreadableSource for input that is empty, too large, binary or in no such encoding.
    """
    _refuse_what_is_no_text(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_decode_strictly(data[len(bom) :], encoding, name), name)
    if declared:
        return _checked(_decode_strictly(data, declared, name), name)
    if b"\x00" in data:
        half = data[:2000].count(b"\x00") > len(data[:2000]) / 4
        raise UnreadableSource(
            name,
            "perhaps UTF-16, but without a byte order mark: save it as UTF-8"
            if half
            else "a binary file, not a text (it holds zero bytes)",
        )
    try:
        return _checked(Decoded(data.decode("utf-8")), name)
    except UnicodeDecodeError:
        return _checked(_guess(data, name), name)


def _refuse_what_is_no_text(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise UnreadableSource(name, f"too large for one resolution ({size}; the limit is {MAX_BYTES / 1e6:.0f} MB)")
    if not data.strip():
        raise UnreadableSource(name, "empty")
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(name, reason)


def _decode_strictly(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except LookupError:
        raise UnreadableSource(name, f"in an unknown encoding ({encoding[:40]}): save it as UTF-8") from None
    except UnicodeError as error:
        raise UnreadableSource(name, f"not the {encoding.upper()} that its beginning promises ({error})") from None


def _guess(data: bytes, name: str) -> Decoded:
    """Reads as UTF-8, and each byte that is not UTF-8 as Windows-1252; the two are often mixed."""
    escaped = data.decode("utf-8", errors="surrogateescape")
    guessed = len(_ESCAPED.findall(escaped))
    first = _ESCAPED.search(escaped)
    line = escaped.count("\n", 0, first.start()) + 1 if first else None
    text = escaped.translate(_AS_WINDOWS_1252)
    if guessed > MAX_GUESSED * len(data) or _ESCAPED.search(text):
        raise UnreadableSource(name, f"in an encoding that cannot be told (line {line}): save it as UTF-8")
    message = f"not UTF-8: {guessed} bytes were read as Windows-1252, the first in line {line}"
    return Decoded(text, (Problem("encoding-guessed", message, line),))


def _checked(decoded: Decoded, name: str) -> Decoded:
    text = decoded.text
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableSource(name, "empty: it holds no visible character")
    encoded = text.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls > 20 and controls > len(text) / 100:
        raise UnreadableSource(name, "a binary file, not a text (it holds control characters)")
    return decoded
