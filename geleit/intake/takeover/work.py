# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that a list is going to write, made ready before anybody is held up. Writes nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.cases.models import Case, Household, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.core.bulk import Ready, fresh
from geleit.intake import drafts
from geleit.intake.faulty import advice_on, number_of
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.planned import Plan, PlannedRow, RowState
from geleit.names.keys import SearchWord, search_words
from geleit.persons.models import ContactChannel

# Rows that say nothing new are known from the list before, where there is one.
KEPT = (RowState.NEW, RowState.CHANGED, RowState.NOBODY)


@dataclass
class Entry:
    """A new person with what stands below it; keys come when it is written."""

    row: PlannedRow
    person: Person
    words: tuple[SearchWord, ...]
    statuses: list[ResidenceStatus]
    unread: list[UnreadValue]
    channels: list[ContactChannel]


class Tables:
    """The tables of new persons, read and sealed; only keys of what is written before are missing."""

    def __init__(self, work: "Work") -> None:
        entries = work.persons
        self.households = Ready(list(work.households.values()))
        self.stays = Ready(work.stays, late=["household_id"])
        self.cases = Ready(work.cases, late=["number", "household_id"])
        self.persons = Ready([entry.person for entry in entries], late=["household_id"])
        of_person = ["person_id"]
        self.statuses = Ready([row for one in entries for row in one.statuses], late=of_person)
        self.unread = Ready([row for one in entries for row in one.unread], late=of_person)
        self.channels = Ready([row for one in entries for row in one.channels], late=of_person)
        self.new_rows = Ready([kept for _row, kept in work.rows if kept.is_new], late=of_person)


@dataclass
class Work:
    """What taking over a list writes, and for whom."""

    batch: ImportBatch
    plan: Plan
    holder: User | None
    by: User | None
    on: date
    seen: tuple[object, ...]
    known: dict[str, int]
    households: dict[str, Household]
    stays: list[HousingStay]
    cases: list[Case]
    persons: list[Entry]
    rows: list[tuple[PlannedRow, ImportedRow]]
    ready: "Tables" = field(init=False)
    done: dict[int, dict[str, Any]] = field(default_factory=dict)
    returned: dict[str, Any] = field(default_factory=dict)
    outcome: Counter[str] = field(default_factory=Counter)  # of what the list says otherwise

    def household_of(self, row: PlannedRow) -> int:
        return self.known.get(row.household) or self.households[row.household].pk


def prepared(
    plan: Plan,
    batch: ImportBatch,
    *,
    holder: User | None,
    by: User | None,
    on: date,
    seen: tuple[object, ...],
) -> Work:
    """Return what is to be written; households that are known already get no second case."""
    known = plan.known_homes
    groups: dict[str, list[PlannedRow]] = {}
    new = plan.in_state(RowState.NEW)
    for row in new:
        if row.household not in known:
            groups.setdefault(row.household, []).append(row)
    households = {name: drafts.household(rows) for name, rows in groups.items()}
    stays = [
        stay
        for name, rows in groups.items()
        if (stay := drafts.housing_stay(households[name], rows))
    ]
    work = Work(
        batch=batch, plan=plan, holder=holder, by=by, on=on, seen=seen, known=known,
        households=households, stays=stays,
        cases=[_case(batch, plan, holder=holder, by=by, on=on) for _name in households],
        persons=[_entry(row, batch) for row in new],
        rows=[(row, _kept(row, batch, plan)) for row in plan.rows if _is_kept(row)],
    )  # fmt: skip
    work.ready = Tables(work)
    return work


def _case(
    batch: ImportBatch, plan: Plan, *, holder: User | None, by: User | None, on: date
) -> Case:
    """Return the case of a new household; number and household come when it is written."""
    return Case(
        agreement=batch.agreement,
        holder=holder,
        opened_on=on,
        handed_over_by=batch.sender,
        handed_over_on=plan.as_of if batch.sender else None,
        accepted_on=on,
        accepted_by=by.name if by else _("Einlesen der Liste"),
    )


def _is_kept(row: PlannedRow) -> bool:
    return row.state in KEPT or (row.known is not None and row.known.pk is None)


def _kept(row: PlannedRow, batch: ImportBatch, plan: Plan) -> ImportedRow:
    """Return what a row said, for the next list; its person comes when it is written."""
    to_mend = {"advice": advice_on(row), "number": number_of(row, plan.mapping)}
    return fresh(
        ImportedRow,
        batch_id=batch.pk,
        number=row.row.number,
        person_id=row.known.person_id if row.known else None,
        key=row.key,
        loose_key=row.loose_key,
        values=row.texts,
        is_new=row.state is RowState.NEW,
        household_key=row.household[:200],
        done=to_mend if row.is_faulty else {},
    )


def _entry(row: PlannedRow, batch: ImportBatch) -> Entry:
    person = drafts.person(row)
    status = drafts.residence_status(row)
    return Entry(
        row=row,
        person=person,
        words=search_words(f"{person.family_name} {person.given_names}"),
        statuses=[status] if status else [],
        unread=list(drafts.unread(row, batch)),
        channels=drafts.channels(row),
    )
