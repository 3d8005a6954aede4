# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A social worker tells at a glance what is her own, what is a colleague's, and what is new."""

import pytest
import time_machine
from django.utils.timezone import localdate, now

from geleit.audit.models import record
from geleit.staffing.models import Deputy
from tests import factories
from tests.cases.things import stand_in
from tests.desk.home_things import a_goal, a_reminder, days, home, part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


def new_cases(response):
    return [line.case for line in part(response, "work")["cases"].new]


def listed(client, stand):
    return {row.case for row in client.get("/faelle/", {"stand": stand}).context["rows"]}


def test_a_colleagues_cases_are_marked_with_name_and_day(sign_in, anna, ben):
    stand_in(deputy=ben, holder=anna)
    Deputy.objects.update(ends_on=days(10))
    theirs, mine = factories.a_case(holder=anna), factories.a_case(holder=ben)
    a_reminder(case=theirs, text="Für Anna")
    a_reminder(case=mine, text="Eigenes")
    record(ben, "case-read", theirs)

    response = home(sign_in(ben))

    lines = part(response, "work")["due"].lines
    assert {line.due.text: line.stands_for and line.stands_for.words for line in lines} == {
        "Für Anna": "für Anna bis 12.03.2020",
        "Eigenes": None,
    }
    (recent,) = part(response, "work")["cases"].recent
    assert recent.stands_for.words == "für Anna bis 12.03.2020"
    assert "Sie vertreten heute: für Anna bis 12.03.2020." in response.content.decode()


def test_of_two_times_the_longer_counts_and_one_without_an_end_most(sign_in, anna, ben):
    for ends_on in (None, days(3)):
        Deputy.objects.create(deputy=ben, holder=anna, starts_on=days(-1), ends_on=ends_on)

    (stands,) = part(home(sign_in(ben)), "work")["standing"]

    assert stands.words == "für Anna"


def test_who_stands_in_for_nobody_reads_nothing_of_it(sign_in, anna):
    assert "Sie vertreten heute" not in home(sign_in(anna)).content.decode()


def test_new_is_what_one_holds_and_has_not_talked_about_yet(sign_in, anna, ben, carla):
    stand_in(deputy=anna, holder=ben)
    fresh, taken_over, known = (factories.a_case(holder=anna) for _ in range(3))
    factories.a_contact(case=taken_over, by=carla)
    factories.a_contact(case=known, by=anna)
    factories.a_case(holder=ben)  # a colleague's is not new to her
    factories.a_case(holder=anna, phase="closed", closed_on=localdate())
    client = sign_in(anna)

    assert set(new_cases(home(client))) == {fresh, taken_over}
    assert listed(client, "neu") == {fresh, taken_over}


def test_a_withdrawn_contact_is_none(sign_in, anna):
    case = factories.a_case(holder=anna)
    factories.a_contact(case=case, by=anna, withdrawn_at=now())
    client = sign_in(anna)

    assert new_cases(home(client)) == [case]
    assert listed(client, "ohne-gespraech") == {case}


def test_the_list_without_a_talk_asks_whether_anybody_talked(sign_in, lena, anna, ben):
    silent, talked = factories.a_case(holder=anna), factories.a_case(holder=ben)
    factories.a_contact(case=talked, by=anna)

    assert listed(sign_in(lena), "ohne-gespraech") == {silent}


def test_many_new_cases_stand_in_the_list(sign_in, anna):
    for _ in range(8):
        record(anna, "case-read", factories.a_case(holder=anna))

    response = home(sign_in(anna))

    assert len(new_cases(response)) == 6
    assert "?stand=neu" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_standing_in_costs_one_query_more_whatever_the_number(
    sign_in, anna, ben, count, django_assert_num_queries
):
    stand_in(deputy=ben, holder=anna)
    for _ in range(count):
        for holder in (anna, ben):
            case = factories.a_case(holder=holder)
            a_reminder(case=case)
            factories.a_step(goal=a_goal(case), due_on=localdate())
            record(ben, "case-read", case)
    client = sign_in(ben)

    with django_assert_num_queries(22):
        home(client)
