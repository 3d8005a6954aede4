# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things of a case file for tests. All people are invented."""

from datetime import date

from geleit.cases.models import HousingStay, ResidenceStatus, UnreadValue
from geleit.deadlines.models import FollowUpReminder
from geleit.staffing.models import Deputy
from tests import factories

TODAY = "2020-03-02 09:00"


def the_person(case):
    return case.household.persons.get()


def a_status(person, *, kind="permit_25_3", valid_until=date(2020, 4, 1), **fields):
    return ResidenceStatus.objects.create(
        person=person, kind=kind, valid_until=valid_until, **fields
    )


def an_unread_value(person, **fields):
    values = {
        "column": "geb. am",
        "value": "unbek.",
        "message": "Kein Datum.",
        "source": "liste.xlsx",
        "row": 17,
    } | fields
    return UnreadValue.objects.create(person=person, **values)


def a_stay(case, *, street="Badtorstraße 3", moved_in_on=date(2020, 1, 7), **fields):
    return HousingStay.objects.create(
        household=case.household, street=street, moved_in_on=moved_in_on, **fields
    )


def a_reminder(case, *, text="Anrufen", due_on=date(2020, 3, 5), **fields):
    return FollowUpReminder.unguarded.create(case=case, text=text, due_on=due_on, **fields)


def a_waiting_case(**fields):
    county = factories.an_organisation("county")
    return factories.a_case(handed_over_by=county, handed_over_on=date(2020, 2, 1), **fields)


def a_closed_case(**fields):
    return factories.a_case(phase="closed", closed_on=date(2020, 2, 20), **fields)


def stand_in(*, deputy, holder, starts_on=date(2020, 1, 1)):
    return Deputy.objects.create(deputy=deputy, holder=holder, starts_on=starts_on)
