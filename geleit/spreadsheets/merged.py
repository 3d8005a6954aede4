# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells that were merged over several rows: what a whole household shares counts for each of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .column_names import Field, field_by_name
from .readings import is_too_long
from .tables import GridRow

# What may be said once for several people. A name would make a second person of one, and a remark
# is about one of them.
SHARED = frozenset({
    Field.HOUSEHOLD_REFERENCE, Field.STREET, Field.POSTCODE, Field.CITY, Field.ADDRESS,
    Field.HOUSING_TYPE, Field.HOUSING_UNIT, Field.MOVED_IN_ON, Field.NATIONALITY, Field.LANGUAGE,
    Field.RESIDENCE_STATUS, Field.STATUS_VALID_UNTIL, Field.BENEFIT_AGENCY,
    Field.SENDING_ORGANISATION,
})  # fmt: skip


class Span(NamedTuple):
    """A merged cell: rows from 1 as in `GridRow.number`, its first column from 0."""

    column: int
    top: int
    bottom: int


Corner = tuple[int, int]


def spans_of(ranges: Iterable[tuple[Corner, Corner]] | None) -> tuple[Span, ...]:
    """Return the cells merged over several rows, from corners counted from 0."""
    return tuple(
        Span(left, top + 1, bottom + 1)
        for (top, left), (bottom, _right) in ranges or ()
        if bottom > top
    )


def filled_down(rows: Sequence[GridRow], spans: Iterable[Span], titles: GridRow) -> list[GridRow]:
    """Return the rows below a header with what a merged cell says written into each that it covers.

    Only what a household shares, and only into rows that say something themselves.
    """
    shared = {
        place
        for place, cell in enumerate(titles.cells)
        if cell.text and field_by_name(cell.text)[1] in SHARED
    }
    found = list(rows)
    place_of = {row.number: place for place, row in enumerate(found)}
    end = dict.fromkeys(shared, 0)  # spans never overlap, else one could be written again and again
    for column, top, bottom in sorted(span for span in spans if span.column in shared):
        first = place_of.get(top)
        if first is None or top <= end[column]:
            continue
        end[column] = bottom
        cell = found[first].cells[column] if column < len(found[first].cells) else None
        if cell is None or not cell.text or is_too_long(cell.text):
            continue
        for place in range(first + 1, min(first + 1 + bottom - top, len(found))):
            cells = found[place].cells
            if found[place].filled and column < len(cells) and not cells[column].text:
                now = (*cells[:column], cell, *cells[column + 1 :])
                found[place] = GridRow(found[place].number, now)
    return found
