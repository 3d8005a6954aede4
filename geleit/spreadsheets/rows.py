# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row of the list → what it says about one person, with everything a person must check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.dates import day_text

from .column_names import Field
from .columns import MappedColumn, Mapping
from .problems import CellProblem
from .readings import is_too_long, too_long
from .tables import Cell, Row
from .values import (
    PartialDate,
    PersonName,
    Reading,
    read_address,
    read_benefit_agency,
    read_birth,
    read_day,
    read_email,
    read_flag,
    read_full_name,
    read_german_level,
    read_housing_type,
    read_language,
    read_name,
    read_nationality,
    read_phone,
    read_postcode,
    read_remark,
    read_residence_status,
    read_sex,
    read_text,
)

PLAIN_READERS: dict[Field, Callable[[Cell], Reading[Any]]] = {
    Field.FAMILY_NAME: read_name,
    Field.GIVEN_NAMES: read_name,
    Field.SEX: read_sex,
    Field.NATIONALITY: read_nationality,
    Field.LANGUAGE: read_language,
    Field.HEAD_OF_HOUSEHOLD: read_flag,
    Field.POSTCODE: read_postcode,
    Field.ADDRESS: read_address,
    Field.HOUSING_TYPE: read_housing_type,
    Field.RESIDENCE_STATUS: read_residence_status,
    Field.BENEFIT_AGENCY: read_benefit_agency,
    Field.GERMAN_LEVEL: read_german_level,
    Field.REMARK: read_remark,
    Field.EMAIL: read_email,
    Field.PHONE: read_phone,
}  # all other fields are texts
DAYS = {Field.MOVED_IN_ON, Field.STATUS_VALID_UNTIL}
UNDERSTOOD = {*PLAIN_READERS, *DAYS, Field.FULL_NAME, Field.BIRTH} - {Field.REMARK}


@dataclass(frozen=True)
class PersonRow:
    """What one row says: the readings by field, and what somebody has to look at.

    `problems` block a value or contradict each other, `doubts` want a glance. `extra` keeps the
    columns without a field, by their title. `name` is None where the row names nobody; such a row
    is kept and shown, but cannot become a person.
    """

    number: int
    values: dict[Field, Reading[Any]]
    problems: tuple[CellProblem, ...]
    doubts: tuple[CellProblem, ...]
    extra: dict[str, str]
    name: PersonName | None

    def value(self, field: Field) -> Any:
        """Return the value of a field, None when it is missing or unreadable."""
        reading = self.values.get(field)
        return reading.value if reading else None


@dataclass(frozen=True)
class RowReader:
    """Everything the checks of one row look at."""

    row: Row
    mapping: Mapping
    as_of: date
    values: dict[Field, Reading[Any]]

    def value(self, field: Field) -> Any:
        reading = self.values.get(field)
        return reading.value if reading else None

    def problem(self, field: Field | None, message: str, mend: str) -> CellProblem:
        mapped = self.mapping.column_of(field) if field else None
        return CellProblem(
            file=self.mapping.file_name,
            row=self.row.number,
            column=mapped.column.title if mapped else None,
            value=self.values[field].original if field else "",
            message=message,
            mend=mend,
            letter=mapped.column.letter if mapped else "",
        )


Readings = dict[tuple[int, Cell], Reading[Any]]


def read_row(
    row: Row, mapping: Mapping, *, as_of: date, readings: Readings | None = None
) -> PersonRow:
    """Return what the row says about one person; `as_of` is the day of the list.

    Never raises on content: each unreadable cell becomes a CellProblem with its original text.
    `readings` remembers, for the rows of one list, what was read before: columns repeat values.
    """
    readings = {} if readings is None else readings
    values: dict[Field, Reading[Any]] = {
        mapped.field: read_cell_once(
            row.cells[mapped.column.index], mapped, as_of=as_of, readings=readings
        )
        for mapped in mapping.columns
        if mapped.field and mapped.field is not Field.LEFT_OUT
    }
    reader = RowReader(row=row, mapping=mapping, as_of=as_of, values=values)
    name = row_name(reader)
    return PersonRow(
        number=row.number,
        values=values,
        problems=(*cell_problems(reader), *row_problems(reader, name)),
        doubts=tuple(cell_doubts(reader)),
        extra=extra_texts(row, mapping),
        name=name,
    )


