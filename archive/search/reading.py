"""The reader of a query: words, groups and operators, left to right, into one condition."""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.search.conditions import Condition, Near, Without, alternatives, any_form, joined, phrase, prefix
from archive.search.query import OPERATORS, Operator
from archive.search.texts import QueryError
from archive.symbols import Symbol, SymbolError

NEAR_BY_DEFAULT, NEAR_AT_MOST = 10, 20
LARGEST_NEAR = 1_000
NEAR_ALONE = "NEAR wants a word on both sides: migrants NEAR/8 risk."

_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
_SYMBOL = r'(?:A/HRC|A|S|E)/RES/[^\s()"]+(?:\s?\((?:ES-|S-)?[IVXLC\d]+\))?(?:\s?[A-Z]\b)?'
_SHORT_SYMBOL = r"\d{1,4}(?:\s[A-Z])?\s?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]{1,8})\)(?:\s[A-Z]\b)?"
_TOKEN = re.compile(
    rf"""(?P<operator>[-–]?(?:{"|".join(OPERATORS)}):(?:"[^"]*"?|[^\s()"]+))
    |(?P<symbol>{_SYMBOL.replace(" ", chr(92) + "s")})
    |(?P<short>{_SHORT_SYMBOL})
    |"(?P<phrase>[^"]*)(?P<closed>"?)
    |(?P<open>[-–]?\()
    |(?P<close>\))
    |(?P<minus>[-–](?=["\w]))
    |(?P<word>[^\s()"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Reader:
    """Reads one query, left to right.

    all = either..., either = near (OR near)..., near = one [NEAR one], one = [-] word, phrase, (all).
    """

    def __init__(self, text: str) -> None:
        self.tokens = [(str(match.lastgroup), match) for match in _TOKEN.finditer(text)]
        self.at = 0
        self.depth = 0
        self.symbols: list[Symbol] = []
        self.operators: list[Operator] = []
        self.notices: dict[str, None] = {}
        self.terms: list[str] = []

    def _peek(self) -> tuple[str, re.Match[str]] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _next_is(self, *words: str) -> bool:
        token = self._peek()
        return token is not None and token[0] == "word" and token[1]["word"] in words

    def read(self) -> Condition | None:
        """The whole query's condition on the vector."""
        found = self.all()
        while self._peek() is not None:  # a closing parenthesis too many
            self.at += 1
            self.notices["A closing parenthesis without an opening one was passed over."] = None
            more = self.all()
            found = joined([part for part in (found, more) if part is not None], "&&") if found or more else None
        return found

    def all(self) -> Condition | None:
        """Terms side by side: every one must hold."""
        wanted: list[Condition] = []
        unwanted: list[Condition] = []
        while (token := self._peek()) is not None and token[0] != "close":
            before = len(self.symbols)
            part, negated = self.either()
            if part is not None:
                (unwanted if negated else wanted).append(part)
            if self.depth and len(self.symbols) > before:  # only on the top level is a symbol its own condition
                wanted.extend(phrase(symbol.short) for symbol in self.symbols[before:])
                del self.symbols[before:]
        if unwanted and not wanted and not (self.symbols and not self.depth):
            raise QueryError("Give at least one word to look for beside the words to leave out.")
        if unwanted and not wanted:
            wanted = [phrase(symbol.short) for symbol in self.symbols]
        parts = wanted + [Without(part) for part in unwanted]
        return joined(parts, "&&") if parts else None

    def either(self) -> tuple[Condition | None, bool]:
        """Alternatives joined by OR; a symbol among them is searched as a phrase."""
        first, negated = self.near()
        if not self._next_is("OR", "|", "||"):
            return first, negated
        parts = [(first, negated)]
        before = len(self.symbols)
        while self._next_is("OR", "|", "||"):
            self.at += 1
            if (token := self._peek()) is None or token[0] == "close":
                self.notices["OR wants a word on both sides; the one at the end was passed over."] = None
                break
            parts.append(self.near())
        if parts[0][0] is None and before:
            parts.append((phrase(self.symbols[before - 1].short), False))
            del self.symbols[before - 1]
            before -= 1
        parts += [(phrase(symbol.short), False) for symbol in self.symbols[before:]]
        del self.symbols[before:]
        if any(negated for part, negated in parts if part is not None):
            raise QueryError("A word to leave out cannot stand beside OR; write the OR part in parentheses.")
        found = [part for part, _ in parts if part is not None]
        return (joined(found, "||") if found else None), False

    def near(self) -> tuple[Condition | None, bool]:
        """One part, or two that stand near each other."""
        left, negated = self.one()
        token = self._peek()
        operator = _NEAR.fullmatch(token[1][0]) if token and token[0] == "word" else None
        if operator is None:
            return left, negated
        self.at += 1
        right, unwanted = self.one()
        if left is None or right is None or unwanted:
            raise QueryError(NEAR_ALONE)
        distance = int(operator[1] or NEAR_BY_DEFAULT)
        if not 1 <= distance <= NEAR_AT_MOST:
            raise QueryError(f"NEAR reaches from 1 to {NEAR_AT_MOST} words.")
        if (alternatives(left) + alternatives(right)) * distance > LARGEST_NEAR:
            raise QueryError("So many words cannot stand beside NEAR; give fewer, or a shorter distance.")
        return Near(left, right, distance), negated

    def one(self) -> tuple[Condition | None, bool]:
        """One word, phrase, symbol, operator or group, and whether it is to be left out."""
        negated = False
        while (token := self._peek()) is not None:
            kind, match = token
            if kind == "minus" or self._next_is("NOT"):
                negated, self.at = True, self.at + 1
            elif self._next_is("AND", "&", "&&"):
                self.at += 1
            else:
                break
        if token is None or token[0] == "close":
            return None, False
        kind, match = token
        self.at += 1
        if kind == "open":
            return self._group(), negated or match["open"] != "("
        return self._leaf(kind, match, negated), negated

    def _group(self) -> Condition | None:
        if self.depth >= 20:
            raise QueryError("Too many parentheses inside one another.")
        self.depth += 1
        inside = self.all()
        self.depth -= 1
        if self._peek() is None:
            self.notices["A parenthesis was not closed; it is taken to end with the query."] = None
        else:
            self.at += 1
        return inside

    def _leaf(self, kind: str, match: re.Match[str], negated: bool) -> Condition | None:
        readers: dict[str, Callable[[re.Match[str], bool], Condition | None]] = {
            "operator": self._operator,
            "symbol": self._symbol,
            "short": lambda found, _: phrase(found["short"]),
            "closed": self._phrase,
        }
        return readers.get(kind, self._word)(match, negated)

    def _operator(self, match: re.Match[str], negated: bool) -> None:
        name, _, value = match["operator"].partition(":")
        value = value.strip('"').strip()
        if value:
            self.operators.append(Operator(name.lstrip("-–").lower(), value, negated or name[0] in "-–"))

    def _symbol(self, match: re.Match[str], negated: bool) -> Condition | None:
        try:
            symbol = Symbol.parse(match["symbol"])
        except SymbolError:
            return phrase(match["symbol"])
        if negated:
            return phrase(symbol.short)
        self.symbols.append(symbol)
        return None

    def _phrase(self, match: re.Match[str], negated: bool) -> Condition | None:
        if not match["closed"]:
            self.notices["A quotation mark was not closed; the phrase is taken to end with the query."] = None
        return self._remembered(match["phrase"], f'"{match["phrase"]}"', negated)

    def _word(self, match: re.Match[str], negated: bool) -> Condition | None:
        word = match[0]
        if _NEAR.fullmatch(word):
            raise QueryError(NEAR_ALONE)
        if word in ("OR", "|", "||"):
            self.notices["OR wants a word on both sides; the one at the start was passed over."] = None
            return None
        core = word.rstrip("*")
        if core != word and len(re.sub(r"\W", "", core)) < 2:
            self.notices["A word before * needs two letters at least; it was searched as a word."] = None
        elif core != word:
            self.terms.append(word)
            return prefix(core)
        return self._remembered(core, core, negated)

    def _remembered(self, text: str, typed: str, negated: bool) -> Condition | None:
        if not re.search(r"\w", text):
            return None
        if not negated:
            self.terms.append(typed)
        return any_form(text)
