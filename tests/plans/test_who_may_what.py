# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and change a plan."""

from datetime import date

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.plans.models import Goal, PlanStep
from geleit.staffing.models import Deputy
from tests.factories import a_case, a_goal, a_step, an_organisation


@pytest.fixture
def case(anna, ben):
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2020, 1, 1))
    case = a_case(
        holder=anna,
        family_name="Geheimname",
        handed_over_by=an_organisation("county"),
        handed_over_on=date(2020, 1, 7),
        accepted_on=date(2020, 1, 8),
        accepted_by="Lena",
    )
    a_step(goal=a_goal(case=case, text="Geheimes Ziel"), text="Geheimer Schritt")
    return case


CAST = [
    ("lena", 200, 302),
    ("anna", 200, 302),
    ("ben", 200, 302),
    ("carla", 404, 404),
    ("dora", 403, 403),
    ("frida", 403, 403),
    ("karl", 403, 403),
    ("emil", 403, 403),
    ("otto", 403, 403),
]


@pytest.mark.parametrize(("name", "reads", "writes"), CAST)
def test_who_may_what(name, reads, writes, case, sign_in, request):
    client = sign_in(request.getfixturevalue(name))
    goal, step = Goal.unguarded.get(), PlanStep.unguarded.get()
    base = f"/faelle/{case.pk}/plan/"

    page = client.get(base)
    added = client.post(f"{base}ziel/", {"action_field": "work", "text": "Arbeit"})
    stepped = client.post(f"{base}ziel/{goal.pk}/schritt/", {"text": "Neu", "bearer": "1_person"})
    done = client.post(f"{base}schritt/{step.pk}/erledigt/")
    editor = client.get(f"{base}schritt/{step.pk}/")

    assert page.status_code == reads
    assert editor.status_code == reads
    assert [r.status_code for r in (added, stepped, done)] == [writes] * 3
    if writes != 302:
        for response in (page, added, stepped, done, editor):
            assert "Geheim" not in response.content.decode()
        assert Goal.unguarded.count() == 1
        assert PlanStep.unguarded.get().done_on is None
        assert not Event.objects.exclude(verb="refused").exists()


@pytest.mark.parametrize(
    "path",
    [
        "schritt/{step}/",
        "schritt/{step}/erledigt/",
        "schritt/{step}/entfernen/",
        "ziel/{goal}/",
        "ziel/{goal}/schritt/",
        "ziel/{goal}/erreicht/",
    ],
)
def test_parts_of_another_case_do_not_exist_in_mine(path, case, sign_in, carla):
    mine = a_case(holder=carla)
    a_goal(case=mine)
    goal = Goal.unguarded.get(plan__case=case)
    step = PlanStep.unguarded.get(goal=goal)

    response = sign_in(carla).post(
        f"/faelle/{mine.pk}/plan/" + path.format(step=step.pk, goal=goal.pk),
        {"text": "Übernommen", "bearer": "1_person", "action_field": "work"},
    )

    assert response.status_code == 404
    step.refresh_from_db()
    assert (step.text, step.done_on, step.removed_on) == ("Geheimer Schritt", None, None)


def test_own_part_under_the_address_of_another_own_case_is_not_found(case, sign_in, anna):
    other = a_case(holder=anna)
    a_goal(case=other)
    step = PlanStep.unguarded.get()

    response = sign_in(anna).post(f"/faelle/{other.pk}/plan/schritt/{step.pk}/erledigt/")

    assert response.status_code == 404


def test_reading_a_plan_is_logged_without_its_content(case, sign_in, anna):
    sign_in(anna).get(f"/faelle/{case.pk}/plan/")

    event = Event.objects.get()
    assert (event.verb, event.kind, event.key) == ("case-read", "cases.case", str(case.pk))
    assert event.data == {"part": "plan"}


def test_a_part_of_the_plan_is_logged_like_the_page(case, sign_in, anna):
    sign_in(anna).get(f"/faelle/{case.pk}/plan/", headers={"HX-Request": "true"})

    assert [event.verb for event in Event.objects.all()] == ["case-read"]


def test_county_sees_a_waiting_case_but_never_its_plan(case, sign_in, frida):
    Case.unguarded.update(accepted_on=None, accepted_by="")

    response = sign_in(frida).get(f"/faelle/{case.pk}/plan/")

    assert response.status_code == 403
    assert "Geheim" not in response.content.decode()


def test_nothing_is_written_into_a_case_that_nobody_accepted(case, sign_in, anna):
    Case.unguarded.update(accepted_on=None, accepted_by="")
    step = PlanStep.unguarded.get()

    sign_in(anna).post(f"/faelle/{case.pk}/plan/schritt/{step.pk}/erledigt/")

    step.refresh_from_db()
    assert step.done_on is None
