# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correct very many persons in one transaction: what `correct_person` and `set_status` do for one.

Everybody is read and written together; the same rules are asked, and the log has the same entries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from geleit.audit.models import Entry, record_many
from geleit.cases import rules
from geleit.cases.followers import tell_all, tell_of_persons
from geleit.cases.models import Case, NameWord, Person, ResidenceStatus
from geleit.cases.queries import COMPARED
from geleit.core.bulk import change_many, write_many

PORTION = 500  # keys of one question
NAMES = {"family_name", "given_names"}


@dataclass
class Correction:
    """What is said of one person, and what became of it."""

    person: int
    fields: dict[str, Any] = field(default_factory=dict)
    status: dict[str, Any] | None = None
    before: dict[str, Any] | None = None  # filled when the fields were written
    after: dict[str, Any] | None = None
    former_status: int | None = None
    status_row: ResidenceStatus | None = None  # filled when the status stands there
    case: Case | None = None  # filled where nothing was refused


@transaction.atomic
def correct_many(
    corrections: Iterable[Correction], *, agreement: int, by: Any, on: date
) -> list[Correction]:
    """Write what can be written; what a rule refuses has neither `after` nor `status_row`."""
    asked = list(corrections)
    for one_each in _rounds(asked):
        _correct(one_each, agreement=agreement, by=by, on=on)
    return asked


def _rounds(asked: list[Correction]) -> Iterator[list[Correction]]:
    """Say the same person's corrections one after the other."""
    while asked:
        seen: set[int] = set()
        now: list[Correction] = []
        later: list[Correction] = []
        for one in asked:
            (later if one.person in seen else now).append(one)
            seen.add(one.person)
        yield now
        asked = later


def _correct(asked: list[Correction], *, agreement: int, by: Any, on: date) -> None:
    keys = [one.person for one in asked]
    persons = {row.pk: row for row in _rows(Person.unguarded.select_for_update(of=["self"]), keys)}
    cases = _cases(persons.values(), agreement)
    entries, changed, told = [], {}, {}
    for one in asked:
        person = persons[one.person]
        case = cases.get(person.household_id)
        if case is None or case.writing_problems():
            continue
        if one.fields and (names := _set_fields(one, person, on=on)) is not None:
            if names:
                changed[person.pk] = (person, names)
                entries.append(Entry(by, "person-changed", person, {"fields": names}, case))
            told[case.pk] = case
        one.case = None if one.fields and one.after is None else case
    _write_persons(changed)
    entries += _write_statuses(asked, persons, cases, told, by=by)
    record_many(entries)
    tell_all(list(told.values()), by=by)


def _rows(rows: Any, keys: Iterable[int], column: str = "pk") -> Iterator[Any]:
    waiting = iter(sorted(set(keys)))
    while portion := list(islice(waiting, PORTION)):
        yield from rows.filter(**{f"{column}__in": portion}).order_by("pk")


def _cases(persons: Iterable[Person], agreement: int) -> dict[int, Case]:
    """Return by household the case under the agreement: an open one before a closed one."""
    rows = Case.unguarded.select_for_update(of=["self"]).filter(agreement=agreement)
    found: dict[int, Case] = {}
    for case in _rows(rows, [person.household_id for person in persons], "household"):
        former = found.get(case.household_id)
        if former is None or (former.closed_on and _rank(case) < _rank(former)):
            found[case.household_id] = case
    return found


def _rank(case: Case) -> tuple[bool, date, int]:
    return case.closed_on is not None, case.closed_on or date.min, case.pk


def _set_fields(one: Correction, person: Person, *, on: date) -> list[str] | None:
    """Set the fields and return which are different now; None where a rule refuses them."""
    birth = {"born_on": person.born_on, "birth_precision": person.birth_precision}
    said = birth | one.fields
    if rules.birth_problems(born_on=said["born_on"], precision=said["birth_precision"], on=on):
        return None
    said["born_on"] = rules.birth_as_known(said["born_on"], said["birth_precision"])
    one.before = {name: getattr(person, name) for name in one.fields}
    names = [name for name, value in said.items() if getattr(person, name) != value]
    for name in names:
        setattr(person, name, said[name])
    person.set_search_names()
    one.after = {name: getattr(person, name) for name in one.fields}
    return names


def _write_persons(changed: dict[int, tuple[Person, list[str]]]) -> None:
    alike: dict[tuple[str, ...], list[Person]] = {}
    for person, names in changed.values():
        search = ["family_search", "given_search"] if NAMES & set(names) else []
        alike.setdefault((*names, *search), []).append(person)
    for columns, persons in alike.items():
        change_many(persons, columns)
    renamed = [person for person, names in changed.values() if NAMES & set(names)]
    for start in range(0, len(renamed), PORTION):
        NameWord.keep(renamed[start : start + PORTION])
    compared = set(COMPARED)
    tell_of_persons(pk for pk, (_row, names) in changed.items() if compared & set(names))


def _write_statuses(
    asked: list[Correction],
    persons: dict[int, Person],
    cases: dict[int, Case],
    told: dict[int, Case],
    *,
    by: Any,
) -> list[Entry]:
    """Put a new status beside the former one, as for one person."""
    wanted = [one for one in asked if one.status]
    rows = ResidenceStatus.objects.filter(is_current=True)
    present = {row.person_id: row for row in _rows(rows, [one.person for one in wanted], "person")}
    over, new, entries = [], [], []
    for one in wanted:
        case = cases.get(persons[one.person].household_id)
        if case is None or case.writing_problems() or (one.fields and one.after is None):
            continue
        current = present.get(one.person)
        one.former_status = current and current.pk
        said = one.status or {}
        if current and all(getattr(current, name) == value for name, value in said.items()):
            one.status_row = current
            continue
        if current:
            current.is_current = False
            over.append(current)
        one.status_row = ResidenceStatus(person_id=one.person, **said)
        new.append(one.status_row)
        entries.append(Entry(by, "status-added", one.status_row, case=case))
        told[case.pk] = case
    change_many(over, ["is_current"])
    write_many(new)
    return entries
