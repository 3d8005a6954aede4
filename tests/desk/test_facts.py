# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The statement behind the lines of a list is made once, and answers for the cases at hand."""

from datetime import date

import pytest

from geleit.deadlines.models import FollowUpReminder
from geleit.desk.queries import FACTS, facts_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_case_gets_its_own_facts_in_one_query(anna, django_assert_num_queries):
    empty, full, other = (factories.a_case(holder=anna) for _ in range(3))
    factories.a_person(household=full.household)
    contacts = [factories.a_contact(case=full, by=anna) for _ in range(2)]
    for day in (9, 5):
        FollowUpReminder.unguarded.create(case=full, due_on=date(2020, 3, day), text="Anrufen")
    goal = factories.a_goal(case=full)
    for day in (None, date(2020, 4, 8), date(2020, 4, 2)):
        factories.a_step(goal=goal, due_on=day)
    factories.a_step(goal=goal, due_on=date(2020, 1, 1), removed_on=date(2020, 1, 2))

    with django_assert_num_queries(1):
        first = facts_of([empty, full], FACTS)
    with django_assert_num_queries(1):
        second = facts_of([full, other], FACTS)

    assert (
        first[full.pk]
        == second[full.pk]
        == {
            "persons": 2,
            "last_contact_on": max(contact.happened_on for contact in contacts),
            "due_reminder": date(2020, 3, 5),
            "due_step": date(2020, 4, 2),
            "due_title": None,
        }
    )
    assert first[empty.pk] == second[other.pk] == {
        "persons": 1, "last_contact_on": None, "due_reminder": None, "due_step": None,
        "due_title": None,
    }  # fmt: skip
