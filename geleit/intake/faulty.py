# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows with mistakes as a file in the shape of the list: to mend and to send again.

Two columns are added at the end: which row of which list this is, so that the mended row finds its
person and household again, and what is wrong with it. Reading the file passes over the second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geleit.intake.planned import Plan, PlannedRow
from geleit.spreadsheets.column_names import OURS, Field
from geleit.spreadsheets.writing import Sheet, Value, write_csv, write_xlsx

ORIGIN, ADVICE = "Geleit-Zeile", "Geleit-Hinweis"


@dataclass(frozen=True)
class Faulty:
    """A row to mend: its texts by column title, and what is wrong with it."""

    number: int
    texts: dict[str, str]
    advice: str


def shape_of(plan: Plan) -> dict[str, Any]:
    """Return what a file needs to look like the list: no content."""
    columns = [mapped for mapped in plan.mapping.columns if mapped.field not in OURS]
    titles = [mapped.column.title or mapped.column.letter for mapped in columns]
    return {"titles": titles, "sheet": plan.table.sheet}


def faulty_in(plan: Plan) -> list[Faulty]:
    number = plan.mapping.column_of(Field.LIST_NUMBER)
    found = []
    for row in plan.rows:
        if row.is_faulty:
            reading = row.row.values.get(Field.LIST_NUMBER)
            first = {number.column.title: reading.original} if number and reading else {}
            found.append(Faulty(row.row.number, first | row.texts, advice_on(row)))
    return found


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
    if shape["sheet"] is None:
        return "".join(write_csv([header, *body])).encode("utf-8"), "csv"
    return write_xlsx([Sheet(shape["sheet"], header, body)]), "xlsx"
