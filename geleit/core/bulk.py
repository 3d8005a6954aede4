# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write very many rows quickly, so that a long list holds other writers up for seconds only.

`bulk_create` sends SQLite fifty persons at a time (999 parameters) and builds an expression for each
value; here one prepared statement takes them all. Every constraint of the database holds as always.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from django.db import OperationalError, connection, connections, models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)
PORTION = 5_000  # rows that are kept ready at a time
AS_THEY_ARE = (models.CharField, models.IntegerField, models.BooleanField, models.ForeignKey)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python not look for garbage while millions of small values are made: a fifth quicker."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Ready:
    """Rows of one model whose values are read and sealed before the transaction that writes them.

    `late` names columns that are known only there, such as the key of a household just written; they
    are taken from the rows when `write` is called.
    """

    def __init__(self, rows: Sequence[Any], *, late: Sequence[str] = ()) -> None:
        self.rows = rows
        self.values: list[list[Any]] = []
        if not rows:
            return
        self.model = type(rows[0])
        self.fields = [field for field in self.model._meta.concrete_fields if not field.generated]
        names = [field.attname for field in self.fields]
        wanted = {*late, self.model._meta.pk.attname}
        self.late = [(at, name) for at, name in enumerate(names) if name in wanted]
        kept = itemgetter(*names)
        self.values = [list(kept(row.__dict__)) for row in rows]
        for at, field in enumerate(self.fields):
            if field.attname not in wanted and not _stands_as_it_is(field):
                read = _reader(field)
                for values, row in zip(self.values, rows, strict=True):
                    values[at] = read(row)

    def write(self) -> None:
        """Insert the rows and give them their keys. In a transaction; once."""
        if not self.rows:
            return
        for row, key in zip(self.rows, _keys(self.model, len(self.rows)), strict=True):
            row.pk = key
        insert(self.model, self.fields, self._complete())
        alias = connection.alias
        for row in self.rows:
            row._state.adding, row._state.db = False, alias

    def _complete(self) -> Iterator[list[Any]]:
        for row, values in zip(self.rows, self.values, strict=True):
            for at, name in self.late:
                values[at] = getattr(row, name)
            yield values


def fresh(model: type[Row], **columns: Any) -> Row:
    """Make a row for `Ready`, in a third of the time its class takes: columns as the table names them.

    Nobody hears of it (no signal), and no object is taken for a foreign key, only its number.
    """
    row = model.__new__(model)
    row.__dict__ = {**_blank(model), **columns, "_state": ModelState()}
    return row


@cache
def _blank(model: type[models.Model]) -> dict[str, Any]:
    """Return what a row says of which nothing was said; what can be changed must be said each time."""
    found = vars(model())
    return {name: value for name, value in found.items() if not isinstance(value, dict | list)}


def write_many(rows: Sequence[Any]) -> None:
    """Insert rows of one model that have no key yet, and give them their keys. In a transaction."""
    Ready(rows).write()


def write_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Any]) -> None:
    """Insert rows given as tuples of plain values of the named columns: quicker than instances."""
    if not rows:
        return
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in names)]
    keys = _keys(model, len(rows))
    insert(model, fields, ((key, *row) for key, row in zip(keys, rows, strict=True)))


def insert(model: type[models.Model], fields: Sequence[Any], values: Iterable[Any]) -> None:
    """Insert rows that have their keys, given as values of these fields as the database takes them."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns})"
    _in_portions(
        values,
        each=f"{into} VALUES ({', '.join(['%s'] * len(fields))})",
        together=f"{into} SELECT * FROM {_columns_of(fields)}",
    )


def _in_portions(values: Iterable[Any], *, each: str, together: str) -> None:
    """Send rows: to SQLite one by one with a prepared statement, to PostgreSQL a portion at once.

    PostgreSQL would plan the policies of a walled table anew for each row.
    """
    rest = iter(values)
    with connection.cursor() as cursor:
        while portion := list(islice(rest, PORTION)):
            if connection.vendor == "postgresql":
                cursor.execute(together, [list(column) for column in zip(*portion, strict=True)])
            else:
                cursor.executemany(each, portion)


def _columns_of(fields: Sequence[Any]) -> str:
    """Return a table of PostgreSQL that is made of one list for each field."""
    # without their lengths: a cast to varchar(5) would cut what is too long instead of refusing it
    types = [(field.db_type(connection) or "").partition("(")[0] for field in fields]
    return f"unnest({', '.join(f'%s::{name}[]' for name in types)})"


def _keys(model: type[models.Model], count: int) -> Iterator[int]:
    """Take keys that nobody has had, also none of rows that are gone: the log still names those."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return iter([key for (key,) in cursor.fetchall()])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return iter(range(first, first + count))


def _stands_as_it_is(field: Any) -> bool:
    return type(field) in AS_THEY_ARE or isinstance(field, models.AutoField)


def _reader(field: Any) -> Callable[[Any], Any]:
    """Return what reads the value of a row as it stands in the database."""
    database = connections[connection.alias]  # found once, not for each value
    return lambda row: field.get_db_prep_save(field.pre_save(row, add=True), database)


def change_many(rows: Sequence[Any], names: Sequence[str]) -> None:
    """Write the named columns of rows that have their keys, with one prepared statement."""
    if not rows or not names:
        return
    model = type(rows[0])
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in names]
    readers = [_reader(field) for field in fields]
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    columns = [quote(field.column) for field in fields]
    new = [f"new_{number}" for number in range(len(fields))]
    taken = ", ".join(f"{column} = {value}" for column, value in zip(columns, new, strict=True))
    _in_portions(
        [(*(read(row) for read in readers), row.pk) for row in rows],
        each=f"UPDATE {table} SET {' = %s, '.join(columns)} = %s WHERE {key} = %s",
        together=f"UPDATE {table} SET {taken} FROM {_columns_of([*fields, model._meta.pk])} "
        f"AS new ({', '.join(new)}, which) WHERE {key} = which",
    )


def look_at_tables(tables: Iterable[type[models.Model]]) -> None:
    """Let the database count these tables anew, so that it chooses the right index afterwards.

    Best effort after very many rows were written; outside their transaction, short ones of its own.
    """
    for model in tables:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
