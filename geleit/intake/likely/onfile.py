# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row says otherwise than the file of a person whom no list has named before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geleit.cases.enums import BirthPrecision
from geleit.cases.models import HousingStay, Person, ResidenceStatus
from geleit.cases.partial_days import partial_text
from geleit.cases.templatetags.persons import country, language
from geleit.core.dates import day_text
from geleit.intake import drafts, places
from geleit.intake.former import NAMES
from geleit.intake.models import ImportedRow
from geleit.intake.planned import Change, PlannedRow, RowState
from geleit.intake.sameness import is_same, spelled
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import MappedColumn
from geleit.spreadsheets.readings import is_unknown

# What holds a list together and is no piece of data about the person.
SILENT = frozenset({
    Field.HOUSEHOLD_REFERENCE, Field.HEAD_OF_HOUSEHOLD, Field.EXTERNAL_REFERENCE,
    Field.SENDING_ORGANISATION,
})  # fmt: skip
# The fields of a list and the columns of a stay that they fill.
STAY = {
    Field.STREET: ("street",),
    Field.HOUSING_UNIT: ("street",),
    Field.POSTCODE: ("postcode",),
    Field.CITY: ("city",),
    Field.ADDRESS: ("street", "postcode", "city"),
    Field.HOUSING_TYPE: ("kind",),
    Field.MOVED_IN_ON: ("moved_in_on",),
}


CODES = {"nationality": country, "language": language}


@dataclass
class OnFile:
    """What stands in the file of a person, as far as lists say it."""

    person: Person
    status: ResidenceStatus | None = None
    stay: HousingStay | None = None
    ways: dict[str, list[str]] = field(default_factory=dict)  # by kind of channel


def as_known(row: PlannedRow, here: OnFile, columns: Mapping[str, MappedColumn]) -> PlannedRow:
    """Return the row as one about this person, with what it says otherwise than her file.

    An empty cell says nothing: nobody knows whether it ever held something.
    """
    changes = [
        change
        for title, mapped in columns.items()
        if (text := row.texts.get(title, "")) and not is_unknown(text)
        if (change := _change(row, here, title, mapped, text))
    ]
    known = ImportedRow(person=here.person, key=row.key, loose_key=row.loose_key)
    state = RowState.CHANGED if changes else RowState.UNCHANGED
    return replace(row, known=known, state=state, changes=tuple(changes))


def _change(
    row: PlannedRow, here: OnFile, title: str, mapped: MappedColumn, text: str
) -> Change | None:
    name = mapped.field
    if name in SILENT or _stands_there(row, here, mapped, text):
        return None
    can_be_taken = name in places.TAKEN and row.row.value(name) is not None
    return Change(title, _before(here, name), text, field=name, can_be_taken=can_be_taken)


def _stands_there(row: PlannedRow, here: OnFile, mapped: MappedColumn, text: str) -> bool:
    name, person = mapped.field, here.person
    if name is None or name is Field.REMARK:
        return text in person.remark
    if name in STAY:
        said = drafts.housing_values(row)
        return here.stay is not None and all(
            _plain(said[part]) == _plain(getattr(here.stay, part)) for part in STAY[name]
        )
    if name in places.WAYS:
        values = here.ways.get(places.WAYS[name].value, [])
        return any(is_same(value, text, mapped, as_of=date.min) for value in values)
    if row.row.value(name) is None:
        return False
    if name in places.STATUS:
        value = here.status and (
            here.status.kind if name is Field.RESIDENCE_STATUS else here.status.valid_until
        )
        return bool(value == row.row.value(name))
    said = drafts.person_fields(row, only=[name])
    if name is Field.BIRTH:
        return _is_born_so(person, **said)
    if name in NAMES:
        return all(spelled(getattr(person, part)) == spelled(said[part]) for part in said)
    return all(getattr(person, part) == said[part] for part in said)


def _is_born_so(person: Person, *, born_on: date | None, birth_precision: str) -> bool:
    """Whether the file says the same, or the same and more: 4 May 1990 where the list says 1990."""
    ours, said = person.born_on, born_on
    if ours is None or said is None:
        return ours == said
    if birth_precision == BirthPrecision.YEAR:
        return ours.year == said.year
    if birth_precision == BirthPrecision.MONTH and person.birth_precision in ("day", "month"):
        return (ours.year, ours.month) == (said.year, said.month)
    return (ours, person.birth_precision) == (said, birth_precision)


def _plain(value: Any) -> Any:
    return spelled(value) if isinstance(value, str) else value


def _before(here: OnFile, name: Field | None) -> str:
    """Say what stands in the file, in words; nothing where it has no place there."""
    person, status = here.person, here.status
    if name is Field.BIRTH:
        return partial_text(person.born_on, person.birth_precision)
    if name is Field.FULL_NAME:
        return person.full_name
    if name is Field.RESIDENCE_STATUS:
        return str(status.wording or status.get_kind_display()) if status else ""
    if name is Field.STATUS_VALID_UNTIL:
        return day_text(status.valid_until) if status and status.valid_until else ""
    if name in places.WAYS:
        return ", ".join(here.ways.get(places.WAYS[name].value, []))
    if name in STAY:
        said = [getattr(here.stay, part) for part in STAY[name]] if here.stay else []
        return ", ".join(_words(value) for value in said if value)
    if name in places.PERSON:
        return ", ".join(filter(None, (_shown(person, part) for part in places.PERSON[name])))
    return ""


def _shown(person: Person, part: str) -> str:
    if part in CODES:
        return CODES[part](getattr(person, part))
    value, words = getattr(person, part), getattr(person, f"get_{part}_display", None)
    return str(words() if value and words else value or "")


def _words(value: Any) -> str:
    return day_text(value) if isinstance(value, date) else str(value)
