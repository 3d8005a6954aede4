# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walk over sealed columns as they stand in the database, below the models.

Every change compares before it writes: a row that somebody saved in between keeps what they wrote.
Batches are transactions of their own; who is stopped in the midst begins again where it was.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, migrations, transaction

from geleit.core.vault import data_keys
from geleit.core.vault.cipher import VERSION, key_of

BATCH, FILES = 500, 1  # rows in one transaction; a file has up to 50 MB
HEAD = len(VERSION) + 16 + 2  # g1.<data key>.
Change = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Column:
    """One sealed column; `label` is what its seals are bound to."""

    label: str
    table: str
    key: str
    name: str
    is_binary: bool

    @classmethod
    def of(cls, model: Any, field: Any) -> "Column":
        meta = model._meta
        binary = field.get_internal_type() == "BinaryField"
        label = f"{meta.label_lower}.{field.name}"
        return cls(label, meta.db_table, meta.pk.column, field.column, binary)

    @property
    def quoted(self) -> tuple[str, str, str]:
        quote = connection.ops.quote_name
        return quote(self.table), quote(self.key), quote(self.name)

    def prefix(self, text: str) -> Any:
        return binary(text.encode()) if self.is_binary else text

    def value(self, raw: Any) -> bytes:
        return bytes(raw) if self.is_binary else raw.encode()


def binary(value: bytes) -> Any:
    return connection.Database.Binary(value)  # type: ignore[attr-defined]


def sealed_columns() -> list[Column]:
    """Return every sealed column of the product that is there; in a migration some are not yet."""
    found = [
        Column.of(model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if getattr(field, "is_sealed", False)
    ]
    look, there = connection.introspection, set[tuple[str, str]]()
    with connection.cursor() as cursor:
        for table in {column.table for column in found} & set(look.table_names(cursor)):
            there |= {(table, c.name) for c in look.get_table_description(cursor, table)}
    return [column for column in found if (column.table, column.name) in there]


def anything_sealed() -> bool:
    """Say whether any row names a data key."""
    return any(key for column in sealed_columns() for key in used_by(column))


def used_by(column: Column) -> Counter[str]:
    """Return by data key how many rows of the column it seals."""
    table, _key, name = column.quoted
    name = name if column.is_binary else f"CAST({name} AS text)"  # before its migration: JSON
    head = column.prefix(f"{VERSION}.")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT substr({name}, 1, {HEAD}), COUNT(*) FROM {table} "
            f"WHERE substr({name}, 1, {len(VERSION) + 1}) = %s GROUP BY 1",
            [head],
        )
        found = [(key_of(column.value(raw)), count) for raw, count in cursor.fetchall()]
    return Counter({key: count for key, count in found if key and len(key) == 16})


def use() -> Counter[str]:
    """Return by data key how many values it seals in the whole database."""
    return sum((used_by(column) for column in sealed_columns()), Counter())


def change(column: Column, by: Change, *, but: str = "") -> Iterator[int]:
    """Write `by(value, label)` over all values that are not empty; yield the rows of each batch.

    Values under the data key `but` are passed over, and those for which it returns None.
    """
    last: Any = None
    while True:
        with transaction.atomic():
            rows = _rows(column, after=last, but=but)
            changed = [(by(raw, column.label), key, raw) for key, raw in rows]
            _write(column, [row for row in changed if row[0] is not None])
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)


def rows_with_other_keys(column: Column, *, but: str) -> Iterator[Any]:
    """Yield the primary keys of the rows whose value another data key seals, one at a time."""
    last: Any = None
    while rows := _rows(column, after=last, but=but):
        for last, _raw in rows:
            yield last


def sealing(key_id: str = "") -> Change:
    """Return what seals a plain value; what is sealed already stays."""
    key_id = key_id or data_keys.current_id()
    known = set(data_keys.rows().values_list("pk", flat=True))

    def by(raw: Any, label: str) -> Any:
        if isinstance(raw, str):
            is_sealed = key_of(raw[:80].encode()) in known
            return None if is_sealed else data_keys.seal(raw, label, key_id=key_id)
        plain = bytes(raw)
        is_sealed = key_of(plain[:80]) in known
        return None if is_sealed else data_keys.seal_bytes(plain, label, key_id=key_id)

    return by


def opening(raw: Any, label: str) -> Any:
    """Return the plain value of a sealed one."""
    if isinstance(raw, str):
        return data_keys.unseal(raw, label)
    return data_keys.unseal_bytes(bytes(raw), label)


def resealing(key_id: str) -> Change:
    """Return what opens a value and seals it with another data key."""

    def by(raw: Any, label: str) -> Any:
        plain = opening(raw, label)
        seal: Any = data_keys.seal if isinstance(plain, str) else data_keys.seal_bytes
        return seal(plain, label, key_id=key_id)

    return by


def _rows(column: Column, *, after: Any, but: str) -> list[tuple[Any, Any]]:
    table, key, name = column.quoted
    wanted = [f"{name} <> %s"]
    values: list[Any] = [column.prefix("")]
    if but:
        wanted.append(f"substr({name}, 1, {HEAD}) <> %s")
        values.append(column.prefix(f"{VERSION}.{but}."))
    if after is not None:
        wanted.append(f"{key} > %s")
        values.append(after)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {name} FROM {table} WHERE {' AND '.join(wanted)} "
            f"ORDER BY {key} LIMIT {FILES if column.is_binary else BATCH}",
            values,
        )
        rows = cursor.fetchall()
    return [(pk, bytes(raw) if column.is_binary else raw) for pk, raw in rows]


def _write(column: Column, rows: list[tuple[Any, Any, Any]]) -> None:
    table, key, name = column.quoted
    if column.is_binary:
        rows = [(binary(new), pk, binary(old)) for new, pk, old in rows]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", rows
            )


# For migrations: columns that were plain


def seal_in_place(app: str, **fields: tuple[str, ...]) -> migrations.RunPython:
    """Return the step of a migration that seals columns, given as model=(field, …).

    The migration says `atomic = False`: batches are transactions of their own, and who was stopped
    in the midst runs it again. Afterwards the tables are written anew, so that no plain text stays
    behind in the pages of the file.
    """

    def run(state: Any, by: Callable[[], Change]) -> None:
        changed: set[str] = set()
        for model_name, names in fields.items():
            model = state.get_model(app, model_name)
            for name in names:
                column = Column.of(model, model._meta.get_field(name))
                if _rows(column, after=None, but=""):
                    changed.update(column.table for _count in change(column, by()))
        _write_anew(changed)

    return migrations.RunPython(
        lambda state, _editor: run(state, sealing), lambda state, _editor: run(state, _unsealing)
    )


def _unsealing() -> Change:
    known = set(data_keys.rows().values_list("pk", flat=True))

    def by(raw: Any, label: str) -> Any:
        head = raw[:80].encode() if isinstance(raw, str) else raw[:80]
        return opening(raw, label) if key_of(head) in known else None

    return by


def _write_anew(tables: set[str]) -> None:
    """Leave no former value in free pages or in the write-ahead log."""
    statements = [f"VACUUM FULL {connection.ops.quote_name(table)}" for table in sorted(tables)]
    if connection.vendor == "sqlite":
        statements = ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] if tables else []
    if connection.in_atomic_block:
        return  # a caller's own transaction; it can only be done outside of one
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
