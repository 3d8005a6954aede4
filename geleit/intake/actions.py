# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take in a list: hand in, correct the columns, take over, throw away."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.actions import draw_numbers
from geleit.cases.models import (
    Case,
    Household,
    HousingStay,
    NameWord,
    Person,
    ResidenceStatus,
    UnreadValue,
)
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.intake import drafts
from geleit.intake.matching import Plan, PlannedRow, RowState, plan_of
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.organisations.models import Organisation

BATCH_SIZE = 500


def hand_in(
    content: bytes,
    *,
    file_name: str,
    agreement: CooperationAgreement,
    sender: Organisation | None,
    by: User | None,
    on: date,
) -> ImportBatch:
    """Keep a file for the preview. Raises UnreadableFile when it is no list of persons."""
    plan_of(content, file_name=file_name, agreement=agreement, on=on)  # long: nobody waits for it
    with transaction.atomic():
        batch = ImportBatch.unguarded.create(
            agreement=agreement,
            sender=sender,
            file_name=file_name[:255],
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            handed_in_by=by,
        )
        record(by or "command:import", "list-handed-in", batch, size=len(content))
    return batch


@transaction.atomic
def choose_columns(batch: ImportBatch, *, choices: dict[str, str], by: User) -> ImportBatch:
    """Read columns otherwise than proposed."""
    batch = _waiting(batch)
    batch.choices = choices
    batch.save(update_fields=["choices"])
    record(by, "list-columns-chosen", batch, columns=len(choices))
    return batch


@transaction.atomic
def discard(batch: ImportBatch, *, by: User) -> None:
    """Throw a list away that was not taken over."""
    batch = _waiting(batch)
    record(by, "list-discarded", batch)
    batch.delete()


def _waiting(batch: ImportBatch) -> ImportBatch:
    """Lock the batch; refuse when somebody was faster."""
    locked = ImportBatch.unguarded.select_for_update().filter(pk=batch.pk).first()
    if locked is None or locked.taken_over_at:
        raise Refused([Problem("taken-over", _("Diese Liste ist schon übernommen."))])
    return locked


@transaction.atomic
@system_eyes()
def take_over(batch: ImportBatch, *, holder: User | None, by: User | None, on: date) -> ImportBatch:
    """Make households, persons and cases of all new rows; all or nothing.

    Known persons are never overwritten: what a list says otherwise is put to their file as a
    question. Raises Refused when the list was taken over meanwhile.
    """
    batch = _waiting(batch)
    # One list at a time in an agreement, else the same list taken over twice doubles its people.
    CooperationAgreement.objects.select_for_update().get(pk=batch.agreement_id)
    plan = plan_of(
        bytes(batch.content),
        file_name=batch.file_name,
        agreement=batch.agreement,
        on=on,
        choices=batch.choices,
    )
    households = _add_households(plan, batch, holder=holder, by=by, on=on)
    _add_persons(plan.in_state(RowState.NEW), households, batch)
    _note_changes(plan.in_state(RowState.CHANGED), batch)
    _keep_rows(plan.in_state(RowState.NOBODY), batch)
    return _close(batch, plan, by=by)


def _add_households(
    plan: Plan, batch: ImportBatch, *, holder: User | None, by: User | None, on: date
) -> dict[str, int]:
    """Return the household of each group of rows; those that are new get a case."""
    known = {row.household: person.household_id for row in plan.rows if (person := _person(row))}
    groups: dict[str, list[PlannedRow]] = {}
    for row in plan.in_state(RowState.NEW):
        if row.household not in known:
            groups.setdefault(row.household, []).append(row)
    households = Household.unguarded.bulk_create(
        [drafts.household(rows) for rows in groups.values()], batch_size=BATCH_SIZE
    )
    HousingStay.objects.bulk_create(
        filter(None, map(drafts.housing_stay, households, groups.values())), batch_size=BATCH_SIZE
    )
    numbers = draw_numbers(year=on.year, count=len(households))
    accepted_by = by.name if by else _("Einlesen der Liste")
    Case.unguarded.bulk_create(
        [
            Case(
                number=number,
                household=household,
                agreement=batch.agreement,
                holder=holder,
                opened_on=on,
                handed_over_by=batch.sender,
                handed_over_on=plan.as_of if batch.sender else None,
                accepted_on=on,
                accepted_by=accepted_by,
            )
            for number, household in zip(numbers, households, strict=True)
        ],
        batch_size=BATCH_SIZE,
    )
    return known | {
        group: household.pk for group, household in zip(groups, households, strict=True)
    }


def _person(row: PlannedRow) -> Any:
    return row.known and row.known.person


def _add_persons(rows: list[PlannedRow], households: dict[str, int], batch: ImportBatch) -> None:
    persons = [drafts.person(row, household_id=households[row.household]) for row in rows]
    persons = Person.unguarded.bulk_create(persons, batch_size=BATCH_SIZE)
    for start in range(0, len(persons), BATCH_SIZE):
        NameWord.keep(persons[start : start + BATCH_SIZE])
    pairs = list(zip(rows, persons, strict=True))
    statuses = [drafts.residence_status(row, person) for row, person in pairs]
    ResidenceStatus.objects.bulk_create(filter(None, statuses), batch_size=BATCH_SIZE)
    unread = [value for row, person in pairs for value in drafts.unread(row, person, batch)]
    UnreadValue.objects.bulk_create(unread, batch_size=BATCH_SIZE)
    _keep_rows(rows, batch, persons)


def _note_changes(rows: list[PlannedRow], batch: ImportBatch) -> None:
    """Put what the list says otherwise as a question into the person's file."""
    questions = [value for row in rows for value in drafts.questions(row, batch)]
    UnreadValue.objects.bulk_create(questions, batch_size=BATCH_SIZE)
    _keep_rows(rows, batch, [_person(row) for row in rows])


def _keep_rows(
    rows: list[PlannedRow], batch: ImportBatch, persons: Iterable[Person] | None = None
) -> None:
    people = list(persons) if persons is not None else [None] * len(rows)
    ImportedRow.unguarded.bulk_create(
        [
            ImportedRow(
                batch=batch,
                number=row.row.number,
                person=person,
                key=row.key,
                loose_key=row.loose_key,
                values=row.texts,
            )
            for row, person in zip(rows, people, strict=True)
        ],
        batch_size=BATCH_SIZE,
    )


def _close(batch: ImportBatch, plan: Plan, *, by: User | None) -> ImportBatch:
    batch.taken_over_at = timezone.now()
    batch.content = b""
    batch.persons_new = plan.counts[RowState.NEW]
    batch.persons_changed = plan.counts[RowState.CHANGED]
    batch.persons_unchanged = plan.counts[RowState.UNCHANGED]
    batch.households = plan.households
    batch.save()
    record(
        by or "command:import",
        "list-taken-over",
        batch,
        new=batch.persons_new,
        changed=batch.persons_changed,
        unchanged=batch.persons_unchanged,
    )
    return batch
