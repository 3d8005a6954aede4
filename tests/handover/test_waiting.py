# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One address, two sides: the carrier's with names, the county's with numbers."""

from datetime import date

import pytest
from django.urls import reverse

from geleit.organisations.models import Organisation
from tests.handover.things import NAME, a_waiting_case, an_accepted_case

WAITING = "handover:waiting"
PEOPLE = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]


@pytest.fixture
def cast(request, lena, anna, ben, carla, dora, frida, karl, emil, otto):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("name", "method", "allowed"),
    [("waiting", "get", {"lena", "frida"}), ("accept", "post", {"lena"})],
)
def test_who_may_what(sign_in, cast, who, name, method, allowed):
    case = a_waiting_case()

    response = getattr(sign_in(cast[who]), method)(reverse(f"handover:{name}"))

    page = response.content.decode()
    assert (response.status_code != 403) == (who in allowed)
    assert (case.number in page) == (who in allowed)
    assert (NAME in page) == (who == "lena")


def test_the_lead_reads_who_comes_and_from_where(sign_in, lena, anna):
    case = a_waiting_case()
    an_accepted_case(holder=anna, family_name="Schonda")

    response = sign_in(lena).get(reverse(WAITING))

    rows = [(row.number, row.persons) for row in response.context["page"].rows]
    assert rows == [(case.number, 1)]
    assert "03.02.2020" in response.content.decode()


def test_all_of_a_page_can_be_ticked_without_javascript(sign_in, lena, anna):
    a_waiting_case()
    a_waiting_case()

    page = sign_in(lena).get(reverse(WAITING), {"alle": "ja"}).content.decode()

    assert page.count(" checked") == 2


def test_after_a_refusal_the_ticks_are_still_there(sign_in, lena, anna):
    case = a_waiting_case()
    a_waiting_case()

    response = sign_in(lena).post(reverse("handover:accept"), {"cases": [case.pk]})

    assert response.content.decode().count(" checked") == 1


def test_the_county_counts_what_was_accepted_by_day(sign_in, frida, anna):
    for day in (3, 3, 17):
        an_accepted_case(holder=anna, on=date(2020, 2, day))
    waiting = a_waiting_case()

    response = sign_in(frida).get(reverse(WAITING))

    batches = [(b["handed_over_on"], b["cases"]) for b in response.context["batches"]]
    assert batches == [(date(2020, 2, 17), 1), (date(2020, 2, 3), 2)]
    assert [case.number for case in response.context["sent"].rows] == [waiting.number]


def test_another_countys_cases_do_not_exist_for_this_one(sign_in, frida, anna):
    other = Organisation.objects.create(kind="county", name="Landkreis Anders", short_name="A")
    waiting, done = a_waiting_case(), an_accepted_case(holder=anna)
    for case in (waiting, done):
        case.handed_over_by = other
        case.save()

    response = sign_in(frida).get(reverse(WAITING))

    assert response.context["sent"].rows == []
    assert list(response.context["batches"]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_leads_side_costs_the_same_for_one_and_three(
    sign_in, lena, anna, count, django_assert_num_queries
):
    for _ in range(count):
        a_waiting_case()
    client = sign_in(lena)

    # session, user, memberships; agreements thrice, cases; holders asked for and listed; packages
    with django_assert_num_queries(12):
        client.get(reverse(WAITING))


@pytest.mark.parametrize("count", [1, 3])
def test_the_countys_side_costs_the_same_for_one_and_three(
    sign_in, frida, anna, count, django_assert_num_queries
):
    for number in range(count):
        a_waiting_case()
        an_accepted_case(holder=anna, on=date(2020, 2, 1 + number))
    client = sign_in(frida)

    with django_assert_num_queries(8):  # session, user, memberships, waiting, batches; log
        client.get(reverse(WAITING))
