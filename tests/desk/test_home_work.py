# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The social worker's day: everything due in one list, ticked off right there."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import Membership
from geleit.audit.models import record
from geleit.cases.models import ResidenceStatus
from geleit.deadlines.models import Deadline
from geleit.staffing.models import Deputy
from tests import factories
from tests.desk.home_things import HOME, STORY, a_goal, a_reminder, days, home, part, texts

QUERIES = 21  # whatever the number of rows


@pytest.mark.parametrize(
    ("number", "words", "kind"),
    [
        (-12, "überfällig seit 12 Tagen", "danger"),
        (-1, "überfällig seit 1 Tag", "danger"),
        (0, "heute", "warning"),
        (1, "in 1 Tag", "info"),
        (14, "in 14 Tagen", "info"),
    ],
)
def test_a_badge_says_when(sign_in, anna, number, words, kind):
    a_reminder(case=factories.a_case(holder=anna), due_on=days(number))

    (line,) = part(home(sign_in(anna)), "work")["due"].lines

    assert (line.when, line.urgency) == (words, kind)


def test_what_one_set_oneself_comes_first_and_titles_after_it_each_by_day(sign_in, anna):
    case = factories.a_case(holder=anna)
    ResidenceStatus.objects.create(
        person=case.household.persons.get(), kind="permit_25_3", valid_until=days(-3)
    )
    a_reminder(case=case, text="Wiedervorlage", due_on=days(1))
    goal = a_goal(case)
    factories.a_step(goal=goal, text="Schritt früher", due_on=days(-5))
    factories.a_step(goal=goal, text="Schritt später", due_on=days(15))

    found = part(home(sign_in(anna)), "work")["due"].lines

    assert [(line.days, line.due.kind, bool(line.done_url)) for line in found] == [
        (-5, "step", True),
        (1, "reminder", True),
        (-3, "expiry", False),
    ]


def test_a_reminder_is_ticked_off_right_here(sign_in, anna):
    a_reminder(case=factories.a_case(holder=anna))
    client = sign_in(anna)
    (line,) = part(home(client), "work")["due"].lines

    response = client.post(line.done_url, {"heute": "ja"})

    assert response.url == reverse(HOME)
    assert texts(home(client)) == []


def test_a_step_is_ticked_off_right_here(sign_in, anna):
    case = factories.a_case(holder=anna)
    step = factories.a_step(goal=a_goal(case), due_on=localdate())
    client = sign_in(anna)
    (line,) = part(home(client), "work")["due"].lines

    response = client.post(line.done_url, {"heute": "ja"})

    step.refresh_from_db()
    assert response.url == reverse(HOME)
    assert step.done_on == localdate()


def test_only_what_may_wait_is_cut_and_the_rest_is_counted(sign_in, anna):
    case = factories.a_case(holder=anna)
    for number in range(15):
        a_reminder(case=case, text=f"Nummer {number:02}", due_on=days(number - 4))
    client = sign_in(anna)

    short = home(client)
    long = client.get(reverse(HOME), {"alles": "ja"})

    assert len(texts(short)) == 12
    assert "3 weitere zeigen" in short.content.decode()
    assert texts(long) == [f"Nummer {number:02}" for number in range(15)]


def test_what_is_overdue_or_due_today_is_never_cut(sign_in, anna):
    case = factories.a_case(holder=anna)
    for number in range(14):
        a_reminder(case=case, text=f"Nummer {number:02}", due_on=days(number % 2 - 1))
    a_reminder(case=case, text="morgen", due_on=days(1))

    page = home(sign_in(anna))

    assert sorted(texts(page)) == [f"Nummer {number:02}" for number in range(14)]
    assert "1 weiteres zeigen" in page.content.decode()


def test_what_cannot_be_made_good_is_never_cut(sign_in, anna):
    case = factories.a_case(holder=anna)
    for number in range(14):
        a_reminder(case=case, text=f"Nummer {number:02}", due_on=days(1))
    day = {"due_on": days(9), "work_by": days(9), "appears_on": days(-1)}
    Deadline.unguarded.create(
        case=case, kind="klage", name="Klage", source="s:1", is_fatal=True, **day
    )
    day |= {"work_by": days(0)}
    Deadline.unguarded.create(case=case, kind="pass", name="Pass", source="s:2", **day)

    page = home(sign_in(anna))

    assert texts(page) == ["Pass", *(f"Nummer {number:02}" for number in range(10)), "Klage"]
    assert "4 weitere zeigen" in page.content.decode()


