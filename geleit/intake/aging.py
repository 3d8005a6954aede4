# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What shows that a list is old: said once for the list, and never taken all at once. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from geleit.intake.decisions import Decision
from geleit.intake.former import Said
from geleit.intake.planned import Change, PlannedRow
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import Mapping
from geleit.spreadsheets.readings import is_unknown

FEWEST = 5  # expired titles from which they say something of the list, not of the person


def as_aged(
    row: PlannedRow, *, newer: date | None = None, later: Said | None = None, is_old: bool = False
) -> PlannedRow:
    """Return the row with what is done with its changes until somebody decides on each by itself.

    What lists of a later day (the last one `newer`) say of the person stands. What they do not know,
    what comes back mended and what a list of long ago says is asked.
    """
    if not (newer or is_old):
        return row
    later = None if row.origin else later
    changes = tuple(_aged(change, later) for change in row.changes)
    return replace(row, changes=changes, newer=newer)


def _aged(change: Change, later: Said | None) -> Change:
    known = later.before(change.column, change.field) if later else ""
    decision = Decision.KEEP if known and not is_unknown(known) else Decision.ASK
    return replace(change, instead=decision.value)


def with_expired_said_once(
    rows: Iterable[PlannedRow], mapping: Mapping, *, as_of: date
) -> tuple[tuple[PlannedRow, ...], tuple[int, int]]:
    """Take the mark of an expired title off the rows where most have it; return how many of how many."""
    rows = tuple(rows)
    days = [row.row.value(Field.STATUS_VALID_UNTIL) for row in rows]
    dated, expired = sum(map(bool, days)), sum(bool(day) and day < as_of for day in days)
    column = mapping.column_of(Field.STATUS_VALID_UNTIL)
    if column is None or expired < FEWEST or expired * 2 <= dated:
        return rows, (0, 0)
    title = column.column.title
    return tuple(_without_mark(row, title) for row in rows), (expired, dated)


def _without_mark(row: PlannedRow, title: str) -> PlannedRow:
    """Where the day could be read, nothing but that it has passed is marked in its column."""
    if not row.row.value(Field.STATUS_VALID_UNTIL):
        return row
    problems = tuple(mark for mark in row.row.problems if mark.column != title)
    return replace(row, row=replace(row.row, problems=problems))
