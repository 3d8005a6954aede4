# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals and steps: add, do, correct, take out, put back."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.plans.models import Goal, PlanStep
from geleit.plans.queries import DueStep, open_steps, open_steps_due
from tests.factories import a_case, a_goal, a_plan, a_step

SECRET = "Scheidung einreichen"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


@pytest.fixture
def case(anna):
    case = a_case(holder=anna)
    a_plan(case=case)
    return case


@pytest.fixture
def client_of_anna(sign_in, anna):
    return sign_in(anna)


def post(client, case, path, **said):
    return client.post(f"/faelle/{case.pk}/plan/{path}", said)


def test_goal_is_added_and_its_step_form_stands_open(client_of_anna, case):
    said = {"action_field": "work", "text": SECRET, "measure": "Vertrag", "due_on": "2020-06-30"}

    response = post(client_of_anna, case, "ziel/", **said)

    goal = Goal.unguarded.get()
    assert (goal.text, goal.measure, goal.due_on) == (SECRET, "Vertrag", date(2020, 6, 30))
    assert response.url == f"/faelle/{case.pk}/plan/?offen={goal.pk}"
    assert Event.objects.get(verb="goal-added").data == {
        "plan": goal.plan_id,
        "action_field": "work",
    }


def test_the_person_herself_is_offered_first_and_preselected(client_of_anna, case):
    a_goal(case=case)

    page = client_of_anna.get(f"/faelle/{case.pk}/plan/").content.decode()

    radios = page.split('name="bearer"')
    assert 'value="1_person"' in radios[1].split(">")[0]
    assert "checked" in radios[1].split(">")[0]
    assert page.count("checked") == 1


@pytest.mark.parametrize("path", ["ziel/", "ziel/{goal}/schritt/"])
def test_a_double_click_adds_once(path, client_of_anna, case):
    goal = a_goal(case=case)
    path = path.format(goal=goal.pk)
    said = {"action_field": "work", "text": SECRET, "bearer": "2_near"}

    first, second = (post(client_of_anna, case, path, **said) for _ in range(2))

    assert first.url == second.url
    goals = [goal for goal in Goal.unguarded.all() if goal.text == SECRET]
    assert len(goals) + PlanStep.unguarded.count() == 1
    assert Event.objects.filter(verb__endswith="-added").count() == 1


def test_step_without_words_is_refused_and_keeps_what_was_typed(client_of_anna, case):
    goal = a_goal(case=case)

    response = post(
        client_of_anna, case, f"ziel/{goal.pk}/schritt/", text="", bearer="5_authority",
        bearer_name="Ausländerbehörde",
    )  # fmt: skip

    assert response.status_code == 422
    assert 'value="Ausländerbehörde"' in response.content.decode()
    assert not PlanStep.unguarded.exists()


def test_step_is_done_and_undone_with_one_click_each(client_of_anna, case):
    step = a_step(goal=a_goal(case=case))

    for act, done_on in (("erledigt", date(2020, 2, 3)), ("erledigt", date(2020, 2, 3)), ("offen", None)):  # fmt: skip
        post(client_of_anna, case, f"schritt/{step.pk}/{act}/")
        step.refresh_from_db()
        assert step.done_on == done_on

    verbs = Event.objects.exclude(verb="case-read").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["step-done", "step-reopened"]


def test_goal_is_reached_and_reopened(client_of_anna, case):
    goal = a_goal(case=case)

    post(client_of_anna, case, f"ziel/{goal.pk}/erreicht/")
    goal.refresh_from_db()
    assert goal.reached_on == date(2020, 2, 3)

    post(client_of_anna, case, f"ziel/{goal.pk}/offen/")
    goal.refresh_from_db()
    assert goal.reached_on is None


def test_removed_step_can_be_put_back_at_once(client_of_anna, case):
    step = a_step(goal=a_goal(case=case), text=SECRET)

    response = post(client_of_anna, case, f"schritt/{step.pk}/entfernen/")
    page = client_of_anna.get(response.url).content.decode()

    assert response.url == f"/faelle/{case.pk}/plan/?entfernt=schritt-{step.pk}"
    assert "Rückgängig" in page
    assert open_steps(case) == []

    post(client_of_anna, case, f"schritt/{step.pk}/zurueck/")

    assert open_steps(case) == [step]


def test_removed_goal_takes_its_steps_along_and_brings_them_back(client_of_anna, case):
    goal = a_goal(case=case)
    step = a_step(goal=goal)

    post(client_of_anna, case, f"ziel/{goal.pk}/entfernen/")
    assert open_steps(case) == []

    refused = post(client_of_anna, case, f"schritt/{step.pk}/erledigt/")
    assert refused.status_code == 302
    step.refresh_from_db()
    assert step.done_on is None

    post(client_of_anna, case, f"ziel/{goal.pk}/zurueck/")
    assert open_steps(case) == [step]


