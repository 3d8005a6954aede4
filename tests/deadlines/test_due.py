# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.deadlines.models import ExpiryRule
from geleit.deadlines.queries import due_in
from tests import factories
from tests.cases.things import a_closed_case, a_reminder, a_status, stand_in, the_person

TODAY = date(2020, 3, 2)


@pytest.fixture(autouse=True)
def _second_of_march():
    with time_machine.travel("2020-03-02 09:00+00:00", tick=False):
        yield


def due_for(user, on, days, **options):
    """What is due in the open cases that she holds or stands in for."""
    mine = Case.objects.visible_to(user).open().held_by(user, on=on)
    return due_in(mine, on, days, **options)


def texts(user, days=14, **options):
    return [due.text for due in due_for(user, TODAY, days, **options)]


def test_reminders_of_the_next_days_and_late_ones_come_in_order(anna):
    case = factories.a_case(holder=anna)
    a_reminder(case, text="bald", due_on=date(2020, 3, 16))
    a_reminder(case, text="zu spät", due_on=date(2020, 2, 1))
    a_reminder(case, text="später", due_on=date(2020, 3, 17))
    a_reminder(case, text="fertig", done_on=TODAY, done_by="Anna")

    assert texts(anna) == ["zu spät", "bald"]


def test_a_due_line_knows_its_case(anna):
    case = factories.a_case(holder=anna)
    reminder = a_reminder(case)

    due = due_for(anna, TODAY, 14)[0]

    assert (due.day, due.case_id, due.case_number, due.household_name, due.kind, due.key) == (
        date(2020, 3, 5),
        case.pk,
        case.number,
        "Muster",
        "reminder",
        reminder.pk,
    )


@pytest.mark.parametrize(
    ("kind", "valid_until", "is_due"),
    [
        ("permit_25_3", date(2020, 5, 31), True),  # 90 days
        ("permit_25_3", date(2020, 6, 1), False),
        ("toleration", date(2020, 4, 13), True),  # 42 days
        ("toleration", date(2020, 4, 14), False),
        ("other", date(2020, 5, 31), True),
        ("permit_25_3", date(2020, 1, 1), True),  # has run out already
    ],
)
def test_a_title_is_due_when_one_must_begin_to_act(anna, kind, valid_until, is_due):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), kind=kind, valid_until=valid_until)

    assert bool(texts(anna)) == is_due


def test_a_title_that_has_run_out_says_so(anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), valid_until=date(2020, 3, 1))

    assert texts(anna) == ["Muster, Mina: Aufenthaltserlaubnis § 25 Abs. 3 AufenthG ist abgelaufen"]


def test_two_titles_in_one_household_do_not_hide_each_other(anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), kind="toleration", valid_until=date(2020, 4, 1))
    child = factories.a_person(household=case.household, given_names="Kind")
    a_status(child, kind="other", valid_until=date(2020, 5, 1))
    gone = factories.a_person(household=case.household, given_names="Alt")
    a_status(gone, kind="other", valid_until=date(2020, 4, 1), is_current=False)

    assert texts(anna) == [
        "Muster, Mina: Duldung läuft ab",
        "Muster, Kind: anderer Status läuft ab",
    ]


def test_a_later_rule_replaces_the_former_from_its_day_on(anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), kind="toleration", valid_until=date(2020, 6, 1))
    rule = ExpiryRule.objects.create(
        kind="toleration", lead_days=120, valid_from=date(2020, 3, 3), source="Test"
    )

    before = texts(anna)
    rule.valid_from = TODAY
    rule.save()

    assert (before, texts(anna)) == ([], ["Muster, Mina: Duldung läuft ab"])


def test_each_sees_what_is_due_in_own_and_deputised_cases(anna, ben, carla, lena, dora, otto):
    a_reminder(factories.a_case(holder=anna), text="von Anna")
    a_reminder(factories.a_case(holder=carla), text="von Carla")
    stand_in(deputy=ben, holder=anna)

    found = {user.name: texts(user) for user in (anna, ben, carla, lena, dora, otto)}

    assert found == {
        "Anna": ["von Anna"],
        "Ben": ["von Anna"],
        "Carla": ["von Carla"],
        "Lena": [],
        "Dora": [],
        "Otto": [],
    }


def test_closed_cases_have_nothing_due(anna):
    case = a_closed_case(holder=anna)
    a_reminder(case)
    a_status(the_person(case))

    assert texts(anna) == []


def test_a_long_list_is_cut(anna):
    case = factories.a_case(holder=anna)
    for number in range(4):
        a_reminder(case, text=f"{number}")

    assert texts(anna, limit=3) == ["0", "1", "2"]


def test_more_lines_cost_no_more_queries(anna, django_assert_num_queries):
    for number in range(3):
        case = factories.a_case(holder=anna)
        a_reminder(case)
        a_status(the_person(case))
        fresh = User.objects.get(pk=anna.pk)

        with django_assert_num_queries(8):
            assert len(due_for(fresh, TODAY, 14)) == 2 * (number + 1)


def test_a_family_whose_titles_end_together_is_one_line(steinheim, anna):
    case = factories.a_case(holder=anna, family_name="Berg")
    brother = factories.a_person(household=case.household, family_name="Berg", given_names="Nuri")
    for person in (case.household.persons.get(given_names="Mina"), brother):
        person.statuses.create(kind="toleration", valid_until=date(2020, 3, 1))

    found = due_for(anna, date(2020, 2, 20), 14)

    assert [due.text for due in found] == ["Berg, Mina; Berg, Nuri: Duldung läuft ab"]
