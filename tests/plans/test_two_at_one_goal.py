# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people correct one goal or step: who saves second sees both versions."""

import re

import pytest

from geleit.plans.models import Goal, PlanStep
from geleit.together.models import FormerText
from tests import factories
from tests.cases.things import stand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
FIRST, THEIRS, MINE = "Wohnung suchen", "Zwei Zimmer suchen", "Drei Zimmer suchen"


@pytest.fixture
def case(anna, ben):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    return case


@pytest.fixture
def goal(case):
    return factories.a_goal(case=case, text=FIRST)


def seen_on(page):
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]


def a_goal(**said):
    return {"action_field": "housing", "measure": "", "due_on": ""} | said


def test_a_goal_is_not_saved_over_what_a_colleague_wrote(sign_in, anna, ben, case, goal):
    url = f"/faelle/{case.pk}/plan/ziel/{goal.pk}/"
    seen = seen_on(sign_in(ben).get(url))
    sign_in(anna).post(url, a_goal(text=THEIRS, seen=seen))
    deputy = sign_in(ben)

    page = deputy.post(url, a_goal(text=MINE, seen=seen))

    text = page.content.decode()
    assert page.status_code == 409
    assert MINE in text
    assert THEIRS in text
    assert Goal.unguarded.get().text == THEIRS

    done = deputy.post(url, a_goal(text=MINE, seen=seen_on(page), keep_text="mine"))

    assert done.status_code == 302
    assert Goal.unguarded.get().text == MINE
    former = FormerText.unguarded.values_list("text", flat=True)
    assert {FIRST, THEIRS} <= set(former)


def test_of_a_step_each_line_can_be_chosen(sign_in, anna, ben, case, goal):
    step = factories.a_step(goal=goal, text=FIRST)
    url = f"/faelle/{case.pk}/plan/schritt/{step.pk}/"
    seen = seen_on(sign_in(ben).get(url))
    said = {"bearer": "1_person", "bearer_name": "", "due_on": ""}
    sign_in(anna).post(url, said | {"text": THEIRS, "seen": seen, "help_wanted": "on"})
    deputy = sign_in(ben)
    page = deputy.post(url, said | {"text": MINE, "seen": seen})
    choices = {"keep_help_wanted": "theirs", "keep_text": "mine"}

    deputy.post(url, said | choices | {"text": MINE, "seen": seen_on(page)})

    assert page.status_code == 409
    row = PlanStep.unguarded.get()
    assert (row.text, row.help_wanted) == (MINE, True)


def test_the_same_words_twice_are_no_conflict(sign_in, anna, ben, case, goal):
    url = f"/faelle/{case.pk}/plan/ziel/{goal.pk}/"
    seen = seen_on(sign_in(ben).get(url))
    sign_in(anna).post(url, a_goal(text=MINE, seen=seen))

    assert sign_in(ben).post(url, a_goal(text=MINE, seen=seen)).status_code == 302
