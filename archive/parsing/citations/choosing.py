"""Which of the bodies that the words allow a number belongs to: the first that its form and its date allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.parsing.citations.bodies import MAIN_BODIES, spell
from archive.parsing.citations.sessions import allows, proves


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number with what is known about it.

    `bodies` are those that the words speak of, best first; of these `trusted` are right even
    against the date: the text's own, and a body whose name stands before the head or behind
    the number (`named`); `earlier` are bodies named before earlier heads, for a list that goes
    on behind another citation; `is_certain` says that the number stands in a list after a head
    or with a date, and is no fraction.
    """

    number: str
    part: str
    decision: bool
    cited: date | None
    bodies: tuple[str, ...]
    trusted: tuple[str, ...]
    named: bool
    earlier: tuple[str, ...]
    is_certain: bool


def choose(numbered: Numbered, until: date | None) -> str | None:
    """The canonical symbol, or None: the first body that form and dates allow, else one that is trusted.

    A text adopted by `until` cites nothing later.
    """
    fitting = _spelled(numbered, numbered.bodies)
    allowed = [symbol for symbol in fitting if allows(symbol, numbered.cited, until)]
    if not allowed and not fitting:
        allowed = [s for s in _spelled(numbered, numbered.earlier) if proves(s, numbered.cited, until)]
    in_time = [symbol for symbol in fitting if allows(symbol, None, until)]
    if not allowed and not numbered.named and (numbered.cited or (not in_time and numbered.is_certain)):
        allowed = _by_session(numbered, until)
    return next(iter(allowed or _spelled(numbered, numbered.trusted)), None)


def _spelled(numbered: Numbered, bodies: tuple[str, ...]) -> list[str]:
    spelled = [spell(body, numbered.number, part=numbered.part, decision=numbered.decision) for body in bodies]
    return [symbol for symbol in spelled if symbol]


def _by_session(numbered: Numbered, until: date | None) -> list[str]:
    """The one main body whose session of that number fits the date, or had met at all, where no body is named.

    So reads a draft that one body recommends to another. Where a commission is in sight,
    nothing is concluded from the number alone.
    """
    if numbered.cited is None and any(body not in MAIN_BODIES for body in numbered.bodies):
        return []
    fitting = [symbol for symbol in _spelled(numbered, MAIN_BODIES) if proves(symbol, numbered.cited, until)]
    return fitting if len(fitting) == 1 else []
