"""Full-text search on paragraphs: the configuration, the vector, the query builder, the highlight.

Knows texts and SQL expressions, never the models. The language of the search box, which the
stored queries of topics speak too:

    migrant children      paragraphs with both words, in any form (child, children)
    "data protection"     the words side by side
    child OR minor        either; OR binds closer than a blank, so `a b OR c` is a and (b or c)
    (a b) OR c            parentheses group
    migrant NEAR/8 risk   at most so many words apart, in either order (NEAR alone: 10)
    -refugee              without the word (also NOT refugee)
    migra*                words that begin so
    76/172, A/RES/76/172  a resolution's symbol, as a phrase and among the citations
    year:2019-2021        an operator: body, session, year, kind, verb, topic, cites
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

import psycopg.errors
from django.contrib.postgres.search import (
    CombinedSearchQuery,
    SearchHeadline,
    SearchQuery,
    SearchVector,
)
from django.db import OperationalError, connection, transaction
from django.db.models import CharField, Expression, F, Func, TextField, Value

from archive.symbols import Symbol, SymbolError

CONFIGURATION = "archive_english"
LONGEST_QUERY = 500
NEAR_BY_DEFAULT, NEAR_AT_MOST = 10, 20
LARGEST_NEAR = 1_000
NEAR_ALONE = "NEAR wants a word on both sides: migrants NEAR/8 risk."
OPERATORS = ("body", "session", "year", "kind", "verb", "topic", "cites")

# Private marks around a match: no text of the archive holds them, so they survive escaping.
MATCH_STARTS, MATCH_ENDS = "\x02", "\x03"


Condition = SearchQuery | CombinedSearchQuery


def _spaced(column: str) -> Func:
    """The column with strokes as blanks, of the same length.

    PostgreSQL's parser takes `A/RES/76/172` for one file token, so that searching `76/172`
    would find nothing.
    """
    return Func(F(column), Value("/"), Value(" "), function="translate", output_field=TextField())


def vector(column: str) -> SearchVector:
    """The search vector of a text column, strokes read as blanks."""
    return SearchVector(_spaced(column), config=CONFIGURATION)


class QueryError(ValueError):
    """The query cannot be searched; the message tells a reader what to change."""


class UnreadableTextError(QueryError):
    """The text holds a character that no text may hold (NUL, half of a surrogate pair)."""


class SearchTooSlow(Exception):  # noqa: N818 - it is what happened, not a programmer's error
    """The database gave the query up after its time limit."""


@dataclass(frozen=True, slots=True)
class Operator:
    """`name:value` in a query, `negated` if a minus stood before it."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader's query means.

    `words` is the condition on the vector, without the symbols that stand on the top level,
    each of which is a condition of its own (the phrase, or a citation of that resolution);
    None where nothing but symbols or operators was asked. `notices` are sentences for the reader.
    """

    text: str
    words: Condition | None = None
    symbols: tuple[Symbol, ...] = ()
    operators: tuple[Operator, ...] = ()
    notices: tuple[str, ...] = ()
    terms: tuple[str, ...] = field(default=(), compare=False)
    """The words and phrases as typed, for suggestions of what to leave out."""

    @property
    def is_empty(self) -> bool:
        """Whether it asks for no word and no symbol (operators may still stand)."""
        return self.words is None and not self.symbols

    @property
    def everything(self) -> Condition | None:
        """One condition with the symbols as phrases: for highlights, and where there are no citations."""
        parts = [part for part in (self.words, *(phrase(symbol.short) for symbol in self.symbols)) if part is not None]
        return _joined(parts, "&&") if parts else None


def phrase(text: str) -> SearchQuery:
    """The condition that the words stand side by side."""
    return SearchQuery(text.replace("/", " "), config=CONFIGURATION, search_type="phrase")


# Forms that the stemmer does not bring together.
_IRREGULAR = {"child": "children", "woman": "women", "man": "men", "person": "people", "datum": "data"}
_OTHER_FORM = _IRREGULAR | {plural: single for single, plural in _IRREGULAR.items()}


def _any_form(text: str) -> Condition:
    """The condition that the words stand side by side, each irregular noun in either number."""
    variants = [""]
    for piece in re.split(r"(\W+)", text):
        other = _OTHER_FORM.get(piece.lower()) if len(variants) < 8 else None
        variants = [variant + form for variant in variants for form in (piece, *([other] if other else ()))]
    return _joined([phrase(variant) for variant in variants], "||")


# Endings that the English stemmer cuts: "detenti" would not find "detention", which is kept as
# "detent"; so a prefix also looks for what it becomes with each of these.
_ENDINGS = (
    "on",
    "ons",
    "ion",
    "ions",
    "ation",
    "ng",
    "ing",
    "ings",
    "s",
    "es",
    "ed",
    "d",
    "e",
    "y",
    "ies",
    "ity",
    "al",
    "ally",
    "ment",
    "ments",
    "ous",
    "ive",
    "ly",
    "ness",
)


def _prefix(text: str) -> SearchQuery | None:
    """The condition that a word begins so; words before the last (of "non-ref") must stand before it."""
    words = re.findall(r"\w+", text)
    if not words:
        return None
    *before, last = words
    # only word characters are left, so nothing of tsquery's own syntax can be written here
    ends = " | ".join([f"'{last}':*", *(f"'{last}{ending}'" for ending in _ENDINGS if len(last) > 2)])
    lead = "".join(f"'{word}' <-> " for word in before)
    return SearchQuery(f"{lead}({ends})", config=CONFIGURATION, search_type="raw")


class Without(SearchQuery):
    """The condition that another one does not hold."""

    template = "!!(%(expressions)s)"


def _joined(parts: list[Condition], operator: str) -> Condition:
    """All parts under one operator, as a balanced tree so that long queries stay shallow."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = _joined(parts[:middle], operator), _joined(parts[middle:], operator)
    return CombinedSearchQuery(left, operator, right, CONFIGURATION)


