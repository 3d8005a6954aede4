# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who else must agree to a role, a code, a removed factor, and what leads get to know."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from geleit.accounts.models import (
    AccessCode,
    AccessQuestion,
    FactorRemoval,
    Membership,
    Role,
    User,
)
from geleit.accounts.permissions import ROLES, Permission
from geleit.organisations.models import Organisation

SHOWN_FOR = timedelta(days=14)
READS = {
    Permission.READ_CASES,
    Permission.HAND_OVER,
    Permission.READ_RELEASED,
    Permission.READ_CASE_LOG,
}
READS_PERSONS = [role for role, may in ROLES.items() if READS & may]
READS_FILES = [role for role, may in ROLES.items() if Permission.READ_CASES in may]
CONFIRMS = [role for role, may in ROLES.items() if Permission.CONFIRM_ACCESS in may]

# Each answers which carriers work with these organisations; the agreements know it.
PARTNERS: list[Callable[[Any], QuerySet[Any, Any]]] = []


def is_wanted(user: User) -> bool:
    """Say whether two people are needed: for who reads cases, and for who gives out access.

    Whoever once did, or will, or whose account is closed counts like who does today: else one act
    of the administrator, taken back afterwards, would open the way to another.
    """
    return user.memberships.filter(role__in=[*READS_PERSONS, Role.ADMINISTRATOR]).exists()


def of(user: User, *, asked_by: User, on: date) -> list[User]:
    """Return who may confirm: a lead of the person's carrier, else another administrator."""
    if not is_wanted(user):
        return []
    if leads := for_code(user, asked_by=asked_by, on=on):
        return leads
    rows = Membership.objects.filter(role=Role.ADMINISTRATOR)
    return list(_with(rows, on=on).exclude(pk__in=[user.pk, asked_by.pk]).order_by("pk"))


def reads_cases(user: User) -> bool:
    """Say whether the account reads cases, did or will; a role that ended may not open a way."""
    return user.memberships.filter(role__in=READS_PERSONS).exists()


def goes_on_reading(user: User, *, on: date) -> bool:
    """Say whether the account reads cases on the day or later."""
    return user.memberships.filter(_lasting(on), role__in=READS_PERSONS).exists()


def keeps_access(user: User, *, role: str, organisation: Organisation, on: date) -> bool:
    """Say whether password and factor stay with a new role: for who reads files, or had it here."""
    is_here = Q(role=role, organisation=organisation)
    return user.memberships.filter(_lasting(on), Q(role__in=READS_FILES) | is_here).exists()


def _lasting(on: date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=on)


def _leads_of(places: Any) -> QuerySet[Membership]:
    """Return the leads of these organisations, and of the carriers that work with them.

    A county and a town have no lead of their own: the carrier answers for what its persons told.
    """
    found = Q(organisation__in=places)
    for carriers_with in PARTNERS:
        found |= Q(organisation__in=carriers_with(places))
    return Membership.objects.filter(found, role__in=CONFIRMS)


def for_role(organisation: Organisation, user: User, *, asked_by: User, on: date) -> list[User]:
    """Return the leads of the carrier, but neither who asks nor who is to get the role."""
    rows = _leads_of([organisation.pk])
    return list(_with(rows, on=on).exclude(pk__in=[user.pk, asked_by.pk]).order_by("pk"))


def for_code(user: User, *, asked_by: User, on: date) -> list[User]:
    """Return the leads of the carriers whose cases the account reads, did or will."""
    held = user.memberships.filter(role__in=READS_PERSONS)
    rows = _leads_of(list(held.values_list("organisation", flat=True)))
    return list(_with(rows, on=on).exclude(pk__in=[user.pk, asked_by.pk]).order_by("pk"))


def of_question(question: AccessQuestion, *, on: date) -> list[User]:
    """Return who may decide: leads only, for another administrator is soon made."""
    who = {"asked_by": question.asked_by, "on": on}
    if question.organisation is not None:
        return for_role(question.organisation, question.user, **who)  # type: ignore[arg-type]
    return for_code(question.user, **who)  # type: ignore[arg-type]


def _with(memberships: QuerySet[Membership], *, on: date) -> QuerySet[User]:
    rows = memberships.filter(_lasting(on), starts_on__lte=on)
    return User.objects.filter(is_active=True, pk__in=rows.values("user"))


def access_for(person: User, *, on: date, at: datetime) -> dict[str, Any]:
    """Return what the first page of a lead or an administrator says about others' access."""
    return {
        "questions": questions_for(person, on=on),
        "removals": removals_for(person, on=on),
        "codes": codes_to_know_of(person, on=on, at=at),
    }


def questions_for(person: User, *, on: date) -> list[AccessQuestion]:
    """Return the open questions for a role or a code that this lead may answer."""
    if not person.organisation_ids(*CONFIRMS):
        return []
    rows = AccessQuestion.objects.filter(decided_at=None)
    rows = rows.select_related("user", "asked_by", "organisation").order_by("pk")
    return [row for row in rows if person in of_question(row, on=on)]


def removals_for(person: User, *, on: date) -> list[FactorRemoval]:
    """Return the open questions that this person may answer."""
    rows = FactorRemoval.objects.filter(decided_at=None).select_related("user", "asked_by")
    return [
        row for row in rows.order_by("pk") if person in of(row.user, asked_by=row.asked_by, on=on)
    ]


def codes_to_know_of(lead: User, *, on: date, at: datetime) -> list[AccessCode]:
    """Return the codes of the last days for people who read cases of this lead's carriers."""
    places = lead.organisation_ids(*CONFIRMS)
    if not places:
        return []
    rows = Membership.objects.filter(organisation__in=places, role__in=READS_PERSONS)
    people = _with(rows, on=on).exclude(pk=lead.pk)
    codes = AccessCode.objects.filter(user__in=people, issued_at__gte=at - SHOWN_FOR)
    return list(codes.select_related("user", "issued_by").order_by("-pk")[:8])
