# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan → what the preview shows of it, in plain values that can be kept. Pure."""

from typing import Any

from geleit.intake import faulty
from geleit.intake.planned import Plan, PlannedRow, key_of
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.problems import CellProblem
from geleit.spreadsheets.rows import PersonRow, birth_text

ROWS_A_PAGE = 200


def pages_of(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)]


def head_of(plan: Plan) -> dict[str, Any]:
    """Return what the list says as a whole: columns, counts, what was left aside."""
    table = plan.table
    changes = [change for row in plan.rows for change in row.changes]
    return {
        "as_of": plan.as_of.isoformat(),
        "titles": list(table.titles),
        "skipped": [[row.number, row.reason, row.text] for row in table.skipped[:ROWS_A_PAGE]],
        "other_sheets": list(table.other_sheets),
        "columns": [
            {
                "index": mapped.column.index,
                "letter": mapped.column.letter,
                "title": mapped.column.title,
                "field": mapped.field.value if mapped.field else "",
                "why": mapped.why,
            }
            for mapped in plan.mapping.columns
        ],
        "counts": {state.value: count for state, count in plan.counts.items()},
        "households": plan.households,
        "returning": plan.returning,
        "rows": len(plan.rows),
        "to_look_at": len(plan.to_look_at),
        "changes": len(changes),
        "takeable": sum(change.can_be_taken for change in changes),
        "sensitive": any(mark.is_sensitive for mark in plan.marks),
        "faulty": sum(row.is_faulty for row in plan.rows),
        "shape": faulty.shape_of(plan),
        "faulty_rows": [[row.number, row.texts, row.advice] for row in faulty.faulty_in(plan)],
    }


def row_of(row: PlannedRow) -> dict[str, Any]:
    return {
        "number": row.row.number,
        "name": _name(row.row),
        "birth": _birth(row.row),
        "household": str(row.row.value(Field.HOUSEHOLD_REFERENCE) or ""),
        "state": row.state.value,
        "near": row.near,
        "changes": [
            {
                "column": change.column,
                "before": change.before,
                "now": change.now,
                "can_be_taken": change.can_be_taken,
                "can_be_removed": change.can_be_removed,
            }
            for change in row.changes
        ],
        "marks": [_mark(mark) for mark in row.all_marks],
    }


def _mark(mark: CellProblem) -> dict[str, str]:
    words = f"{mark.message} {mark.mend}".strip()
    shown = {"column": mark.column or "", "value": mark.value, "words": words}
    return shown | ({"cell": key_of(mark)} if mark.is_sensitive else {})


def _name(row: PersonRow) -> str:
    if row.name is None:
        return ""
    return ", ".join(part for part in (row.name.family, row.name.given) if part)


def _birth(row: PersonRow) -> str:
    """Return the date as it was read, or the original text in quotation marks."""
    reading = row.values.get(Field.BIRTH)
    if reading is None or not (reading.value or reading.original):
        return ""
    return birth_text(reading.value) if reading.value else f"„{reading.original}“"