def test_unknown_act_is_not_found(client_of_anna, case):
    step = a_step(goal=a_goal(case=case))

    assert post(client_of_anna, case, f"schritt/{step.pk}/verschieben/").status_code == 404


def test_correcting_a_step_logs_columns_and_no_words(client_of_anna, case):
    step = a_step(goal=a_goal(case=case))

    post(client_of_anna, case, f"schritt/{step.pk}/", text=SECRET, bearer="2_near")

    step.refresh_from_db()
    assert (step.text, step.bearer) == (SECRET, "2_near")
    assert Event.objects.get(verb="step-changed").data == {"changed": ["text", "bearer"]}


def test_no_words_of_the_plan_reach_the_log_or_the_title(client_of_anna, case):
    goal = a_goal(case=case, text=SECRET)
    post(client_of_anna, case, f"ziel/{goal.pk}/schritt/", text=SECRET, bearer="1_person")
    post(client_of_anna, case, f"ziel/{goal.pk}/", text=SECRET + "!", action_field="family")
    page = client_of_anna.get(f"/faelle/{case.pk}/plan/").content.decode()

    assert SECRET in page
    assert SECRET not in page.split("<title>")[1].split("</title>")[0]
    assert all("Scheidung" not in str(event.data) for event in Event.objects.all())


def test_headline_counts_open_and_done_steps_of_the_person(client_of_anna, case):
    goal = a_goal(case=case)
    a_step(goal=goal)
    a_step(goal=goal, done_on=date(2020, 1, 20))
    a_step(goal=goal, bearer="5_authority")
    a_step(goal=goal, removed_on=date(2020, 1, 21))

    page = client_of_anna.get(f"/faelle/{case.pk}/plan/").content.decode()

    assert '<span class="g-figure">2</span>' in page
    assert "von 3 Schritten macht die Person selbst" in page
    assert "style=" not in page


def test_htmx_gets_the_part_that_the_page_holds(client_of_anna, case):
    a_step(goal=a_goal(case=case))
    url = f"/faelle/{case.pk}/plan/"

    page = client_of_anna.get(url).content.decode()
    part = client_of_anna.get(url, headers={"HX-Request": "true"}).content.decode()

    def without_token(text):
        return [line.strip() for line in text.split("\n") if "csrf" not in line and line.strip()]

    assert part.startswith('<section id="plan"')
    start = page.index('<section id="plan"')
    assert without_token(part) == without_token(page[start:])[: len(without_token(part))]


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_costs_the_same_queries_for_any_number_of_goals(
    rows, client_of_anna, case, django_assert_num_queries
):
    for _ in range(rows):
        goal = a_goal(case=case)
        for _ in range(rows):
            a_step(goal=goal)
    client_of_anna.get("/")

    with django_assert_num_queries(PLAN_QUERIES):
        client_of_anna.get(f"/faelle/{case.pk}/plan/", headers={"HX-Request": "true"})


PLAN_QUERIES = 15  # the page's own 12, the rest writes the log


@pytest.mark.parametrize("rows", [1, 3])
def test_open_steps_are_one_query(rows, case, django_assert_num_queries):
    goal = a_goal(case=case)
    for _ in range(rows):
        a_step(goal=goal)

    with django_assert_num_queries(1):
        found = [(step.text, step.goal.text) for step in open_steps(case)]

    assert len(found) == rows


def test_due_steps_of_the_day_come_from_own_open_cases_only(anna, carla, case):
    goal = a_goal(case=case)
    late = a_step(goal=goal, text="überfällig", due_on=date(2020, 1, 20))
    soon = a_step(goal=goal, text="in einer Woche", due_on=date(2020, 2, 10))
    a_step(goal=goal, text="später", due_on=date(2020, 2, 11))
    a_step(goal=goal, text="erledigt", due_on=date(2020, 2, 4), done_on=date(2020, 2, 3))
    a_step(goal=goal, text="entfernt", due_on=date(2020, 2, 4), removed_on=date(2020, 2, 3))
    closed = a_case(holder=anna, phase="closed", closed_on=date(2020, 1, 31))
    a_step(goal=a_goal(case=closed), text="abgeschlossen", due_on=date(2020, 2, 4))
    a_step(goal=a_goal(case=a_case(holder=carla)), text="fremd", due_on=date(2020, 2, 4))

    mine = Case.objects.visible_to(anna).open()
    found = open_steps_due(mine, on=date(2020, 2, 3), days=7)

    where = case.pk, case.number, case.household.name
    assert found == [
        DueStep(date(2020, 1, 20), "überfällig", *where, late.pk),
        DueStep(date(2020, 2, 10), "in einer Woche", *where, soon.pk),
    ]
