"""What a reader's query means."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.search.conditions import Condition, Settled, joined, phrase
from archive.symbols import Symbol

OPERATORS = ("body", "session", "year", "kind", "verb", "topic", "cites")


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
    words: Settled | None = None
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
    def everything(self) -> Settled | None:
        """One condition with the symbols as phrases: for highlights, and where there are no citations."""
        if not self.symbols:
            return self.words
        parts: list[Condition] = [phrase(symbol.short) for symbol in self.symbols]
        return Settled(joined(parts if self.words is None else [self.words, *parts], "&&"))
