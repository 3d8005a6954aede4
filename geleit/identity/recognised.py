# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list with other columns than those of `geleit duplicates` → records, read as the import reads it."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from geleit.core.text import search_form
from geleit.names.births import Birth
from geleit.names.records import Record
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import Mapping, list_date, propose_mapping
from geleit.spreadsheets.problems import CellProblem, UnreadableFile
from geleit.spreadsheets.reading import Table, read_table
from geleit.spreadsheets.rows import PersonRow, Readings, read_row

PLACES = (Field.ADDRESS, Field.STREET)


@dataclass(frozen=True)
class Recognised:
    """The records, known by the number of their row in the file, and what could not be read."""

    records: list[Record]
    problems: list[CellProblem]


def recognised(content: bytes, *, file_name: str) -> Recognised | None:
    """Return the persons of a list whose names and dates of birth the import finds, else None."""
    try:
        table = read_table(content, file_name=file_name)
    except UnreadableFile:
        return None
    as_of = list_date(table) or localdate()
    mapping = propose_mapping(table, as_of=as_of)
    has_names = Field.FULL_NAME in mapping.fields or (
        {Field.FAMILY_NAME, Field.GIVEN_NAMES} <= mapping.fields
    )
    if not has_names or Field.BIRTH not in mapping.fields:
        return None
    readings: Readings = {}
    rows = [read_row(row, mapping, as_of=as_of, readings=readings) for row in table.rows]
    return Recognised(
        [record_of_row(row) for row in rows if row.name],
        [problem for row in rows for problem in _about_whom(row, mapping)],
    )


def lines(content: bytes, *, file_name: str) -> list[tuple[int, list[str]]]:
    """Return the header and the rows of a workbook as texts; raises UnreadableFile."""
    table: Table = read_table(content, file_name=file_name)
    head = (table.header_row, [column.title for column in table.columns])
    return [head, *((row.number, [cell.text for cell in row.cells]) for row in table.rows)]


def record_of_row(row: PersonRow) -> Record:
    born = Birth.read(row.value(Field.BIRTH))
    given, family = (row.name.given, row.name.family) if row.name else ("", "")
    nationality = str(row.value(Field.NATIONALITY) or _original(row, Field.NATIONALITY))
    address = next(filter(None, (_original(row, field) for field in PLACES)), "")
    sex = str(row.value(Field.SEX) or "")
    return Record(str(row.number), given, family, born, sex, search_form(nationality), address)


def _original(row: PersonRow, field: Field) -> str:
    reading = row.values.get(field)
    return reading.original if reading else ""


def _about_whom(row: PersonRow, mapping: Mapping) -> list[CellProblem]:
    """Return what is wrong with the name or the birth; the rest is not compared."""
    birth = mapping.column_of(Field.BIRTH)
    titles = {None, birth.column.title if birth else None}
    return [problem for problem in row.problems if problem.column in titles]
