"""Texts as the search reads them: the configuration, the vector, strokes as blanks, what is no text."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.db.models import BooleanField, Expression, F, Func, TextField, Value

CONFIGURATION = "archive_english"


def spaced(column: str) -> Func:
    """The column with strokes as blanks, of the same length.

    PostgreSQL's parser takes `A/RES/76/172` for one file token, so that searching `76/172`
    would find nothing.
    """
    return Func(F(column), Value("/"), Value(" "), function="translate", output_field=TextField())


def vector(column: str) -> SearchVector:
    """The search vector of a text column, strokes read as blanks."""
    return SearchVector(spaced(column), config=CONFIGURATION)


def found_in(column: str, condition: Expression) -> Func:
    """Whether a condition finds a text column that has no vector of its own."""
    return Func(vector(column), condition, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField())


class QueryError(ValueError):
    """The query cannot be searched; the message tells a reader what to change."""


class UnreadableTextError(QueryError):
    """The text holds a character that no text may hold (NUL, half of a surrogate pair)."""


def refuse_unreadable(text: str) -> None:
    """Raise UnreadableTextError for text that the database could not take."""
    if "\x00" in text or "\ufffd" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableTextError(
            "The text holds a character that is not text (NUL or half of a pair); please type it anew."
        )
