# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals, steps and services of the field of health go only where health was released, too."""

import json
from datetime import date

import pytest
from django.urls import reverse

from geleit.consents.models import Consent
from geleit.packages import actions
from geleit.packages.checklist import checklist
from geleit.packages.envelope import unseal
from geleit.packages.lines import points_of
from geleit.packages.models import SentPackage
from geleit.referrals.models import MainstreamService, Referral
from tests import factories
from tests.packages.things import (
    ALL_KINDS,
    AT,
    ON,
    a_document,
    a_full_case,
    all_agree,
    another_installation,
    our_keys,
)

SECRETS = ("Therapieplatz finden", "Zur Klinik begleiten", "Dienst für Seelisches")
BUT_HEALTH = [kind for kind in ALL_KINDS if kind != "health"]


@pytest.fixture
def sent(anna):
    our_keys()
    pair, partner = another_installation()
    case = a_full_case(holder=anna)
    goal = factories.a_goal(case=case, text="Therapieplatz finden", action_field="health")
    factories.a_step(goal=goal, text="Zur Klinik begleiten", bearer="2_near", bearer_name="Emil")
    service = MainstreamService.objects.create(
        organisation=case.agreement.carrier,
        name="Dienst für Seelisches",
        action_field="health",
        checked_on=ON,
    )
    person = case.household.persons.get()
    Referral.unguarded.create(
        case=case, person=person, service=service, referred_on=ON, referred_by=anna
    )
    return case, pair, partner


def packed(sent, anna):
    case, pair, partner = sent
    ours = our_keys().public
    data = actions.pack(case, partner, by=anna, at=AT, on=ON)
    return json.loads(unseal(data, own=lambda _n: pair, known=lambda _n: ours).content)


@pytest.mark.parametrize(("kinds", "goes"), [(BUT_HEALTH, False), (ALL_KINDS, True)])
def test_the_field_of_health_goes_with_the_release_of_health_alone(sent, anna, kinds, goes):
    all_agree(sent[0], to="Landkreis Nachbar", kinds=kinds, by=anna)

    content = packed(sent, anna)

    text = json.dumps(content, ensure_ascii=False)
    assert [secret in text for secret in SECRETS] == [goes] * 3
    assert "Eigene Wohnung finden" in text
    notes = {str(one["item"]): one["note"] for one in points_of(content)}
    assert bool(notes["plan"]) is not goes
    words = dict(SentPackage.unguarded.get().words)
    assert words["Letzter Plan"].startswith("liegt bei")
    assert ("ohne das Feld Gesundheit" in words["Letzter Plan"]) is not goes


def test_the_checklist_says_it_whether_or_not_there_is_such_a_goal(sign_in, sent, anna):
    case, _pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", kinds=BUT_HEALTH, by=anna)
    address = reverse("packing:handover", args=[case.pk])

    page = sign_in(anna).get(address, {"partner": partner.pk}).content.decode()
    case.plan.goals.filter(action_field="health").delete()
    without = sign_in(anna).get(address, {"partner": partner.pk}).content.decode()

    assert page.count("Ohne das Feld „Gesundheit“") == 3
    assert without.count("Ohne das Feld „Gesundheit“") == 3
    assert not any(secret in page for secret in SECRETS)


def test_a_plan_with_its_field_of_health_is_over_with_the_release_of_health(sent, anna):
    case, _pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", kinds=BUT_HEALTH, by=anna)
    all_agree(case, to="Landkreis Nachbar", kinds=["health"], by=anna)
    Consent.unguarded.filter(kinds=["health"]).update(until=date(2020, 6, 1))

    points = checklist(
        case, sender=case.agreement.carrier, receiver=partner.organisation, reader=anna, on=ON
    )

    until = {str(one.item): one.until for one in points}
    assert (until["plan"], until["health"]) == (date(2020, 6, 1), date(2020, 6, 1))
    assert until["status"] is None


def test_of_an_older_package_nothing_is_said_that_is_not_so():
    goal = {"action_field": "health", "text": "x", "measure": "", "due_on": None,
            "reached_on": None, "steps": []}  # fmt: skip
    plan = {"begun_on": "2020-01-01", "review_on": "2020-07-01", "goals": [goal]}
    document = a_document(plan=plan)
    document["items"] = document["items"] | {"health": {"state": "shut", "basis": ""}}

    notes = {str(one["item"]): one["note"] for one in points_of(document)}
    document["plan"] = plan | {"goals": []}
    later = {str(one["item"]): one["note"] for one in points_of(document)}

    assert (notes["plan"], bool(later["plan"])) == ("", True)
