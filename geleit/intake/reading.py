# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file → what each of its rows says. Asks no database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from geleit.intake import rules
from geleit.intake.aging import with_expired_said_once
from geleit.intake.planned import PlannedRow, planned, without_cells
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import Mapping, list_date, propose_mapping, require_persons
from geleit.spreadsheets.reading import read_table
from geleit.spreadsheets.rows import Readings
from geleit.spreadsheets.tables import Table

TOLD_EVERY = 500  # rows


@dataclass(frozen=True)
class ReadList:
    """What a file says, before anybody looks whom of it we know."""

    table: Table
    mapping: Mapping
    as_of: date
    rows: tuple[PlannedRow, ...]
    is_old: bool = False
    expired: tuple[int, int] = (0, 0)  # titles, of how many

    def without(self, omitted: dict[str, list[str]]) -> "ReadList":
        """Return the list without the cells that somebody left out, columns by row."""
        if not omitted:
            return self
        rows = (without_cells(row, omitted.get(str(row.row.number), ())) for row in self.rows)
        return replace(self, rows=tuple(rows))


def read_list(
    content: bytes,
    *,
    file_name: str,
    on: date,
    choices: dict[str, str] | None = None,
    say: Callable[[float], None] = lambda share: None,
) -> ReadList:
    """Return what the file says; raises UnreadableFile as plan_of."""
    table = read_table(content, file_name=file_name)
    say(0.15)
    as_of = list_date(table) or on
    mapping = propose_mapping(table, as_of=as_of)
    for index, name in (choices or {}).items():
        mapping = mapping.with_field(int(index), Field(name) if name else None)
    require_persons(mapping)
    say(0.25)
    found = _read(table, mapping, as_of=as_of, say=say)
    rows, expired = with_expired_said_once(found, mapping, as_of=as_of)
    return ReadList(table, mapping, as_of, rows, rules.is_old(as_of, on=on), expired)


def _read(
    table: Table, mapping: Mapping, *, as_of: date, say: Callable[[float], None]
) -> Iterator[PlannedRow]:
    readings: Readings = {}
    for number, row in enumerate(table.rows):
        yield planned(row, mapping, as_of=as_of, readings=readings)
        if not number % TOLD_EVERY:
            say(0.25 + 0.45 * number / len(table.rows))
