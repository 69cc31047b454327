"""Resolutions and decisions by number: "Human Rights Council resolutions 35/17 of 22 June 2017, 36/5 … and 53/24".

The text is read from left to right. A head ("resolutions", "decision") takes the body that
the words before it name; the numbers after it belong to it until the next head. A body
named behind the numbers ("resolution 34/16 of the Human Rights Council") overrules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from archive.parsing.citations.bodies import BODY_NAMES, COUNCILS, MAIN_BODIES, spell
from archive.parsing.citations.choosing import Numbered, choose
from archive.parsing.citations.dates import date_after
from archive.parsing.citations.findings import Found, Kind
from archive.parsing.citations.lists import (
    BEFORE_HEAD,
    BEHIND,
    GLUE,
    HEAD_OR_YEAR,
    JOINED,
    LETTERS,
    NOT_A_NUMBER,
    NUMBERED_COMMENT,
    OWNER_BEHIND,
    TO,
    TO_OWN,
    TOKEN,
)
from archive.parsing.citations.patterns import DASH, LETTER
from archive.parsing.citations.sessions import span_of

LONGEST_RANGE = 60
"""More resolutions than this in "61/104 to 61/210" is a slip of the pen, not a range."""
MOST_BETWEEN = 2_000
"""Resolutions between the ends of all ranges of one text; no text has as many, and each costs a citation."""


@dataclass(slots=True)
class _Head:
    """The head that numbers belong to: candidates for its body, best first."""

    start: int
    end: int
    decision: bool
    plural: bool
    owned: bool
    """Whether "its" stands before it."""
    named: bool
    """Whether the name of a body stands before it: then no date overrules."""
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words say of a number: its possible bodies, whether one is named for it, whether it is one at all."""

    bodies: tuple[str, ...]
    is_named: bool
    is_certain: bool
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The text whose words are read: its body ("A"), the last day it can have been adopted on.

    `spelled` remembers the numbers of the Security Council that were given with their year,
    for a later "resolution 2391" without one.
    """

    body: str | None
    until: date | None
    spelled: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: str | None, symbol: str | None) -> Reading:
        """From what the caller knows of the resolution."""
        span = span_of(symbol) if symbol else None
        return cls(body, span[1] if span else None)


def find_resolutions(text: str, reading: Reading) -> list[Found]:
    """Every resolution and decision cited by number in one paragraph or footnote body."""
    return _Walk(text, reading).found if _DIGIT.search(text) and HEAD_OR_YEAR.search(text) else []


_DIGIT = re.compile(r"\d")


class _Walk:
    """One walk over a text, collecting what is cited."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.found: list[Found] = []
        self.head: _Head | None = None
        self.named: tuple[tuple[str, ...], int] | None = None
        """The body named last (or those of "General Assembly and Security Council"), and where the name ends."""
        self.commission = ""
        """The commission named last in full, for a later "the Commission"."""
        self.owned = False
        self.owned_at = -1
        self.last_end = -1
        self.between = 0
        """How many resolutions stand between the ends of the ranges read so far."""
        self.done = 0
        self.explicit: tuple[str, ...] = ()
        """The bodies named before the head of the list that is being read."""
        self.earlier: tuple[str, ...] = ()
        """Bodies of earlier heads, the last first."""
        for token in TOKEN.finditer(text):
            if token.start() < self.done:
                continue
            kind = token.lastgroup if token.lastgroup in ("conference", "body", "own", "head", "bare") else "number"
            getattr(self, f"_{kind}")(token)

    def _conference(self, token: re.Match[str]) -> None:
        """A conference of parties that is named with its treaty right before the head."""
        self.named = (("",), token.end())

    def _body(self, token: re.Match[str]) -> None:
        code = BODY_NAMES[token["body"]]
        if code.startswith("E/"):
            self.commission = code
        joined = self.named and JOINED.fullmatch(self.text, self.named[1], token.start())
        self.named = ((*self.named[0], code) if self.named and joined else (code,), token.end())

    def _own(self, token: re.Match[str]) -> None:
        self.owned_at = token.end()
        tight = self.named is not None and TO_OWN.fullmatch(self.text, self.named[1], token.start()) is not None
        self.owned = tight

    def _head(self, token: re.Match[str]) -> None:
        word, at = token["head"].lower(), token.start()
        owned = self.owned_at >= 0 and BEFORE_HEAD.fullmatch(self.text, self.owned_at, at) is not None
        named = self.named is not None and BEFORE_HEAD.fullmatch(self.text, self.named[1], at) is not None
        self.earlier = (self.head.bodies if self.head else ()) + self.earlier[:4]
        bodies = self._bodies(at, owned, named)
        self.head = _Head(
            at, token.end(), word.startswith("decision"), word in ("resolutions", "decisions"), owned, named, bodies
        )

    def _bodies(self, at: int, owned: bool, named: bool) -> tuple[str, ...]:
        """Bodies a head at that place may belong to, best first."""
        own = (self.reading.body or "",)
        nearby = self._spread(self.named[0]) if self.named else ()
        if named:
            self.explicit = nearby
            return nearby
        if owned:
            self.explicit = ()
            return nearby if self.owned else own + nearby
        if self.named and TO_OWN.fullmatch(self.text, self.named[1], at):
            return nearby + own
        return (self.explicit if self._continues(at) else ()) + own + nearby

    def _continues(self, at: int) -> bool:
        return self.last_end >= 0 and GLUE.fullmatch(self.text, self.last_end, at) is not None

    def _spread(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Named bodies; "the Council" is the text's own if that is a council, else whichever the number fits."""
        own = self.reading.body or ""
        spread: list[str] = []
        for code in codes:
            if code == "council":
                spread += [own] if own in COUNCILS else COUNCILS
            else:
                spread.append(self.commission if code == "commission" and self.commission else code)
        return tuple(spread)

    def _bare(self, token: re.Match[str]) -> None:
        """A number of the Security Council without its year, where the text gave the year before."""
        symbol = self.reading.spelled.get(token["bare"])
        if self.head and self.reading.body == "S" and symbol and (self._is_direct(token) or self._is_listed(token)):
            start = self.head.start if self._is_direct(token) and not self.head.plural else token.start()
            self.found.append(Found(start, token.end(), "resolution", symbol))
            self.last_end = token.end()

    def _is_direct(self, token: re.Match[str]) -> bool:
        """Whether nothing stands between head and number."""
        if self.head is None or self.head.end > token.start():
            return False
        return self.text[self.head.end : min(token.start(), self.head.end + 10)].strip() in ("", "No.", "Nos.")

    def _is_listed(self, token: re.Match[str]) -> bool:
        """Whether the number goes on with the list of the last one."""
        inside = self.head is not None and self.last_end > self.head.start
        return inside and GLUE.fullmatch(self.text, self.last_end, token.start()) is not None

    def _number(self, token: re.Match[str]) -> None:
        if NOT_A_NUMBER.match(self.text, token.end()):
            return
        if token["security"] and NUMBERED_COMMENT.search(self.text[max(0, token.start() - 12) : token.start()]):
            return
        if self.head is None:
            if token["security"]:
                self.found.append(Found(token.start(), token.end(), "resolution", self._security(token, "")))
            return
        part, end = self._part(token)
        cited, date_end = date_after(self.text, end)
        direct = self._is_direct(token)
        end = max(end, date_end)
        certain = direct or cited is not None or self._is_listed(token)
        bodies, is_named = self._with_owner_behind(end, self.head)
        words = _Words(bodies, is_named, certain, () if direct else self.earlier)
        symbol = self._resolve(token, part, cited, words)
        if symbol is None and not certain:
            return  # a fraction, "24/7"
        start = self.head.start if direct and not self.head.plural else token.start()
        first = Found(start, end, self._kind(), symbol, date=cited)
        self._range(token, first)
        self.found.append(first)
        self.last_end = end
        self._further_letters(token, part, first, words)
        self.done = self.last_end

    def _security(self, token: re.Match[str], part: str) -> str | None:
        number = re.sub(r"\s", "", token["security"])
        symbol = spell("S", number, part=part, decision=self._kind() == "decision")
        if symbol:
            self.reading.spelled[number.split("(")[0]] = symbol
        return symbol

    def _with_owner_behind(self, at: int, head: _Head) -> tuple[tuple[str, ...], bool]:
        """The bodies a number may belong to, and whether one is named for it.

        "of the Human Rights Council" behind the number overrules what stands before; a main body
        after "in its resolution 77/150," comes first, another one last.
        """
        behind = BEHIND.match(self.text, at)
        if behind:
            return self._spread((BODY_NAMES[behind["body"]],)), True
        owner = OWNER_BEHIND.match(self.text, at) if head.owned and not head.plural and not self.owned else None
        if owner is None:
            return head.bodies, head.named
        codes = self._spread((BODY_NAMES[owner["body"]],))
        return (codes + head.bodies if set(codes) <= set(MAIN_BODIES) else head.bodies + codes), head.named

    def _kind(self) -> Kind:
        return "decision" if self.head and self.head.decision else "resolution"

    def _part(self, token: re.Match[str]) -> tuple[str, int]:
        """The lettered part after a number, and where number and part end."""
        if token["protocol"] or (token["roman"] and re.search("[A-Z]", token["roman"].split("(")[0])):
            return "", token.end()
        letter = LETTER.match(self.text, token.end())
        return (letter[0].strip(), letter.end()) if letter else ("", token.end())

    def _resolve(self, token: re.Match[str], part: str, cited: date | None, words: _Words) -> str | None:
        if token["protocol"]:
            return token["protocol"]
        if token["security"]:
            return self._security(token, part)
        number = re.sub(DASH, "-", re.sub(r"\s", "", token[0]))
        own = (self.reading.body or "",)
        # "its" right behind another body means that body alone
        is_told = words.is_named or (self.head is not None and self.head.owned and own[0] not in words.bodies)
        trusted = words.bodies if is_told else tuple(set(words.bodies) & set(own))
        return choose(
            Numbered(
                number=number,
                part=part,
                decision=self._kind() == "decision",
                cited=cited,
                bodies=words.bodies,
                trusted=trusted,
                named=words.is_named,
                earlier=words.earlier,
                is_certain=words.is_certain,
            ),
            self.reading.until,
        )

    def _range(self, token: re.Match[str], last: Found) -> None:
        """The resolutions between "61/104" and "61/110"."""
        before = self.found[-1] if self.found else None
        if not before or not token["number"] or not before.symbol or not last.symbol:
            return
        if not TO.fullmatch(self.text, self.last_end, token.start()):
            return
        stem, _, low = before.symbol.rpartition("/")
        stem_after, _, high = last.symbol.rpartition("/")
        if stem != stem_after or not (low.isdigit() and high.isdigit()) or int(high) - int(low) > LONGEST_RANGE:
            return
        between = range(int(low) + 1, int(high))
        self.between += len(between)
        if self.between > MOST_BETWEEN:
            return
        for number in between:
            self.found.append(replace(last, start=before.start, symbol=f"{stem}/{number}"))

    def _further_letters(self, token: re.Match[str], part: str, first: Found, words: _Words) -> None:
        """B and C of "61/250 A, B and C" or "66/264 A-C"."""
        if not part or first.date or token["protocol"]:
            return
        last, at = part, first.end
        while step := LETTERS.match(self.text, at):
            letters = [step["letter"]]
            if step["glue"].strip() in ("to", "-", "–", "‑") and last < step["letter"]:
                letters = [chr(code) for code in range(ord(last) + 1, ord(step["letter"]) + 1)]
            cited, date_end = date_after(self.text, step.end())
            end = max(step.end(), date_end)
            for letter in letters:
                symbol = self._resolve(token, letter, cited, words)
                self.found.append(Found(step.start("letter"), end, self._kind(), symbol, date=cited))
            last, at = step["letter"], end
            self.last_end = end
