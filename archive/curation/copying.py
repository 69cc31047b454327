"""Many rows at once: ids reserved beforehand, rows sent with COPY."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve_ids(*, model: type[models.Model], count: int) -> list[int]:
    """Fresh primary keys for `count` rows, so that rows can point at each other before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_new(*, instances: Sequence[models.Model]) -> None:
    """Write new rows of one model with COPY, every column; the ids must be reserved, or nobody asks for them.

    As values of an INSERT large rows would be read several times over.
    """
    if not instances:
        return
    model = type(instances[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or instances[0].pk]
    copy_rows(
        model=model,
        columns=[str(field.column) for field in fields],
        rows=[[field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields] for one in instances],
    )
    for one in instances:
        one._state.adding, one._state.db = False, connection.alias


def copy_rows(*, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of a table with COPY; `columns` are column names. Defaults must be the database's own."""
    waiting = list(rows)
    if not waiting:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    statement = f"COPY {table} ({names}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in waiting:
            copy.write_row(row)
