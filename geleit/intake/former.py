# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What former lists said of a person, by the meaning of their columns, and what a row says otherwise.

A column that a list does not have says nothing: what an earlier list said there still holds. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geleit.intake.models import ImportedRow
from geleit.intake.places import IN_WORDS, can_be_taken
from geleit.intake.planned import PASSED_OVER, Change, PlannedRow, RowState
from geleit.intake.sameness import is_same
from geleit.spreadsheets.column_names import Field, field_by_name
from geleit.spreadsheets.columns import MappedColumn
from geleit.spreadsheets.contacts import read_address
from geleit.spreadsheets.readings import is_unknown
from geleit.spreadsheets.tables import Cell

NAMES = (Field.FULL_NAME, Field.FAMILY_NAME, Field.GIVEN_NAMES)
PARTS = {Field.STREET: "street", Field.POSTCODE: "postcode", Field.CITY: "city"}  # of an address
Meanings = Mapping[str, Field | None]  # of the columns of a list, by title


def columns_of(columns: Iterable[MappedColumn]) -> dict[str, MappedColumn]:
    """Return by title the columns that say something about a person."""
    return {
        mapped.column.title or mapped.column.letter: mapped
        for mapped in columns
        if mapped.field not in PASSED_OVER
    }


def to_keep(columns: Iterable[MappedColumn]) -> dict[str, str]:
    """Return what the columns of a list mean, for the next list."""
    return {title: mapped.field or "" for title, mapped in columns_of(columns).items()}


def meanings_kept(reading: Mapping[str, Any], now: Meanings) -> dict[str, Field | None]:
    """Return what the columns of a former list meant; older ones kept only their titles."""
    if "fields" not in reading:
        return meanings_by_title(reading.get("shape", {}).get("titles", ()), now)
    known = {name.value: name for name in Field}
    return {title: known.get(name) for title, name in reading["fields"].items()}


def meanings_by_title(titles: Iterable[str], now: Meanings) -> dict[str, Field | None]:
    """Read titles as the new list does, and those that it does not have by their name."""
    titles = list(titles)
    found = {title: now[title] for title in titles if title in now}
    for title in titles:
        if title not in found:
            name = field_by_name(title)[1]
            found[title] = None if name in found.values() else name
    return found


@dataclass
class Said:
    """What is remembered of a person, from one list to the next."""

    by_field: dict[Field, str] = field(default_factory=dict)
    by_title: dict[str, str] = field(default_factory=dict)

    def add(self, meanings: Meanings, values: Mapping[str, str]) -> None:
        said = {name: values.get(title, "") for title, name in meanings.items() if name}
        self._forget_other_forms(said)
        self.by_field |= said
        self.by_title |= {title: values.get(title, "") for title in meanings}

    def _forget_other_forms(self, said: Mapping[Field, str]) -> None:
        """A name in one column takes the place of one in two, and an address that of its parts."""
        gone: set[Field] = set(NAMES) if said.keys() & set(NAMES) else set()
        if Field.ADDRESS in said:
            gone |= PARTS.keys()
        elif said.keys() & PARTS.keys():
            gone.add(Field.ADDRESS)
        for name in gone:
            self.by_field.pop(name, None)

    def before(self, title: str, name: Field | None) -> str | None:
        """Return what was said where a column says something now; None where that is not known.

        What has no meaning is compared by its title, and only where both lists have it.
        """
        if name is None:
            return self.by_title.get(title)
        if name in self.by_field:
            return self.by_field[name]
        if name in NAMES:
            return " ".join(filter(None, map(self.by_field.get, NAMES)))
        if name in PARTS and Field.ADDRESS in self.by_field:
            return self._part_of_address(name)
        if name is Field.ADDRESS and self.by_field.keys() & PARTS.keys():
            return self._address()
        return self.by_title.get(title, "")

    def _part_of_address(self, name: Field) -> str:
        text = self.by_field[Field.ADDRESS]
        address = read_address(Cell(text, text)).value
        return str(getattr(address, PARTS[name])) if address else ""

    def _address(self) -> str:
        street, *place = (self.by_field.get(name, "") for name in PARTS)
        return ", ".join(filter(None, [street, " ".join(filter(None, place))]))


def said_in(rows: Iterable[ImportedRow], kept: Mapping[int, Meanings], now: Meanings) -> Said:
    """Return what the rows of a person say together, the oldest first."""
    said = Said()
    for row in rows:
        said.add(kept[row.batch_id] or meanings_by_title(row.values, now), row.values)
    return said


def compared(
    row: PlannedRow,
    known: ImportedRow,
    said: Said,
    columns: dict[str, MappedColumn],
    *,
    as_of: date,
) -> PlannedRow:
    """Return the row with what it says otherwise; the same value in another notation is no change."""
    is_same_name = row.key.split("|")[:2] == known.key.split("|")[:2]
    changes = []
    for title, mapped in columns.items():
        if title in row.omitted:
            known_so = said.before(title, mapped.field) or ""
            if known_so.split() == row.omitted[title].split():
                changes.append(Change(title, known_so, "", field=mapped.field, must_go=True))
            continue
        if is_same_name and mapped.field in NAMES and mapped.field not in said.by_field:
            continue
        before, now = said.before(title, mapped.field), row.texts.get(title, "")
        if before is not None and not is_same(before, now, mapped, as_of=as_of):
            changes.append(_change(row, title, mapped.field, before, now))
    state = RowState.CHANGED if changes else RowState.UNCHANGED
    return replace(row, known=known, state=state, changes=tuple(changes))


def _change(row: PlannedRow, title: str, name: Field | None, before: str, now: str) -> Change:
    is_readable = name is not None and row.row.value(name) is not None
    if name is Field.MOVED_IN_ON:  # read, but before the birth
        is_readable = is_readable and all(mark.column != title for mark in row.row.problems)
    return Change(
        column=title,
        before=before,
        now=now,
        field=name,
        can_be_taken=can_be_taken(
            name,
            is_readable=is_readable,
            is_filled=bool(now),
            is_mending=row.origin is not None,
            is_first=not before or is_unknown(before),
        ),
        can_be_removed=bool(before) and name in IN_WORDS,
    )