def test_what_is_lost_in_months_may_wait_below(sign_in, anna):
    case = factories.a_case(holder=anna)
    for number in range(14):
        a_reminder(case=case, text=f"Nummer {number:02}", due_on=days(1))
    day = {"due_on": days(60), "work_by": days(59), "appears_on": days(-1)}
    Deadline.unguarded.create(
        case=case, kind="titel", name="Titel", source="s:1", is_fatal=True, **day
    )

    assert texts(home(sign_in(anna))) == [f"Nummer {number:02}" for number in range(12)]


def test_a_deadline_on_which_to_act_today_comes_before_all_else(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_reminder(case=case, text="längst fällig", due_on=days(-400))
    day = {"due_on": days(0), "work_by": days(0), "appears_on": days(-9)}
    Deadline.unguarded.create(case=case, kind="klage", name="Klage", source="s:1", **day)

    assert texts(home(sign_in(anna))) == ["Klage", "längst fällig"]


def test_overdue_steps_of_plans_are_cut_and_counted(sign_in, anna):
    case = factories.a_case(holder=anna)
    goal = a_goal(case)
    for number in range(15):
        factories.a_step(goal=goal, text=f"Schritt {number:02}", due_on=days(-9))
    a_reminder(case=case, text="heute", due_on=days(0))

    page = home(sign_in(anna))

    assert texts(page) == [*(f"Schritt {number:02}" for number in range(11)), "heute"]
    assert "4 davon überfällig" in page.content.decode()


def test_expired_titles_do_not_push_out_what_is_due_today(sign_in, anna):
    case = factories.a_case(holder=anna)
    for number in range(14):
        person = factories.a_person(household=case.household, given_names=f"P{number}")
        ResidenceStatus.objects.create(
            person=person, kind="permit_25_3", valid_until=days(-20 - number)
        )
    a_reminder(case=case, text="heute", due_on=days(0))

    found = texts(home(sign_in(anna)))

    assert (len(found), found[0]) == (15, "heute")


def test_a_deputys_day_holds_the_cases_of_the_colleague(sign_in, anna, ben, carla):
    a_reminder(case=factories.a_case(holder=anna))
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=days(-1), ends_on=days(1))
    Deputy.objects.create(holder=anna, deputy=carla, starts_on=days(-9), ends_on=days(-1))

    assert texts(home(sign_in(ben))) == [STORY]
    assert texts(home(sign_in(carla))) == []


def test_a_lead_who_holds_cases_has_the_own_day_only(sign_in, lena, anna):
    Membership.objects.create(
        user=lena,
        organisation=factories.an_organisation("carrier"),
        role="social_worker",
        starts_on=date(2019, 1, 1),
    )
    a_reminder(case=factories.a_case(holder=anna), text="Annas")
    a_reminder(case=factories.a_case(holder=lena), text="Lenas")

    assert texts(home(sign_in(lena))) == ["Lenas"]


def test_a_closed_case_needs_nothing_more(sign_in, anna):
    case = factories.a_case(holder=anna, phase="closed", closed_on=date(2020, 5, 1))
    a_reminder(case=case)

    assert texts(home(sign_in(anna))) == []


def test_the_cases_opened_last_come_first_and_once(sign_in, anna, carla):
    first, second, never = (factories.a_case(holder=anna) for _ in range(3))
    others = factories.a_case(holder=carla)
    for case in (first, second, others, first):
        record(anna, "case-read", case)
    record(carla, "case-read", never)

    recent = part(home(sign_in(anna)), "work")["cases"].recent

    assert [line.case for line in recent] == [first, second]


@pytest.mark.parametrize("count", [1, 3])
def test_the_workers_home_costs_the_same_for_one_and_three(
    sign_in, anna, count, django_assert_num_queries
):
    for _ in range(count):
        case = factories.a_case(holder=anna)
        a_reminder(case=case)
        factories.a_step(goal=a_goal(case), due_on=localdate())
        record(anna, "case-read", case)
    client = sign_in(anna)

    with django_assert_num_queries(QUERIES):
        home(client)


def test_a_name_with_one_hit_leads_straight_to_the_note(sign_in, anna):
    case = factories.a_case(holder=anna, family_name="Zwetschge")

    response = sign_in(anna).get("/faelle/", {"q": "zwetschge", "ziel": "notiz"})

    assert response.url == reverse("counselling:note", args=[case.pk])


def test_a_name_with_two_hits_leads_to_the_list(sign_in, anna):
    for _ in range(2):
        factories.a_case(holder=anna, family_name="Zwetschge")

    response = sign_in(anna).get("/faelle/", {"q": "zwetschge", "ziel": "notiz"})

    assert len(response.context["rows"]) == 2


def test_a_name_with_one_hit_among_strangers_leads_nowhere(sign_in, anna, carla):
    factories.a_case(holder=carla, family_name="Zwetschge")

    response = sign_in(anna).get("/faelle/", {"q": "zwetschge", "ziel": "notiz"})

    assert response.context["rows"] == []
