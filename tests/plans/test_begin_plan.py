# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning and agreeing a plan."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.plans.models import IntegrationPlan, PlanTemplate
from tests.factories import a_case, a_plan, a_template

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


def test_the_first_template_says_that_nobody_checked_it():
    template = PlanTemplate.objects.get(name="Integrationsplan (VwV Integrationsmanagement)")

    assert (template.review_months, template.is_verified) == (6, False)
    assert template.source.startswith("VwV Integrationsmanagement Baden-Württemberg")


def test_case_without_plan_offers_to_begin_one(sign_in, anna):
    case = a_case(holder=anna)

    page = sign_in(anna).get(f"/faelle/{case.pk}/plan/").content.decode()

    assert "Plan beginnen" in page
    assert 'value="2020-02-03"' in page


def test_plan_begins_with_the_template_of_that_day(sign_in, anna):
    PlanTemplate.objects.create(
        name="Neu", valid_from=date(2020, 1, 20), review_months=3, source="Test"
    )
    PlanTemplate.objects.create(
        name="Später", valid_from=date(2020, 2, 1), review_months=1, source="Test"
    )
    case = a_case(holder=anna)

    sign_in(anna).post(f"/faelle/{case.pk}/plan/beginnen/", {"begun_on": "2020-01-31"})

    plan = IntegrationPlan.unguarded.get()
    assert (plan.template.name, plan.review_on) == ("Neu", date(2020, 4, 30))


def test_unchecked_template_is_marked_on_the_page(sign_in, anna):
    case = a_case(holder=anna)
    a_plan(case=case)

    assert "nicht geprüft" in sign_in(anna).get(f"/faelle/{case.pk}/plan/").content.decode()


def test_beginning_twice_makes_one_plan_and_one_entry(sign_in, anna):
    a_template()
    case = a_case(holder=anna)
    client = sign_in(anna)

    for _ in range(2):
        response = client.post(f"/faelle/{case.pk}/plan/beginnen/", {"begun_on": "2020-02-03"})
        assert response.url == f"/faelle/{case.pk}/plan/"

    assert IntegrationPlan.unguarded.count() == 1
    assert Event.objects.filter(verb="plan-begun").count() == 1


@pytest.mark.parametrize("day", ["2020-02-04", "2020-01-06", ""])
def test_plan_can_not_begin_tomorrow_or_before_the_case(day, sign_in, anna):
    a_template()
    case = a_case(holder=anna)

    response = sign_in(anna).post(f"/faelle/{case.pk}/plan/beginnen/", {"begun_on": day})

    assert response.status_code == 422
    assert not IntegrationPlan.unguarded.exists()


def test_without_a_template_the_page_says_who_can_help(sign_in, anna):
    PlanTemplate.objects.all().delete()
    case = a_case(holder=anna)

    response = sign_in(anna).post(f"/faelle/{case.pk}/plan/beginnen/", {"begun_on": "2020-02-03"})

    assert response.status_code == 422
    assert "Die Leitung oder die Systemverwaltung kann eine eintragen." in response.content.decode()


def test_agreeing_moves_the_next_review(sign_in, anna):
    case = a_case(holder=anna)
    a_plan(case=case)

    sign_in(anna).post(f"/faelle/{case.pk}/plan/besprochen/", {"agreed_on": "2020-01-31"})

    plan = IntegrationPlan.unguarded.get()
    assert (plan.agreed_on, plan.review_on) == (date(2020, 1, 31), date(2020, 7, 31))
    assert Event.objects.get(verb="plan-agreed").data == {
        "agreed_on": "2020-01-31",
        "review_on": "2020-07-31",
        "version": 1,
        "how": "spoken",
    }


def test_closed_case_shows_its_plan_and_takes_no_changes(sign_in, anna):
    case = a_case(holder=anna, phase="closed", closed_on=date(2020, 2, 1))
    a_plan(case=case)
    client = sign_in(anna)

    page = client.get(f"/faelle/{case.pk}/plan/").content.decode()
    refused = client.post(
        f"/faelle/{case.pk}/plan/ziel/", {"action_field": "work", "text": "Arbeit"}
    )

    assert "Der Fall ist am 01.02.2020 abgeschlossen." in page
    assert "Ziel hinzufügen" not in page
    assert refused.status_code == 422
