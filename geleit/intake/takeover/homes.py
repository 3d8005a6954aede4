# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a household lives, as far as lists may say it: what nobody knew, or what mends a list.

Each row speaks of one person, a home belongs to all: the day of moving in of one of them becomes a
home of hers alone unless all say the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geleit.audit.models import Entry, record_many
from geleit.cases.followers import tell_all
from geleit.cases.models import Case, HousingStay, Person
from geleit.intake import places
from geleit.intake.planned import Change, PlannedRow
from geleit.persons.queries import former
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.dates import read_day
from geleit.spreadsheets.rows import PLAIN_READERS
from geleit.spreadsheets.tables import Cell

CHUNK = 500
OF_HER_ALONE = ("stage", "kind", "accommodation_id", "street", "postcode", "city", "unit")


@dataclass
class ListedHome:
    """What a row says of where its person lives, and what became of it."""

    row: PlannedRow
    person: int
    case: Case
    changes: list[Change]
    refused: list[Change] = field(default_factory=list)
    done: list[dict[str, Any]] = field(default_factory=list)  # to be taken back with the list

    @property
    def moved_in_on(self) -> date | None:
        is_said = any(change.field is Field.MOVED_IN_ON for change in self.changes)
        return self.row.row.value(Field.MOVED_IN_ON) if is_said else None


def take_many(asked: Iterable[ListedHome], *, by: Any, on: date) -> None:
    """Write it into the homes, all households together; their cases are locked."""
    asked = list(asked)
    stays, alone = _present(asked), _who_says_the_same(asked)
    entries: list[Entry] = []
    for one in asked:
        here = stays[one.case.household_id]
        for change in one.changes:
            if change.field is Field.MOVED_IN_ON:
                stay, said = _moved_in(one, change, here, is_of_all=one.person in alone)
            else:
                stay, said = _said(one, change, here, on=on)
            if stay is None:
                one.refused.append(change)
                continue
            if stay.pk and not said:
                continue
            entries.append(_written(one, stay, said, by=by))
            if stay not in here:
                here.append(stay)
    record_many(entries)
    cases = {one.case.pk: one.case for one in asked if one.done}
    tell_all(list(cases.values()), by=by)


def _written(one: ListedHome, stay: HousingStay, said: dict[str, Any], *, by: Any) -> Entry:
    is_new = stay.pk is None
    pairs = {name: [_plain(getattr(stay, name)), _plain(now)] for name, now in said.items()}
    for name, now in said.items():
        setattr(stay, name, now)
    stay.save()
    one.done.append({"stay": stay.pk, "is_new": is_new, "fields": pairs})
    verb = "housing-added" if is_new else "housing-changed"
    return Entry(by, verb, stay, {} if is_new else {"fields": list(said)}, one.case)


def _present(asked: list[ListedHome]) -> dict[int, list[HousingStay]]:
    """Return by household where it lives now, what is for one person alone at the end."""
    found: dict[int, list[HousingStay]] = defaultdict(list)
    homes = sorted({one.case.household_id for one in asked})
    for start in range(0, len(homes), CHUNK):
        rows = HousingStay.objects.select_for_update(of=["self"]).filter(
            household__in=homes[start : start + CHUNK], moved_out_on=None
        )
        for stay in rows.order_by("pk"):
            found[stay.household_id].append(stay)
    return found


def _who_says_the_same(asked: list[ListedHome]) -> set[int]:
    """Return the persons whose whole household moved in on one day, as the list says."""
    days: dict[int, dict[int, date]] = defaultdict(dict)
    for one in asked:
        if day := one.moved_in_on:
            days[one.case.household_id][one.person] = day
    members: dict[int, set[int]] = defaultdict(set)
    homes = sorted(days)
    for start in range(0, len(homes), CHUNK):
        rows = Person.unguarded.filter(household__in=homes[start : start + CHUNK])
        rows = rows.exclude(former())
        for key, home in rows.values_list("pk", "household"):
            members[home].add(key)
    return {
        person
        for home, said in days.items()
        if members[home] <= said.keys() and len(set(said.values())) == 1
        for person in said
    }


