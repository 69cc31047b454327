"""Statements that the ORM writes once and that are asked many times, each time with other keys.

A page asks a dozen questions that never differ but in a key. Building and compiling a queryset takes the ORM several
times as long as the answer takes PostgreSQL, so a `Statement` keeps the SQL of its queryset, and gives plain rows.

    class Note(NamedTuple):
        mark: str
        text: str

    NOTES = Statement(Note, lambda: Footnote.objects.filter(resolution=Key("resolution")).values_list("mark", "text"))
    NOTES.rows(resolution=12)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import starmap
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Key(Value):
    """Where a key stands in a statement: `filter(resolution=Key("resolution"))`."""

    template = "%s"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        """Its place, with itself as the parameter until a question gives the key."""
        return self.template, [self]


class AnyOf(Key):
    """Where a list of keys stands, any of which may hold: `filter(pk=AnyOf("paragraphs"))`."""

    template = "ANY(%s)"


class Statement(Generic[Row]):
    """A queryset in which keys stand open; its SQL is made at the first question.

    `shape` makes a row of the columns that the queryset gives by `values_list`, in their order.
    """

    def __init__(self, shape: Callable[..., Row], make: Callable[[], QuerySet[Any, Any]]) -> None:
        self.shape = shape
        self.make = make
        self.made: tuple[str, str, tuple[Any, ...], Callable[[list[Any]], Iterable[Any]]] | None = None

    def rows(self, **keys: Any) -> list[Row]:
        """The rows for these keys."""
        database, sql, parameters, converted = self.made or self._make()
        with connections[database].cursor() as cursor:
            cursor.execute(sql, [keys[one.value] if isinstance(one, Key) else one for one in parameters])
            return list(starmap(self.shape, converted(cursor.fetchall())))

    def first(self, **keys: Any) -> Row | None:
        """The first row for these keys, if there is one."""
        rows = self.rows(**keys)
        return rows[0] if rows else None

    def _make(self) -> tuple[str, str, tuple[Any, ...], Callable[[list[Any]], Iterable[Any]]]:
        queryset = self.make()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select or ()])

        def converted(rows: list[Any]) -> Iterable[Any]:
            return compiler.apply_converters(rows, converters) if converters else rows

        self.made = (queryset.db, sql, tuple(parameters), converted)
        return self.made
