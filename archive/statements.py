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

from collections.abc import Callable, Iterable, Sequence
from itertools import starmap
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Instance = TypeVar("Instance", bound=Model)


class Key(Value):
    """Where a key stands in a statement: `filter(resolution=Key("resolution"))`."""

    template = "%s"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        """Its place, with itself as the parameter until a question gives the key."""
        return self.template, [self]

    def of(self, keys: dict[str, Any]) -> Sequence[Any]:
        """The parameters that stand here, from the keys of a question."""
        return [keys[self.value]]


class Written(Key):
    """Where an expression stands that differs from question to question: given as its SQL and its parameters."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.template = f"{{{name}}}"  # no SQL of the ORM holds a brace

    def of(self, keys: dict[str, Any]) -> Sequence[Any]:
        """The parameters of what was written."""
        parameters: Sequence[Any] = keys[self.value][1]
        return parameters


class AnyOf(Key):
    """Where a list of numbers stands, any of which may hold: `filter(pk=AnyOf("paragraphs"))`."""

    template = "ANY(%s)"

    def of(self, keys: dict[str, Any]) -> Sequence[Any]:
        """The numbers as PostgreSQL writes an array; for the driver to adapt each of a thousand takes longer."""
        return [f"{{{','.join([str(int(key)) for key in keys[self.value]])}}}"]


class Statement(Generic[Row]):
    """A queryset in which keys stand open, or what was written around one; its SQL is made at the first question.

    `shape` makes a row of the columns that the queryset gives by `values_list`, in their order.
    """

    def __init__(self, shape: Callable[..., Row], make: Callable[[], QuerySet[Any, Any] | Made]) -> None:
        self.shape = shape
        self.make = make
        self.made: Made | None = None

    def rows(self, **keys: Any) -> list[Row]:
        """The rows for these keys."""
        made = self.made = self.made or _made(self.make())
        sql = made.sql
        parameters: list[Any] = []
        for one in made.parameters:
            parameters += one.of(keys) if isinstance(one, Key) else [one]
            if isinstance(one, Written):
                sql = sql.replace(one.template, keys[one.value][0])
        with connections[made.database].cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(starmap(self.shape, made.converted(cursor.fetchall())))

    def first(self, **keys: Any) -> Row | None:
        """The first row for these keys, if there is one."""
        rows = self.rows(**keys)
        return rows[0] if rows else None


class Made(NamedTuple):
    """What is kept of a queryset: its SQL, its parameters with keys among them, what makes values of columns."""

    sql: str
    parameters: tuple[Any, ...]
    converted: Callable[[list[Any]], Iterable[Any]] = list
    database: str = DEFAULT_DB_ALIAS


def _made(queryset: QuerySet[Any, Any] | Made) -> Made:
    if isinstance(queryset, Made):
        return queryset
    compiler = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, _, _ in compiler.select or ()])

    def converted(rows: list[Any]) -> Iterable[Any]:
        return compiler.apply_converters(rows, converters) if converters else rows

    return Made(sql, tuple(parameters), converted, queryset.db)


def instances(
    queryset: Callable[[], QuerySet[Instance]], *, related: Sequence[str] = (), without: Sequence[str] = ()
) -> Statement[Instance]:
    """A statement whose rows are instances of a model, with what they are `related` to, `without` some columns."""
    model = queryset().model
    parts: list[tuple[str, type[Model], list[str]]] = [("", model, _columns(model, without))]
    for name in related:
        other: Any = model._meta.get_field(name).related_model
        parts.append((name, other, _columns(other, without)))

    def instance(*row: Any) -> Instance:
        made: dict[str, Any] = {}
        at = 0
        for name, of, columns in parts:
            made[name] = of.from_db(DEFAULT_DB_ALIAS, columns, row[at : at + len(columns)])
            at += len(columns)
        one: Instance = made.pop("")
        for name, other in made.items():
            setattr(one, name, other)
        return one

    columns = [f"{name}__{column}".removeprefix("__") for name, _, columns in parts for column in columns]
    return Statement(instance, lambda: queryset().values_list(*columns))


def _columns(model: type[Model], without: Sequence[str]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in without]