class _Step(SearchQuery):
    """The condition that one word follows another at an exact distance."""

    template = "tsquery_phrase(%(expressions)s)"

    def __init__(self, first: Condition, second: Condition, distance: Value) -> None:
        super().__init__(Func(first, second, distance, template="%(expressions)s"))


class Near(SearchQuery):
    """The condition that two others hold at most `distance` words apart, in either order."""

    template = "%(expressions)s"

    def __init__(self, left: Condition, right: Condition, distance: int) -> None:
        both = [(left, right), (right, left)]
        steps = [(*pair, Value(step)) for step in range(1, distance + 1) for pair in both]
        near = _joined([_Step(*step) for step in steps], "||")
        # asked first whether both stand there at all, PostgreSQL rejects most paragraphs without looking at places
        super().__init__(_joined([left, right, near], "&&"))


def _alternatives(condition: Condition) -> int:
    """How many words a side of NEAR offers; raises QueryError for what cannot stand there."""
    if isinstance(condition, CombinedSearchQuery):
        if condition.connector == "||":
            left, right = cast("tuple[Condition, Condition]", (condition.lhs, condition.rhs))
            return _alternatives(left) + _alternatives(right)
    elif not isinstance(condition, Near | Without):
        return len(_ENDINGS) if condition.function == "to_tsquery" else 1
    raise QueryError(
        "Beside NEAR stand words, phrases, or alternatives in parentheses: migrants NEAR/8 (vulnerable OR risk)."
    )


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


class _Reader:
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
            found = _joined([part for part in (found, more) if part is not None], "&&") if found or more else None
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
        return _joined(parts, "&&") if parts else None

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
        return (_joined(found, "||") if found else None), False

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
        if (_alternatives(left) + _alternatives(right)) * distance > LARGEST_NEAR:
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
            return _prefix(core)
        return self._remembered(core, core, negated)

    def _remembered(self, text: str, typed: str, negated: bool) -> Condition | None:
        if not re.search(r"\w", text):
            return None
        if not negated:
            self.terms.append(typed)
        return _any_form(text)


def refuse_unreadable(text: str) -> None:
    """Raise UnreadableTextError for text that the database could not take."""
    if "\x00" in text or "\ufffd" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableTextError(
            "The text holds a character that is not text (NUL or half of a pair); please type it anew."
        )


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‐‑‒−", "-") | {"’": "'"})


def _cleaned(text: str) -> str:
    """One kind of quotation mark and hyphen, no control characters, runs of punctuation collapsed."""
    text = re.sub(r"[\x01-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]+", " ", text.translate(_QUOTES))
    text = re.sub("-{2,}", " ", text)
    return re.sub(r'([^\w\s"()])(?:[^\w\s"()])+', r"\1", text)


def compile_query(text: str) -> Query:
    """Read a query in the search box's language; raises QueryError with a sentence for the reader."""
    refuse_unreadable(text)
    notices = []
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notices.append(f"Only the first {LONGEST_QUERY} characters of the query were searched.")
    text = " ".join(_cleaned(text).split())
    reader = _Reader(text)
    words = reader.read()
    return Query(
        text=text,
        words=words,
        symbols=tuple(dict.fromkeys(reader.symbols)),
        operators=tuple(reader.operators),
        notices=(*notices, *reader.notices),
        terms=tuple(reader.terms),
    )


def _wanted(condition: Condition) -> Condition | None:
    """A condition without what it leaves out: PostgreSQL would mark words of a phrase not wanted, too."""
    if isinstance(condition, Without):
        return None
    if isinstance(condition, CombinedSearchQuery):
        sides = cast("tuple[Condition, Condition]", (condition.lhs, condition.rhs))
        parts = [part for part in map(_wanted, sides) if part is not None]
        return _joined(parts, condition.connector) if parts else None
    return condition


def headline(condition: Condition, column: str = "text") -> Expression:
    """The whole text with private marks around the matches; see `match_spans`."""
    return SearchHeadline(
        _spaced(column),
        _wanted(condition) or condition,
        config=CONFIGURATION,
        start_sel=MATCH_STARTS,
        stop_sel=MATCH_ENDS,
        highlight_all=True,
    )


def match_spans(marked: str, text: str) -> list[tuple[int, int]]:
    """Where in `text` the matches stand, read from its `headline`; none if the two do not agree."""
    if marked.replace(MATCH_STARTS, "").replace(MATCH_ENDS, "") != text.replace("/", " "):
        return []
    spans: list[tuple[int, int]] = []
    start = offset = 0
    for piece in re.split(f"([{MATCH_STARTS}{MATCH_ENDS}])", marked):
        if piece == MATCH_STARTS:
            start = offset
        elif piece == MATCH_ENDS:
            spans.append((start, offset))
        else:
            offset += len(piece)
    return spans


@contextmanager
def time_limit(milliseconds: int = 3000) -> Iterator[None]:
    """Give up what runs inside after a while: raises SearchTooSlow.

    The plan is made for the very words asked: a plan for any word walks the date index for a rare one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true), set_config('plan_cache_mode', %s, true)",
                [str(milliseconds), "force_custom_plan"],
            )
        try:
            yield
        except OperationalError as error:
            if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
                raise SearchTooSlow from error
            raise


def lexeme_count(condition: Condition) -> Expression:
    """How many words a condition really asks for: 0 where all of them are too common to be kept."""
    return Func(condition, function="numnode", output_field=CharField())
