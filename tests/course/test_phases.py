# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.course.models import PhaseNeed, PhaseStep
from tests import factories
from tests.cases.things import a_closed_case, a_waiting_case
from tests.course.things import TODAY

pytestmark = pytest.mark.django_db


def move(client, case, phase):
    return client.post(f"/faelle/{case.pk}/phase/", {"phase": phase})


def text_of(client, case):
    return client.get(f"/faelle/{case.pk}/phase/").content.decode()


@time_machine.travel(TODAY)
def test_a_case_moves_to_another_phase_and_keeps_since_when(sign_in, anna):
    case = factories.a_case(holder=anna)

    response = move(sign_in(anna), case, "planning")

    assert response.url == f"/faelle/{case.pk}/"
    assert Case.unguarded.get(pk=case.pk).phase == "planning"
    steps = PhaseStep.unguarded.filter(case=case).values_list("phase", "begun_on", "by")
    assert list(steps) == [("planning", date(2020, 3, 2), "Anna")]


def test_the_same_phase_twice_is_one_step(sign_in, anna):
    case = factories.a_case(holder=anna)

    for _ in range(2):
        move(sign_in(anna), case, "linking")

    assert PhaseStep.unguarded.count() == 1
    assert Event.objects.filter(verb="case-phase-changed").count() == 1


def test_what_is_missing_is_said_and_forces_nobody(sign_in, anna):
    case = factories.a_case(holder=anna)
    client = sign_in(anna)

    assert "Der Integrationsplan ist noch nicht begonnen." in text_of(client, case)
    assert move(client, case, "monitoring").status_code == 302


LACKING = "Eine Einschätzung zu Beginn fehlt noch."


def test_goals_are_no_assessment_and_one_taken_back_is_none(sign_in, anna):
    case = factories.a_case(holder=anna)
    factories.a_goal(case=case)
    factories.an_assessment(case=case, levels={}, by=anna, removed_on=date(2020, 2, 2))

    assert LACKING in text_of(sign_in(anna), case)

    factories.an_assessment(case=case, levels={}, by=anna)

    assert LACKING not in text_of(sign_in(anna), case)


def test_a_case_with_everything_lacks_nothing(sign_in, anna):
    case = factories.a_case(holder=anna)
    case.household.persons.update(language="ar")
    goal = factories.a_goal(case=case, reached_on=date(2020, 2, 20))
    factories.a_step(goal=goal, bearer="2_near")
    factories.a_contact(case=case, by=anna)
    goal.plan.agreed_on, goal.plan.review_on = date(2020, 2, 1), date(2999, 8, 1)
    goal.plan.save()
    factories.an_assessment(case=case, levels={}, by=anna)
    last = {"occasion": "3_end", "assessed_on": date(2020, 2, 28)}
    factories.an_assessment(case=case, levels={}, by=anna, **last)

    page = text_of(sign_in(anna), case)

    assert "Wo steht der Fall?" in page
    assert "c-lacking" not in page


@pytest.mark.parametrize("make", [a_closed_case, a_waiting_case])
def test_closed_and_waiting_cases_stay_in_their_phase(sign_in, anna, make):
    case = make(holder=anna)

    response = move(sign_in(anna), case, "planning")

    assert response.status_code == (422 if case.closed_on else 403)
    assert Case.unguarded.get(pk=case.pk).phase == case.phase


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("lena", 200), ("carla", 404), ("dora", 403), ("frida", 403), ("emil", 403)],
)
def test_who_may_see_the_phases(sign_in, anna, request, who, status):
    case = factories.a_case(holder=anna, family_name="Geheim")

    response = sign_in(request.getfixturevalue(who)).get(f"/faelle/{case.pk}/phase/")

    assert response.status_code == status


def test_more_goals_and_talks_cost_no_more_queries(sign_in, anna, django_assert_max_num_queries):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    goal = factories.a_goal(case=case)
    text_of(client, case)
    with django_assert_max_num_queries(25) as one:
        text_of(client, case)
    for _ in range(3):
        factories.a_step(goal=factories.a_goal(case=case, text="Arbeit"))
        factories.a_contact(case=case, by=anna, goal=goal)
        move(client, case, "planning")

    with django_assert_max_num_queries(25) as three:
        text_of(client, case)

    assert len(three) == len(one)


@time_machine.travel(TODAY)
def test_the_timeline_of_the_file_says_since_when(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    move(client, case, "planning")

    assert "Phase: Planung" in client.get(f"/faelle/{case.pk}/").content.decode()


def test_a_phase_needs_what_the_rule_of_the_day_says(sign_in, anna):
    """The first rules came with a migration: a start, and an end."""
    PhaseNeed.objects.filter(phase="evaluation").update(valid_until=date(2020, 2, 29))
    PhaseNeed.objects.create(
        phase="monitoring", occasion="2_review", valid_from=date(2020, 3, 2), source="Absprache"
    )
    case = factories.a_case(holder=anna)

    before = PhaseNeed.objects.in_force(on=date(2020, 2, 29))
    with time_machine.travel(TODAY):
        text = text_of(sign_in(anna), case)

    assert before == {"assessment": frozenset({"1_start"}), "evaluation": frozenset({"3_end"})}
    assert "Eine Einschätzung zur Überprüfung fehlt noch." in text
    assert "Eine Einschätzung zum Abschluss fehlt noch." not in text


def test_the_page_of_the_end_asks_for_the_last_look_and_keeps_the_text(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    place = f"/faelle/{case.pk}/abschluss/"
    assert "Eine Einschätzung zum Abschluss fehlt noch." in client.get(place).content.decode()

    answer = client.post(place, {"evaluation": "Geschafft.", "einschaetzen": "1"})

    assert answer.url == f"/faelle/{case.pk}/selbststaendigkeit/"
    assert "Geschafft." in client.get(place).content.decode()
    factories.an_assessment(case=case, levels={}, by=anna, occasion="3_end")
    assert "zum Abschluss fehlt" not in client.get(place).content.decode()
