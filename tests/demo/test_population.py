# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fictional persons from a seed: as many as asked for, the same each time, and plausible."""

import random

import pytest
from django.db import connection
from django.db.models import Count, F, Max, Q

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, CaseNumber, Household, HousingStay, Person, ResidenceStatus
from geleit.core.text import search_form
from geleit.counselling.models import Contact
from geleit.deadlines.models import FollowUpReminder
from geleit.demo import families, neighbours, steinheim
from geleit.demo.names import CULTURES
from geleit.organisations.models import Organisation
from geleit.plans.models import Goal, IntegrationPlan, PlanStep
from tests.demo.conftest import PERSONS, TODAY

# What makes the rows of two runs comparable: everything but keys and the hour of writing.
TABLES = (
    (Household, ("name",)),
    (Person, ("household__name", "family_name", "given_names", "born_on", "nationality")),
    (ResidenceStatus, ("person__family_name", "kind", "valid_until", "is_current")),
    (HousingStay, ("household__name", "kind", "street", "moved_in_on", "moved_out_on")),
    (Case, ("number", "household__name", "holder__email", "phase", "opened_on", "closed_on")),
    (IntegrationPlan, ("case__number", "begun_on", "review_on")),
    (Goal, ("plan__case__number", "text", "reached_on")),
    (PlanStep, ("goal__text", "text", "bearer", "done_on")),
    (Contact, ("case__number", "service_item__number", "happened_on", "minutes", "text")),
    (FollowUpReminder, ("case__number", "text", "due_on", "done_on")),
)


@pytest.fixture
def people(populated, db):
    """The example, and beside it a small population."""


@pytest.fixture
def invented(people):
    return CooperationAgreement.objects.exclude(key__in=[steinheim.KEY, neighbours.KEY])


def all_rows(model):
    return getattr(model, "unguarded", None) or model.objects


def test_as_many_persons_come_as_asked_for(invented):
    persons = Person.unguarded.filter(household__cases__agreement__in=invented)

    assert persons.count() == PERSONS


def test_each_person_has_about_ten_contacts(invented):
    contacts = Contact.unguarded.filter(case__agreement__in=invented).count()

    assert 8 * PERSONS < contacts < 12 * PERSONS


def test_database_finds_every_constraint_kept(people):
    connection.check_constraints()
    for model, _columns in TABLES:
        for constraint in model._meta.constraints:
            condition = getattr(constraint, "condition", None)
            if condition is not None and not hasattr(constraint, "fields"):
                assert all_rows(model).exclude(condition).count() == 0


def test_rows_written_later_get_keys_of_their_own(people):
    highest = Contact.unguarded.aggregate(Max("pk"))["pk__max"]
    contact = Contact.unguarded.get(pk=highest)
    contact.pk = None
    contact.save(force_insert=True)

    assert contact.pk > highest


def test_case_numbers_go_on_where_the_last_one_stopped(people):
    for number in CaseNumber.objects.all():
        drawn = Case.unguarded.filter(number__startswith=f"{number.year}-")

        assert drawn.count() == number.last
        assert drawn.filter(number=f"{number.year}-{number.last:04d}").count() == 1


def test_nothing_happens_outside_the_time_of_a_case(invented):
    contacts = Contact.unguarded.filter(case__agreement__in=invented)
    cases = Case.unguarded.filter(agreement__in=invented)
    plans = IntegrationPlan.unguarded.filter(case__in=cases)

    assert contacts.filter(happened_on__lt=F("case__opened_on")).count() == 0
    assert contacts.filter(happened_on__gt=F("case__closed_on")).count() == 0
    assert contacts.filter(happened_on__gt=TODAY).count() == 0
    assert cases.filter(Q(opened_on__gt=TODAY) | Q(closed_on__gt=TODAY)).count() == 0
    assert plans.filter(begun_on__lt=F("case__opened_on")).count() == 0


def test_contact_serves_a_goal_of_its_own_case(people):
    wrong = Contact.unguarded.filter(goal__isnull=False).exclude(goal__plan__case=F("case"))

    assert wrong.count() == 0


def test_contact_is_with_persons_of_its_own_household(people):
    contacts = Contact.unguarded.annotate(count=Count("persons"))
    strangers = Contact.persons.through.objects.exclude(
        person__household=F("contact__case__household")
    )

    assert contacts.filter(count=0).count() == 0
    assert strangers.count() == 0


def test_no_worker_has_more_open_cases_than_agreed(invented):
    open_cases = Case.unguarded.open().filter(agreement__in=invented)
    loads = open_cases.values("holder").annotate(count=Count("pk")).values_list("count", flat=True)

    assert max(loads) <= 90


def test_names_are_found_in_the_form_in_which_they_are_searched(people):
    for person in Person.unguarded.all():
        assert person.family_search == search_form(person.family_name)[:120]
        assert person.given_search == search_form(person.given_names)[:120]


def test_every_case_lies_with_a_worker_who_can_see_it(invented):
    case = Case.unguarded.open().filter(agreement__in=invented).first()

    assert Case.objects.visible_to(User.objects.get(pk=case.holder_id)).filter(pk=case.pk).exists()


def test_invented_towns_say_so(invented):
    towns = Organisation.objects.filter(pk__in=invented.values("municipality"))

    assert towns.exclude(name__endswith="(erfunden)").count() == 0


@pytest.mark.parametrize("culture", CULTURES, ids=lambda culture: culture.nationality)
def test_lists_of_names_are_clean(culture):
    for name in (*culture.male, *culture.female, *culture.families):
        assert all(name.spellings)
        assert len(set(name.spellings)) == len(name.spellings)
        assert all(search_form(spelling) for spelling in name.spellings)
        if name.script:
            assert search_form(name.script)
            assert name.script not in name.spellings


@pytest.mark.parametrize("persons", [1, 2, 3, 999])
def test_households_add_up(persons):
    sizes = families.sizes(random.Random(1), persons)

    assert sum(sizes) == persons
    assert max(sizes) <= families.MAX_SIZE


def test_children_are_younger_than_their_parents():
    rng = random.Random(3)
    for _ in range(500):
        household = families.family(rng, size=4, on=TODAY)
        parent, _second, *children = household.members
        for child in children:
            if parent.born_on and child.born_on:
                assert child.born_on.year - parent.born_on.year >= 16