def read_cell_once(
    cell: Cell, mapped: MappedColumn, *, as_of: date, readings: Readings
) -> Reading[Any]:
    key = mapped.column.index, cell
    found = readings.get(key)
    if found is None:
        found = readings[key] = read_cell(cell, mapped, as_of=as_of)
    return found


def read_cell(cell: Cell, mapped: MappedColumn, *, as_of: date) -> Reading[Any]:
    if is_too_long(cell.text) and mapped.field in UNDERSTOOD:
        return too_long(cell)
    if mapped.field is Field.FULL_NAME:
        return read_full_name(cell, order=mapped.name_order)
    if mapped.field is Field.BIRTH:
        return read_birth(cell, as_of=as_of, hint=mapped.hint)
    if mapped.field in DAYS:
        return read_day(cell, as_of=as_of, hint=mapped.hint)
    reader = PLAIN_READERS.get(mapped.field, read_text) if mapped.field else read_text
    return reader(cell)


def extra_texts(row: Row, mapping: Mapping) -> dict[str, str]:
    return {
        mapped.column.title: text
        for mapped in mapping.columns
        if not mapped.field and (text := row.cells[mapped.column.index].text)
    }


def row_name(reader: RowReader) -> PersonName | None:
    """Return the name from one column or two; one part is enough to be somebody."""
    name: PersonName | None = reader.value(Field.FULL_NAME)
    family = reader.value(Field.FAMILY_NAME) or ""
    given = reader.value(Field.GIVEN_NAMES) or ""
    if name is None and (family or given):
        return PersonName(family=family, given=given)
    return name


def cell_problems(reader: RowReader) -> Iterator[CellProblem]:
    for field, reading in reader.values.items():
        if reading.problem:
            yield reader.problem(field, reading.problem, reading.mend or "")


def cell_doubts(reader: RowReader) -> Iterator[CellProblem]:
    for field, reading in reader.values.items():
        if reading.doubt:
            mark = reader.problem(field, reading.doubt, _("Bitte prüfen."))
            yield replace(mark, is_sensitive=field is Field.REMARK)


def row_problems(reader: RowReader, name: PersonName | None) -> Iterator[CellProblem]:
    """Give what only shows when the cells of a row are seen together."""
    yield from name_problems(reader, name)
    yield from birth_problems(reader, name)
    yield from day_problems(reader)


def name_problems(reader: RowReader, name: PersonName | None) -> Iterator[CellProblem]:
    if name is None:
        message = _("In dieser Zeile steht kein lesbarer Name.")
        mend = _("Die Zeile bleibt erhalten, wird aber keine Person. Bitte den Namen nachtragen.")
        yield reader.problem(None, message, mend)
    elif sum(bool(cell.text) for cell in reader.row.cells) == 1:
        message = _("In dieser Zeile steht nur ein Name und sonst nichts.")
        yield reader.problem(None, message, _("Bitte prüfen, ob das eine Person ist."))


def birth_problems(reader: RowReader, name: PersonName | None) -> Iterator[CellProblem]:
    birth = reader.values.get(Field.BIRTH)
    if name and birth and not birth.original:
        message = _("Das Geburtsdatum fehlt.")
        yield reader.problem(Field.BIRTH, message, _("Bitte nachtragen, soweit es bekannt ist."))


def day_problems(reader: RowReader) -> Iterator[CellProblem]:
    birth: PartialDate | None = reader.value(Field.BIRTH)
    moved_in: date | None = reader.value(Field.MOVED_IN_ON)
    born = birth.earliest() if birth else None
    if born and moved_in and moved_in < born:
        message = _("Der Einzug liegt vor der Geburt am {birth}.").format(birth=birth_text(birth))
        mend = _("Bei einem hier geborenen Kind bitte den Tag der Geburt als Einzug eintragen.")
        yield reader.problem(Field.MOVED_IN_ON, message, mend)
    valid_until: date | None = reader.value(Field.STATUS_VALID_UNTIL)
    if valid_until and valid_until < reader.as_of:
        message = _("Der Aufenthaltsstatus war am {day} schon abgelaufen.").format(
            day=day_text(reader.as_of)
        )
        mend = _("Bitte nach der Verlängerung fragen und das neue Datum eintragen.")
        yield reader.problem(Field.STATUS_VALID_UNTIL, message, mend)


def birth_text(birth: PartialDate | None) -> str:
    """Return the day as Germans write it, unknown parts left out."""
    if birth is None:
        return ""
    parts = [f"{part:02}" for part in (birth.day, birth.month) if part]
    return ".".join([*parts, str(birth.year or "")])
