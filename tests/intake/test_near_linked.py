# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link between two persons answers what a list asked: whether one of them is here already."""

from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.identity.actions import link, undo_link


def asked(person):
    return [value.message for value in person.unread_values.filter(settled_on=None)]


def test_the_question_goes_with_the_link_and_comes_back_with_its_undoing(twice, lena):
    one, other = twice
    before, sami = asked(other), Person.unguarded.get(given_names="Sami")
    not_asked = asked(sami)

    linked = link(one, other, by=lena, at=now())
    between = asked(other)
    undo_link(linked, by=lena, at=now())

    assert len(before) == 1
    assert Case.unguarded.get(household=one.household_id).number in before[0]
    assert between == []
    assert asked(other) == before
    assert asked(sami) == not_asked != []
    assert Event.objects.filter(verb="value-settled").count() == 1


def test_what_somebody_had_settled_herself_stays_settled(twice, lena):
    one, other = twice
    other.unread_values.update(settled_on=localdate(), settled_by="Anna")

    undo_link(link(one, other, by=lena, at=now()), by=lena, at=now())

    assert asked(other) == []


def test_a_number_that_only_begins_alike_is_another_case(twice, lena):
    one, other = twice
    number = Case.unguarded.get(household=one.household_id).number
    value = other.unread_values.get()
    value.message = value.message.replace(number, f"{number}9")
    value.save()

    link(one, other, by=lena, at=now())

    assert asked(other) == [value.message]
