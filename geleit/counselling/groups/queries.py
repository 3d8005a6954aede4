# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for the page of a group event: always of one's own cases alone."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from geleit.cases.models import Case, Person
from geleit.core.lookups import read_keys
from geleit.counselling.models import Attendance, FormerTopic, Offer

MOST_FOUND = 20


class Found(NamedTuple):
    """A person who may have taken part, with the case through which one sees her."""

    person: Person
    case: Case


def offers_of(user: Any) -> Any:
    offers = Offer.objects.visible_to(user)
    return offers.select_related("service_item__mandate", "recorded_by", "changed_by")


def attendances_of(user: Any, offer: Offer) -> Any:
    """Return who took part, as far as this person sees their cases."""
    rows = Attendance.objects.visible_to(user).filter(offer=offer)
    return rows.select_related("person", "case").order_by("person__family_name", "pk")


def found_by(user: Any, offer: Offer, text: str) -> list[Found]:
    """Return persons of one's own cases whose names begin so, and who are not in the list yet."""
    if not text.strip():
        return []
    there = attendances_of(user, offer).order_by().values("person")
    named = Person.objects.visible_to(user).named(text).exclude(pk__in=there).order_by("pk")
    return _with_cases(user, offer, named[:MOST_FOUND])


def chosen(user: Any, offer: Offer, keys: Iterable[str]) -> list[tuple[Case, Person]]:
    """Return the persons that were ticked, as far as one sees them in a case of this agreement."""
    persons = Person.objects.visible_to(user).filter(pk__in=read_keys(keys)).order_by("pk")
    return [(one.case, one.person) for one in _with_cases(user, offer, persons)]


def _with_cases(user: Any, offer: Offer, persons: Any) -> list[Found]:
    people = list(persons)
    households = [person.household_id for person in people]
    cases = Case.objects.visible_to(user).filter(
        household__in=households, agreement=offer.service_item.mandate.agreement_id
    )
    by_household = {case.household_id: case for case in cases.order_by("opened_on", "pk")}
    return [
        Found(person, by_household[person.household_id])
        for person in people
        if person.household_id in by_household
    ]


def former_topics(offer: Offer) -> Any:
    return FormerTopic.objects.filter(offer=offer).select_related("replaced_by")
