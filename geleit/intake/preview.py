# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan → what the preview shows of it, in plain values that can be kept. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from geleit.intake import faulty
from geleit.intake.planned import CameBack, Change, Plan, PlannedRow, RowState, Said, key_of
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
        "counts": dict(Counter(_state(row) for row in plan.rows)),
        "newer": plan.newer.isoformat() if plan.newer else "",
        "outdated": sum(change.is_outdated for change in changes),
        "expired": list(plan.expired),
        "households": plan.households,
        "returning": plan.returning,
        "likely": likely_of(plan),
        "rows": len(plan.rows),
        "to_look_at": len(plan.to_look_at),
        "changes": len(changes),
        "takeable": takeable(changes),
        "sensitive": any(mark.is_sensitive for mark in plan.marks),
        "faulty": sum(row.is_faulty for row in plan.rows),
        "shape": faulty.shape_of(plan),
        "faulty_rows": [[row.number, row.texts, row.advice] for row in faulty.faulty_in(plan)],
    }


def rows_of(plan: Plan, rows: Iterable[PlannedRow]) -> list[dict[str, Any]]:
    """Return rows as they are shown; those to be asked about also as what they would be then."""
    back = {row.row.number: (one, row) for one in plan.likely for row in one.rows}
    return [_row(row, *back.get(row.row.number, (None, None))) for row in rows]


def likely_of(plan: Plan) -> list[dict[str, Any]]:
    if not plan.likely:
        return []
    before = {row.row.number: row for row in plan.to_look_at}
    return [_likely(one, sum(row.row.number in before for row in one.rows)) for one in plan.likely]


def _likely(one: CameBack, looks: int) -> dict[str, Any]:
    """Return what is asked about a household, and how the counts are when it is the same.

    `looks` of its rows are to be looked at until somebody says who they are.
    """
    states = Counter(row.state for row in one.rows)
    changes = [change for row in one.rows for change in row.changes]
    return {
        "key": one.key,
        "row": one.row,
        "home": one.home,
        "person": one.person,
        "name": one.name,
        "reasons": list(one.reasons),
        "persons": len(one.rows),
        "counts": {state.value: count for state, count in states.items()},
        "changes": len(changes),
        "takeable": takeable(changes),
        "looks": {
            "open": looks,
            Said.SAME.value: sum(row.needs_a_look for row in one.rows),
            Said.OTHER.value: sum(bool(row.all_marks) for row in one.rows),
        },
    }


def as_said(head: dict[str, Any], said: Mapping[str, Said]) -> dict[str, Any]:
    """Return the head with the counts as they are by what was said of households; by key.

    Of whom somebody said who she is, only what else stands in her row is still to be looked at.
    Whoever is still asked about counts by herself; what the list says otherwise may be decided.
    """
    counts, more = Counter(head["counts"]), Counter[str]()
    for one in head.get("likely", ()):
        if said.get(one["key"]) in (Said.SAME, Said.OTHER) and (looks := one.get("looks")):
            more["to_look_at"] += looks[said[one["key"]].value] - looks["open"]
        if said.get(one["key"]) not in (Said.SAME, Said.OPEN):
            continue
        if said[one["key"]] is Said.SAME:
            counts.update(one["counts"])
        else:
            more["asked"] += one["persons"]
        counts[RowState.NEW.value] -= one["persons"]
        more.update({"changes": one["changes"], "takeable": one["takeable"]})
    added = {name: head[name] + more[name] for name in ("changes", "takeable", "to_look_at")}
    return head | added | {"counts": dict(counts), "asked": more["asked"]}


def as_shown(
    rows: Iterable[dict[str, Any]], said: Mapping[str, Said], *, only_marked: bool
) -> list[dict[str, Any]]:
    """Return rows by what was said of their households, or those alone that are still to be looked at."""
    now = [with_said(row, said) for row in rows]
    return [row for row in now if not only_marked or row["changes"] or row["marks"]]


def with_said(row: dict[str, Any], said: Mapping[str, Said]) -> dict[str, Any]:
    """Return a row as it is by what was said of its household."""
    back = row.get("back")
    answer = said.get(back["key"]) if back else None
    if back is None or answer in (None, Said.HINT):
        return row
    if answer is Said.OPEN:
        return row | {"state": "asked", "changes": back["changes"]}
    row = row | {"marks": back["marks"], "near": back["near"]}
    if answer is Said.SAME:
        is_back = not back.get("is_person")
        return row | {"state": back["state"], "changes": back["changes"], "is_back": is_back}
    return row


def _row(row: PlannedRow, asked: CameBack | None, back: PlannedRow | None) -> dict[str, Any]:
    shown = _row_of(row)
    if asked and back:
        changes = [_change(change) for change in back.changes]
        shown["back"] = {
            "key": asked.key,
            "is_person": bool(asked.person),
            "state": back.state.value,
            "changes": changes,
            "marks": [_mark(mark) for mark in back.all_marks],
            "near": back.near,
        }
    return shown


def takeable(changes: Iterable[Change]) -> int:
    """Return how many changes are taken when all are taken at once."""
    return sum(change.can_be_taken and not change.instead for change in changes)


def _state(row: PlannedRow) -> str:
    """Return what happens, in one word; `outdated`: later lists know better."""
    return "outdated" if row.is_outdated else row.state.value


def _change(change: Change) -> dict[str, Any]:
    return {
        "column": change.column,
        "before": change.before,
        "now": change.now,
        "can_be_taken": change.can_be_taken,
        "can_be_removed": change.can_be_removed,
        "instead": change.instead,
    }


def _row_of(row: PlannedRow) -> dict[str, Any]:
    return {
        "number": row.row.number,
        "name": _name(row.row),
        "birth": _birth(row.row),
        "household": str(row.row.value(Field.HOUSEHOLD_REFERENCE) or ""),
        "state": _state(row),
        "near": row.near,
        "changes": [_change(change) for change in row.changes],
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
