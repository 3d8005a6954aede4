# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coordinators: their group. Volunteers: their cards. Everybody else: nothing here."""

import pytest
from django.urls import reverse

from tests.volunteers.things import a_task, another_group

PEOPLE = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
COORDINATOR = {"karl"}
VOLUNTEER = {"emil"}
GET, POST = "get", "post"


@pytest.fixture
def cast(request, lena, anna, ben, carla, dora, frida, karl, emil, otto):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("name", "method", "allowed"),
    [
        ("assignments", GET, COORDINATOR),
        ("new", GET, COORDINATOR),
        ("assignment", GET, COORDINATOR),
        ("give", POST, COORDINATOR),
        ("take_back", POST, COORDINATOR),
        ("finish", POST, COORDINATOR),
        ("own", GET, VOLUNTEER),
        ("finish_own", POST, VOLUNTEER),
    ],
)
def test_who_may_what(sign_in, cast, who, name, method, allowed):
    task = a_task(volunteer=cast["emil"])
    args = [] if name in ("assignments", "new", "own") else [task.pk]

    response = getattr(sign_in(cast[who]), method)(reverse(f"volunteers:{name}", args=args))

    page = response.content.decode()
    assert (response.status_code != 403) == (who in allowed)
    if who not in allowed:
        assert "Mina" not in page
        assert "Rathaus" not in page


@pytest.mark.parametrize("name", ["assignment", "give", "take_back", "finish"])
def test_a_card_of_another_group_does_not_exist(sign_in, karl, name):
    task = a_task(group=another_group())

    response = sign_in(karl).post(
        reverse(f"volunteers:{name}", args=[task.pk]), {"minutes": "30", "title": "Meins"}
    )

    task.refresh_from_db()
    assert response.status_code == 404
    assert task.title == "Zum Rathaus begleiten"


def test_the_list_knows_only_the_own_group(sign_in, karl):
    a_task(group=another_group(), title="Im Nachbarort")
    own = a_task()

    response = sign_in(karl).get(reverse("volunteers:assignments"))

    assert response.context["page"].rows == [own]


def test_a_volunteer_sees_only_what_was_given_to_oneself(sign_in, emil, karl):
    a_task(title="Noch niemand")
    a_task(title="Für Karl", volunteer=karl)
    own = a_task(volunteer=emil)

    response = sign_in(emil).get(reverse("volunteers:own"))

    assert [card["task"] for card in response.context["cards"]] == [own]


def test_the_title_of_the_page_says_nothing_of_the_task(sign_in, karl):
    task = a_task()

    page = sign_in(karl).get(reverse("volunteers:assignment", args=[task.pk])).content.decode()

    assert "Rathaus" not in page.split("</title>")[0]
