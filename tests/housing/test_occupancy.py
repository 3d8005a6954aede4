# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The town sees how full its own houses are: counted places, no names, nothing out of case files."""

from datetime import date

import pytest
from django.urls import reverse

from geleit.audit.models import Event
from geleit.housing import rules
from geleit.housing.models import Accommodation, OccupancyCount
from tests import factories

LIST = "housing:accommodations"
NAMES = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto"]


def a_house(agreement, *, name="Containeranlage", places=20, **fields):
    return Accommodation.objects.create(agreement=agreement, name=name, places=places, **fields)


@pytest.fixture
def house(steinheim):
    return a_house(steinheim, is_run_by_carrier=True)


@pytest.mark.parametrize("who", NAMES)
def test_who_may_what(request, sign_in, house, who):
    client = sign_in(request.getfixturevalue(who))

    read = client.get(reverse(LIST)).status_code
    count = client.get(reverse("housing:count", args=[house.pk])).status_code
    keep = client.get(reverse("housing:change", args=[house.pk])).status_code

    assert (read, count) == ((200, 200) if who in ("dora", "lena") else (403, 403))
    assert keep == (200 if who == "dora" else 403)


def test_the_lead_sees_only_houses_that_the_carrier_runs(sign_in, lena, steinheim, house):
    own = a_house(steinheim, name="Rathausgasse", is_run_by_carrier=False)

    page = sign_in(lena).get(reverse(LIST)).content.decode()
    other = sign_in(lena).get(reverse("housing:count", args=[own.pk]))

    assert "Containeranlage" in page
    assert "Rathausgasse" not in page
    assert other.status_code == 404


@pytest.mark.parametrize("who", ["dora", "lena"])
def test_houses_of_an_agreement_that_is_not_covered_do_not_exist(
    request, sign_in, steinheim, house, who
):
    there = a_house(factories.an_agreement(key="neubau"), name="Neubau", is_run_by_carrier=True)
    user = factories.limited(request.getfixturevalue(who), steinheim)

    page = sign_in(user).get(reverse(LIST)).content.decode()
    answer = sign_in(user).post(reverse("housing:count", args=[there.pk]), {"occupied": 3})

    assert "Neubau" not in page
    assert answer.status_code == 404


def test_the_town_adds_a_house_and_counts_it(sign_in, dora, steinheim):
    client = sign_in(dora)
    words = {"agreement": steinheim.pk, "name": "Rathausgasse", "places": 12}

    added = client.post(reverse("housing:new"), words)
    house = Accommodation.objects.get()
    counted = client.post(
        reverse("housing:count", args=[house.pk]), {"occupied": 9, "counted_on": "2026-01-05"}
    )
    page = client.get(reverse(LIST))

    assert added.url == counted.url == reverse(LIST)
    assert [(row.places, row.occupied, row.free) for row in page.context["page"].rows] == [
        (12, 9, 3)
    ]
    assert Event.objects.filter(verb="occupancy-counted").count() == 1


def test_the_same_day_again_puts_the_count_right(sign_in, lena, house):
    client = sign_in(lena)
    for occupied in (9, 11):
        client.post(
            reverse("housing:count", args=[house.pk]),
            {"occupied": occupied, "counted_on": "2026-01-05"},
        )

    assert OccupancyCount.objects.get().occupied == 11


def test_the_same_name_twice_is_refused_in_words(sign_in, dora, steinheim, house):
    words = {"agreement": steinheim.pk, "name": house.name, "places": 12}

    answer = sign_in(dora).post(reverse("housing:new"), words)

    assert answer.status_code == 422
    assert "gibt es in dieser Vereinbarung schon" in answer.content.decode()


def test_no_case_moves_a_figure(sign_in, dora, anna, house):
    client = sign_in(dora)
    before = client.get(reverse(LIST)).content
    case = factories.a_case(holder=anna, family_name="Zwetschgenhuber")
    case.household.housing_stays.create(kind="container", street=house.street)

    after = client.get(reverse(LIST)).content

    assert b"Zwetschgenhuber" not in after
    assert before.count(b"<td") == after.count(b"<td")


@pytest.mark.parametrize("houses", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    client, sign_in, django_assert_num_queries, dora, steinheim, houses
):
    for number in range(houses):
        a_house(steinheim, name=f"Haus {number}")
    sign_in(dora).get(reverse(LIST))

    with django_assert_num_queries(4):  # session, user, memberships, houses
        client.get(reverse(LIST))


@pytest.mark.parametrize(
    ("occupied", "counted_on", "codes"),
    [
        (0, date(2026, 1, 5), []),
        (25, date(2026, 1, 5), []),  # overcrowded is sad, not impossible
        (61, date(2026, 1, 5), ["too-many"]),
        (5, date(2026, 1, 6), ["in-the-future"]),
    ],
)
def test_what_can_be_counted(occupied, counted_on, codes):
    problems = rules.count_problems(
        occupied=occupied, places=20, counted_on=counted_on, on=date(2026, 1, 5)
    )

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(("occupied", "free"), [(None, None), (3, 17), (22, -2)])
def test_free_places(occupied, free):
    assert rules.free_places(places=20, occupied=occupied) == free


def test_a_stay_names_a_house_of_the_agreement_and_no_other(sign_in, anna, steinheim, house):
    case = factories.a_case(holder=anna)
    foreign = a_house(factories.an_agreement(key="neubau"), name="Neubau")
    client = sign_in(anna)
    url = reverse("cases:move", args=[case.pk])

    refused = client.post(url, {"accommodation": foreign.pk, "moved_in_on": "2026-01-05"})
    client.post(url, {"accommodation": house.pk, "moved_in_on": "2026-01-05"})

    assert refused.status_code == 422
    assert [stay.accommodation for stay in case.household.housing_stays.all()] == [house]
    assert house.name in client.get(reverse("desk:case", args=[case.pk])).content.decode()
