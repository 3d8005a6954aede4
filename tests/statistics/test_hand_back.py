# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work goes back: a plan with steps of both sides, the running cases, then it is handed back."""

from datetime import date

import pytest
import time_machine

from geleit.agreements import hand_back_actions as actions
from geleit.agreements.enums import AgreementState
from geleit.agreements.models import HandBackStep, HandBackTemplate
from geleit.core.problems import Refused
from tests import factories
from tests.agreements.test_versions import EVERYBODY, PARTIES
from tests.handover.things import a_waiting_case

END = date(2024, 12, 31)
BASE = "/auswertung/testheim-2020/rueckgabe/"
NAME = "Zwetschgenhuber"


@pytest.fixture
def ending(steinheim):
    steinheim.notice_given_on, steinheim.notice_given_by = date(2024, 9, 1), steinheim.municipality
    steinheim.ends_on = END
    steinheim.save()
    return steinheim


@pytest.fixture
def plan(ending, dora):
    return actions.plan(ending, receiver=ending.county, reason="", by=dora, on=date(2024, 10, 1))


def codes_of(refused):
    return [problem.code for problem in refused.value.problems]


def all_done(plan, lena, dora, *, on=date(2025, 1, 31)):
    for step in plan.steps.select_related("hand_back__agreement"):
        by = lena if step.organisation_id == plan.agreement.carrier_id else dora
        actions.tick_step(step, is_done=True, open_cases=0, by=by, on=on)


def test_a_plan_begins_with_the_usual_steps_and_their_days(plan):
    found = plan.steps.order_by("due_on", "pk").values_list("due_on", "kind")

    assert len(found) == HandBackTemplate.objects.count()
    assert (date(2024, 12, 31), "cases") in found
    assert (date(2025, 1, 31), "statement") in found
    assert found[0][0] == date(2024, 10, 2)


def test_what_has_no_end_or_never_began_is_not_handed_back(steinheim, dora):
    with pytest.raises(Refused) as refused:
        actions.plan(steinheim, receiver=steinheim.county, reason="", by=dora, on=END)
    assert codes_of(refused) == ["no-end"]
    steinheim.started_on = None
    steinheim.save()
    with pytest.raises(Refused) as refused:
        actions.plan(steinheim, receiver=steinheim.county, reason="", by=dora, on=END)
    assert codes_of(refused) == ["not-started"]


def test_it_is_planned_once(plan, ending, lena):
    with pytest.raises(Refused) as refused:
        actions.plan(ending, receiver=ending.county, reason="", by=lena, on=END)

    assert codes_of(refused) == ["planned"]


def test_each_side_ticks_its_own_steps(plan, lena, dora):
    step = plan.steps.filter(kind="deletion").select_related("hand_back__agreement").first()
    with pytest.raises(Refused) as refused:
        actions.tick_step(step, is_done=True, open_cases=0, by=dora, on=END)
    assert codes_of(refused) == ["not-own"]

    done = actions.tick_step(step, is_done=True, open_cases=0, by=lena, on=END)

    assert (done.done_on, done.done_by) == (END, "Lena")
    assert actions.tick_step(step, is_done=False, open_cases=0, by=lena, on=END).done_by == ""


def test_while_cases_run_neither_their_step_nor_the_whole_is_done(plan, lena, dora):
    step = plan.steps.select_related("hand_back__agreement").get(kind="cases")
    with pytest.raises(Refused) as refused:
        actions.tick_step(step, is_done=True, open_cases=1, by=lena, on=END)
    assert codes_of(refused) == ["running-cases"]
    all_done(plan, lena, dora)
    with pytest.raises(Refused) as refused:
        actions.complete(plan, open_cases=1, by=lena, on=date(2025, 2, 1))

    assert codes_of(refused) == ["running-cases"]


def test_it_is_handed_back_at_the_end_when_all_is_seen_to(plan, ending, lena, dora):
    with pytest.raises(Refused) as refused:
        actions.complete(plan, open_cases=0, by=dora, on=date(2024, 12, 30))
    assert codes_of(refused) == ["still-running", "open-steps"]
    all_done(plan, lena, dora)

    actions.complete(plan, open_cases=0, by=dora, on=date(2025, 2, 1))

    ending.refresh_from_db()
    with time_machine.travel(date(2025, 2, 2), tick=False):
        assert ending.state == AgreementState.HANDED_BACK
    with pytest.raises(Refused) as refused:
        actions.tick_step(
            plan.steps.filter(organisation=ending.carrier).first(),
            is_done=False, open_cases=0, by=lena, on=date(2025, 2, 3),
        )  # fmt: skip
    assert codes_of(refused) == ["handed-back"]


def test_the_lead_sees_the_running_cases_and_the_town_about_how_many(
    sign_in, plan, anna, lena, dora
):
    for _ in range(4):
        case = factories.a_case(holder=anna, family_name=NAME)

    lead = sign_in(lena).get(BASE).content.decode()
    assert (lead.count(NAME), "4 Fälle sind noch zu übergeben" in lead) == (4, True)
    town = sign_in(dora).get(BASE).content.decode()
    assert (NAME in town, case.number in town) == (False, False)
    assert "Es laufen noch rund 5 Fälle." in town


def test_of_a_waiting_case_the_lead_reads_only_that_it_waits(sign_in, plan, lena):
    case = a_waiting_case(family_name=NAME, agreement=plan.agreement)

    page = sign_in(lena).get(BASE).content.decode()

    assert (case.number in page, "noch nicht angenommen" in page, NAME in page) == (
        True,
        True,
        False,
    )


def test_few_running_cases_are_not_counted_for_the_town(sign_in, plan, anna, dora):
    factories.a_case(holder=anna, family_name=NAME)

    text = sign_in(dora).get(BASE).content.decode()

    assert "zum Schutz der Menschen nicht ausgewiesen" in text


def test_it_is_done_in_the_browser(sign_in, ending, anna, dora):
    case = factories.a_case(holder=anna)
    sign_in(dora).post(f"{BASE}planen/", {"receiver": ending.county_id, "reason": "Kosten"})
    sign_in(dora).post(f"{BASE}schritt/", {
        "label": "Amtsblatt", "organisation": ending.municipality_id, "due_on": "2024-12-01",
    })  # fmt: skip
    own = HandBackStep.objects.get(label="Amtsblatt")
    sign_in(dora).post(f"{BASE}schritt/{own.pk}/", {"done": "1"})
    refused = sign_in(dora).post(f"{BASE}abschliessen/")

    own.refresh_from_db()
    assert own.done_by == "Dora"
    assert refused.status_code == 422
    assert "Es laufen noch Fälle" in refused.content.decode()
    assert case.number not in refused.content.decode()


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_plans(request, sign_in, plan, name):
    client = sign_in(request.getfixturevalue(name))

    found = {client.get(f"{BASE}{part}").status_code for part in ("", "schritt/", "abschliessen/")}

    assert found == ({200} if name in PARTIES else {403})


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_of_one_case_and_of_three(
    sign_in, plan, anna, lena, django_assert_max_num_queries, number
):
    for _ in range(number):
        factories.a_case(holder=anna)
    client = sign_in(lena)

    with django_assert_max_num_queries(18):
        client.get(BASE)


def test_the_closing_is_no_way_before_all_is_done_and_the_page_says_what_is_missing(
    sign_in, plan, ending, lena
):
    page = sign_in(lena).get(f"/auswertung/{ending.key}/rueckgabe/").content.decode()

    assert "/rueckgabe/abschliessen/" not in page
    assert "Bevor die Rückgabe abgeschlossen werden kann:" in page
    assert "Schritte sind noch offen." in page
