# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a prepared end said before it was changed, and how it comes back."""

import pytest
import time_machine
from django.db import connection

from geleit.course.models import CaseClosing
from geleit.together.models import FormerText
from tests import factories
from tests.course.things import TODAY, a_closing, an_end

FIRST, SECOND = "Zwetschgen haben geholfen.", "Birnen haben geholfen."


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


def prepare(client, case, **said):
    return client.post(f"/faelle/{case.pk}/abschluss/", an_end(**said) | {"entwurf": "1"})


def wordings(case):
    return f"/faelle/{case.pk}/abschluss/fassungen/"


def test_a_former_evaluation_is_kept_sealed_and_comes_back(sign_in, anna, case):
    client = sign_in(anna)
    prepare(client, case, evaluation=FIRST)
    prepare(client, case, evaluation=SECOND, handed_to="Jobcenter")
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert "Zwetschgen" not in str(cursor.fetchall())

    page = client.get(wordings(case)).content.decode()
    client.post(wordings(case), {"former": former.pk})

    assert FIRST in page
    assert SECOND in page
    row = CaseClosing.unguarded.get()
    assert (row.evaluation, row.handed_to, row.income) == (FIRST, "Jobcenter", "work")
    assert {one.text for one in FormerText.unguarded.of(row)} == {FIRST, SECOND}


def test_what_became_of_the_goals_stays_when_a_wording_comes_back(sign_in, anna, case):
    goal, client = factories.a_goal(case=case), sign_in(anna)
    result = {f"goal-{goal.pk}": "reached"}
    prepare(client, case, evaluation=FIRST, **result)
    prepare(client, case, evaluation=SECOND, **result)

    client.post(wordings(case), {"former": FormerText.unguarded.get().pk})

    assert CaseClosing.unguarded.get().outcomes.get().result == "reached"


def test_the_same_text_saved_twice_leaves_no_wording(sign_in, anna, case):
    client = sign_in(anna)
    prepare(client, case, evaluation=FIRST)
    prepare(client, case, evaluation=FIRST, housing="own")

    assert not FormerText.unguarded.exists()


def test_a_wording_of_another_case_does_not_come_back_here(sign_in, anna, case):
    other, client = factories.a_case(holder=anna), sign_in(anna)
    for one in (case, other):
        prepare(client, one, evaluation=FIRST)
    prepare(client, other, evaluation=SECOND)

    answer = client.post(wordings(case), {"former": FormerText.unguarded.get().pk})

    assert answer.status_code == 404
    assert CaseClosing.unguarded.get(case=case).evaluation == FIRST


def test_without_a_draft_or_for_strangers_there_is_no_page(sign_in, anna, carla, case):
    assert sign_in(anna).get(wordings(case)).status_code == 404
    a_closing(case, by=anna, closed_on=None)
    assert sign_in(anna).get(wordings(case)).status_code == 200
    assert sign_in(carla).get(wordings(case)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    sign_in, anna, case, count, django_assert_num_queries
):
    client = sign_in(anna)
    for number in range(count + 1):
        prepare(client, case, evaluation=f"Fassung {number}")
    client.get(wordings(case))

    with django_assert_num_queries(QUERIES):
        client.get(wordings(case))


QUERIES = 16
