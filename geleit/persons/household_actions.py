# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who belongs to a household, with its time: birth, joining, splitting, leaving, death."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import add_person, draw_numbers, locked_for_writing
from geleit.cases.followers import tell
from geleit.cases.models import Case, Household, Person, ProtectedReader
from geleit.core.eyes import system_eyes
from geleit.persons import rules
from geleit.persons.actions import locked_person, refuse, set_fields
from geleit.persons.enums import JoinedHow, LeftHow
from geleit.persons.models import HouseholdMembership


@transaction.atomic
def set_role(case: Case, person: Person, *, by: Any, **said: Any) -> HouseholdMembership:
    """Say who somebody is in the household and since when."""
    case = locked_for_writing(case)
    membership = _present(case, locked_person(case, person))
    if changed := set_fields(membership, said):
        membership.save()
        record(by, "membership-changed", membership, fields=changed)
    return membership


@transaction.atomic
def note_birth(case: Case, *, by: User, on: date, role: str, **fields: Any) -> Person:
    """Add a child that was born into the household."""
    person = add_person(case, by=by, on=on, **fields)
    HouseholdMembership.unguarded.create(
        household_id=person.household_id,
        person=person,
        role=role,
        joined_on=person.born_on,
        joined_how=JoinedHow.BIRTH if person.born_on else "",
    )
    return person


@transaction.atomic
def leave(
    case: Case, person: Person, *, left_on: date, left_how: str, by: Any, on: date
) -> HouseholdMembership:
    """Note that somebody left or died. She stays in the file, among those who were there."""
    case = locked_for_writing(case)
    person = locked_person(case, person)
    membership = _present(case, person)
    refuse(
        rules.leaving_problems(
            joined_on=membership.joined_on,
            left_on=left_on,
            on=on,
            is_member=bool(membership.pk) or not _has_left(person),
        )
    )
    membership.left_on, membership.left_how = left_on, left_how
    membership.person_name = person.full_name
    membership.save()
    record(by, "member-left", membership, how=left_how)
    tell(case, by=by)
    return membership


@transaction.atomic
def come_back(case: Case, membership: HouseholdMembership, *, by: Any) -> HouseholdMembership:
    """Undo that somebody left: it was noted by mistake."""
    case = locked_for_writing(case)
    person = locked_person(case, membership.person)
    memberships = HouseholdMembership.unguarded.select_for_update(of=["self"])
    membership = memberships.get(pk=membership.pk, household=case.household_id)
    if membership.left_on and not memberships.filter(person=person, left_on=None).exists():
        membership.left_on, membership.left_how, membership.person_name = None, "", ""
        membership.save()
        record(by, "member-returned", membership)
        tell(case, by=by)
    return membership


@transaction.atomic
@system_eyes()
def split(
    case: Case, *, persons: Iterable[Person], name: str, split_on: date, by: Any, on: date
) -> Case:
    """Let some of a household have one of their own, with a case of its own in the same hands.

    The new household has no case yet when it is made, so nobody would see it. A special protection
    goes with them.
    """
    case = locked_for_writing(case)
    going = [locked_person(case, person) for person in persons]
    members = Person.unguarded.filter(household=case.household_id).count()
    refuse(rules.split_problems(chosen=len(going), members=members, split_on=split_on, on=on))
    household = Household.unguarded.create(name=name)
    own = Case.unguarded.create(
        number=draw_numbers(split_on.year, 1)[0],
        household=household,
        agreement_id=case.agreement_id,
        holder_id=case.holder_id,
        opened_on=split_on,
        phase=case.phase,
        is_protected=case.is_protected,
    )
    readers = case.protected_readers.values_list("user", flat=True)
    ProtectedReader.objects.bulk_create(ProtectedReader(case=own, user_id=pk) for pk in readers)
    for person in going:
        _change_household(case, person, to=household, day=split_on, how=LeftHow.SPLIT, by=by)
    record(by, "case-opened", own)
    record(by, "household-split", case, to=own.pk, persons=len(going))
    tell(case, by=by)
    tell(own, by=by)
    return own


@transaction.atomic
@system_eyes()
def join(
    case: Case, *, other: Case, persons: Iterable[Person], joined_on: date, by: Any, on: date
) -> Case:
    """Let persons of another household belong to this one; both cases are open to the reader."""
    case, other = locked_for_writing(case), locked_for_writing(other)
    same = case.household_id == other.household_id
    refuse(rules.joining_problems(is_same_household=same, joined_on=joined_on, on=on))
    coming = [locked_person(other, person) for person in persons]
    for person in coming:
        _change_household(
            other, person, to=case.household, day=joined_on, how=LeftHow.MOVED_AWAY, by=by
        )
    record(by, "household-joined", case, of=other.pk, persons=len(coming))
    tell(case, by=by)
    tell(other, by=by)
    return case


def _change_household(
    case: Case, person: Person, *, to: Household, day: date, how: str, by: Any
) -> None:
    membership = _present(case, person)
    refuse(
        rules.leaving_problems(joined_on=membership.joined_on, left_on=day, on=day, is_member=True)
    )
    membership.left_on, membership.left_how = day, how
    membership.person_name = person.full_name
    membership.save()
    person.household = to
    person.save(update_fields=["household"])
    HouseholdMembership.unguarded.create(
        household=to,
        person=person,
        role=membership.role,
        joined_on=day,
        joined_how=JoinedHow.FROM_HOUSEHOLD,
    )
    record(by, "member-left", membership, how=how)


def _present(case: Case, person: Person) -> HouseholdMembership:
    """Return the row that says that she belongs here now; a new one where nobody noted it."""
    rows = HouseholdMembership.unguarded.select_for_update(of=["self"])
    found = rows.filter(person=person, household=case.household_id, left_on=None).first()
    return found or HouseholdMembership(household_id=case.household_id, person=person)


def _has_left(person: Person) -> bool:
    left = HouseholdMembership.unguarded.filter(person=person, household=person.household_id)
    return left.exclude(left_on=None).exists()
