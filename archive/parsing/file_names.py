"""What a file's name says about the resolution in it; only ever to warn, the text itself decides.

The United Nations' own names, and what people make of them:

    A_RES_76_172-2119713E.xml    A_HRC_RES_57_14E.xml     E_RES_2021_2 B-2110300E.xml
    S_RES_2504 (2020)-2000407E   S_RES_2672_E.xml         SC_2561_2021-E.xml
    A-RES-76-172.txt             A_RES_ES-11_1_E.xml      A_RES_74_255 A-B-1923456E.xml
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEPARATOR = r"[_\-/ ]"
_SESSION = r"(?P<session>(?:ES-|S-)?\d{1,4})"
_NUMBER = r"(?P<number>\d{1,4})(?!\d)"
# "A_RES_76_172", "A_HRC_RES_57_14", "E_RES_2021_2"
_WITH_SESSION = re.compile(rf"(?P<body>A{_SEPARATOR}HRC|A|E){_SEPARATOR}RES{_SEPARATOR}{_SESSION}{_SEPARATOR}{_NUMBER}")
# "S_RES_2504 (2020)", "S_RES_2672", "SC_2561_2021": the number alone tells the resolution
_SECURITY_COUNCIL = re.compile(rf"(?:S{_SEPARATOR}RES|SC){_SEPARATOR}{_NUMBER}")


@dataclass(frozen=True, slots=True)
class NamedInFile:
    """Body ("A", "A/HRC", "S", "E"), session ("76", None where the name has none) and number of a file's name."""

    body: str
    session: str | None
    number: int

    def __str__(self) -> str:
        return "/".join(part for part in (self.body, "RES", self.session, str(self.number)) if part)

    def agrees(self, body: str | None, session: str | None, number: str | None) -> bool:
        """Whether a resolution read from the text is the one that the name tells."""
        digits = re.match(r"\d+", number or "")
        return (
            self.body == body
            and (self.session is None or self.session == session)
            and digits is not None
            and int(digits[0]) == self.number
        )


def named_in_file(name: str) -> NamedInFile | None:
    """The resolution that a file is named after, or None where the name tells none."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1].upper()
    match = _WITH_SESSION.match(base)
    if match:
        return NamedInFile(re.sub(_SEPARATOR, "/", match["body"]), match["session"], int(match["number"]))
    match = _SECURITY_COUNCIL.match(base)
    return NamedInFile("S", None, int(match["number"])) if match else None
