# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a goal or step said before it was changed, and how it comes back."""

import pytest
from django.db import connection

from geleit.audit.models import Event
from geleit.plans.actions import change_goal, change_step, remove_goal
from geleit.plans.models import Goal, PlanStep
from geleit.together.models import FormerText
from tests import factories

FIRST, SECOND = "Zwetschgen kaufen", "Birnen kaufen"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


@pytest.fixture
def goal(case):
    return factories.a_goal(case=case, text=FIRST, measure="Obst ist da")


@pytest.fixture
def step(goal):
    return factories.a_step(goal=goal, text=FIRST)


def url(case, kind, part):
    return f"/faelle/{case.pk}/plan/{kind}/{part.pk}/fassungen/"


def test_a_former_goal_is_kept_sealed_and_comes_back(sign_in, anna, case, goal):
    change_goal(goal=goal, by=anna, text=SECOND)
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert FIRST not in str(cursor.fetchall())
    client = sign_in(anna)

    page = client.get(url(case, "ziel", goal)).content.decode()
    client.post(url(case, "ziel", goal), {"former": former.pk})

    assert FIRST in page
    assert SECOND in page
    assert Goal.unguarded.get().text == FIRST
    assert set(FormerText.unguarded.of(goal).values_list("text", flat=True)) == {FIRST, SECOND}
    assert Event.objects.filter(verb="goal-reworded").count() == 1


def test_each_text_of_a_goal_has_its_own_history(sign_in, anna, case, goal):
    change_goal(goal=goal, by=anna, measure="Es schmeckt")
    former = FormerText.unguarded.get()

    sign_in(anna).post(url(case, "ziel", goal), {"former": former.pk})

    row = Goal.unguarded.get()
    assert (former.field, row.measure, row.text) == ("measure", "Obst ist da", FIRST)


def test_a_former_step_comes_back(sign_in, anna, case, step):
    change_step(step=step, by=anna, text=SECOND)

    sign_in(anna).post(
        url(case, "schritt", step), {"former": FormerText.unguarded.of(step).get().pk}
    )

    assert PlanStep.unguarded.get().text == FIRST


def test_who_takes_a_step_has_a_history_too(sign_in, anna, case, goal):
    step = factories.a_step(goal=goal, bearer="2_near", bearer_name="Frau Zwetschge")
    change_step(step=step, by=anna, bearer_name="Herr Birne")

    sign_in(anna).post(
        url(case, "schritt", step), {"former": FormerText.unguarded.of(step).get().pk}
    )

    assert PlanStep.unguarded.get().bearer_name == "Frau Zwetschge"


def test_what_is_no_text_leaves_no_wording(anna, goal, step):
    change_step(step=step, by=anna, bearer="2_near")
    change_goal(goal=goal, by=anna, action_field="work")

    assert not FormerText.unguarded.exists()


def test_the_wording_of_another_part_does_not_come_back_here(sign_in, anna, case, goal, step):
    change_goal(goal=goal, by=anna, text=SECOND)

    answer = sign_in(anna).post(
        url(case, "schritt", step), {"former": FormerText.unguarded.get().pk}
    )

    assert answer.status_code == 404
    assert PlanStep.unguarded.get().text == FIRST


def test_who_does_not_see_the_case_sees_no_wording(sign_in, carla, anna, case, goal):
    change_goal(goal=goal, by=anna, text=SECOND)

    assert sign_in(carla).get(url(case, "ziel", goal)).status_code == 404


def test_a_goal_that_was_taken_out_keeps_its_words(sign_in, anna, case, goal):
    change_goal(goal=goal, by=anna, text=SECOND)
    remove_goal(goal=goal, by=anna, on=case.opened_on)

    sign_in(anna).post(url(case, "ziel", goal), {"former": FormerText.unguarded.get().pk})

    assert Goal.unguarded.get().text == SECOND


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    sign_in, anna, case, goal, count, django_assert_num_queries
):
    for number in range(count):
        change_goal(goal=goal, by=anna, text=f"Fassung {number}")
    client = sign_in(anna)
    client.get(url(case, "ziel", goal))

    with django_assert_num_queries(QUERIES):
        client.get(url(case, "ziel", goal))


QUERIES = 13
