# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows with mistakes as a file in the shape of the list: to mend and to send again.

Above the header stands the day of the list, by which its dates are judged when it comes back. Two
columns are added at the end: which row of which list this is, so that the mended row finds its
person and household again, and what is wrong with it. Reading the file passes over the second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.intake.planned import Plan, PlannedRow
from geleit.spreadsheets.column_names import OURS, Field
from geleit.spreadsheets.columns import Mapping
from geleit.spreadsheets.writing import Sheet, Value, write_csv, write_xlsx

ORIGIN, ADVICE = "Geleit-Zeile", "Geleit-Hinweis"
NOT_SENT = OURS | {Field.LEFT_OUT}


@dataclass(frozen=True)
class Faulty:
    """A row to mend: its texts by column title, and what is wrong with it."""

    number: int
    texts: dict[str, str]
    advice: str


def shape_of(plan: Plan) -> dict[str, Any]:
    """Return what a file needs to look like the list: no content."""
    columns = [mapped for mapped in plan.mapping.columns if mapped.field not in NOT_SENT]
    titles = [mapped.column.title or mapped.column.letter for mapped in columns]
    return {"titles": titles, "sheet": plan.table.sheet, "as_of": plan.as_of.isoformat()}


def faulty_in(plan: Plan) -> list[Faulty]:
    return [
        Faulty(row.row.number, number_of(row, plan.mapping) | row.texts, advice_on(row))
        for row in plan.rows
        if row.is_faulty
    ]


def number_of(row: PlannedRow, mapping: Mapping) -> dict[str, str]:
    """Return the running number of a row by the title of its column; it says nothing of a person."""
    mapped, reading = mapping.column_of(Field.LIST_NUMBER), row.row.values.get(Field.LIST_NUMBER)
    return {mapped.column.title: reading.original} if mapped and reading else {}


def advice_on(row: PlannedRow) -> str:
    return " ".join(
        f"{problem.column}: {words}" if problem.column else words
        for problem in row.row.problems
        for words in [f"{problem.message} {problem.mend}".strip()]
    )


def as_file(rows: Iterable[Faulty], shape: dict[str, Any], *, batch: int) -> tuple[bytes, str]:
    """Return the file and its ending: a workbook for a workbook, a CSV for a CSV."""
    titles: list[str] = shape["titles"]
    body: list[list[Value]] = [
        [*(row.texts.get(title, "") for title in titles), f"{batch}/{row.number}", row.advice]
        for row in rows
    ]
    header = [*titles, ORIGIN, ADVICE]
    above = [f"Stand: {date.fromisoformat(day):%d.%m.%Y}"] if (day := shape.get("as_of")) else []
    if shape["sheet"] is None:
        lines = [[text] for text in above]
        return "".join(write_csv([*lines, header, *body])).encode("utf-8"), "csv"
    return write_xlsx([Sheet(shape["sheet"], header, body, above)]), "xlsx"