def _moved_in(
    one: ListedHome, change: Change, here: list[HousingStay], *, is_of_all: bool
) -> tuple[HousingStay | None, dict[str, Any]]:
    now: date = one.row.row.value(Field.MOVED_IN_ON)
    was = read_day(Cell(change.before, change.before), as_of=now).value
    said = {"moved_in_on": now}
    own, common = _own(one, here), _common(here)
    stay = own or common
    if stay is None:
        return HousingStay(household_id=one.case.household_id), said
    present = stay.moved_in_on
    if present == now:
        return stay, {}
    if present is None or (present == was and (own or is_of_all)):
        return stay, said
    if own or (was and present != was):  # somebody put it right here
        return None, {}
    copied = {name: getattr(stay, name) for name in OF_HER_ALONE}
    home, person = one.case.household_id, one.person
    return HousingStay(household_id=home, person_id=person, **copied), said


def _said(
    one: ListedHome, change: Change, here: list[HousingStay], *, on: date
) -> tuple[HousingStay | None, dict[str, Any]]:
    stay = _own(one, here) or _common(here) or HousingStay(household_id=one.case.household_id)
    before, now = _parts(change.field, change.before), _parts(change.field, change.now)
    if change.field is Field.HOUSING_UNIT and (ending := _ending(stay, before["unit"])):
        street = stay.street.removesuffix(ending) + f", {now['unit']}"
        return stay, {"street": street[:160]}
    if change.field is Field.HOUSING_UNIT and _ending(stay, now["unit"]):
        return stay, {}
    said = {}
    for name, value in now.items():
        present = getattr(stay, name)
        if present in ("", before.get(name)):
            said[name] = value
        elif present != value:
            return None, {}
    return stay, {name: value for name, value in said.items() if getattr(stay, name) != value}


def _ending(stay: HousingStay, unit: str) -> str:
    """Return how the street ends where a list wrote the room behind it."""
    ending = f", {unit}"
    return ending if unit and stay.street.endswith(ending) else ""


def _parts(name: Field | None, text: str) -> dict[str, str]:
    """Return what a cell says, by the columns of a home."""
    columns = places.STAY[name] if name else ()
    if name in PLAIN_READERS:
        value = PLAIN_READERS[name](Cell(text, text)).value
        if name is Field.ADDRESS:
            return {column: _fit(column, getattr(value, column, "")) for column in columns}
        text = value or ""
    return {column: _fit(column, text) for column in columns}


def _fit(column: str, text: Any) -> str:
    place: Any = HousingStay._meta.get_field(column)
    return str(text or "")[: place.max_length]


def _own(one: ListedHome, here: list[HousingStay]) -> HousingStay | None:
    return next((stay for stay in reversed(here) if stay.person_id == one.person), None)


def _common(here: list[HousingStay]) -> HousingStay | None:
    return next((stay for stay in reversed(here) if stay.person_id is None), None)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def is_as_left(done: Iterable[dict[str, Any]]) -> bool:
    """Whether the homes still say what a list wrote."""
    for one in done:
        stay = HousingStay.objects.filter(pk=one["stay"]).first()
        fields = one["fields"].items()
        if stay is None or any(_plain(getattr(stay, name)) != now for name, (_was, now) in fields):
            return False
    return True


def give_back(done: Iterable[dict[str, Any]]) -> None:
    """Let the homes say what stood there before a list that is taken back."""
    for one in reversed(list(done)):
        stays = HousingStay.objects.filter(pk=one["stay"])
        if one["is_new"]:
            stays.delete()
            continue
        column: Any = HousingStay._meta.get_field
        fields = {name: column(name).to_python(was) for name, (was, _now) in one["fields"].items()}
        stays.update(**fields)
