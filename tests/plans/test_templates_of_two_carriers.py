# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two carriers on one installation: neither sees nor alters what the other has set for its plans."""

from datetime import date

import pytest
import time_machine

from geleit.accounts.models import Membership, User
from geleit.organisations.models import Organisation
from geleit.plans.models import IntegrationPlan, PlanSuggestion, PlanTemplate
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
PLACE, DAY = "/planvorlagen/", date(2020, 3, 2)
TEMPLATE = {
    "name": "Vorlage Nord", "valid_from": "2020-03-02", "review_months": 3,
    "action_fields": ["housing"], "source": "Vorgabe Nord",
}  # fmt: skip
WORD = {"kind": "goal", "action_field": "housing", "text": "Garten mieten", "source": "Team Nord"}


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


@pytest.fixture
def nora():
    """Leads the team of another carrier."""
    other = Organisation.objects.create(
        kind="carrier", name="Beispielträger Nord", short_name="Nord", land="BW"
    )
    user = User.objects.create_user("nora@example.org", factories.PASSWORD, name="Nora")
    role = {"role": "carrier_lead", "starts_on": date(2019, 1, 1)}
    Membership.objects.create(user=user, organisation=other, **role)
    return user


def begin_plan(client, case):
    client.post(f"/faelle/{case.pk}/plan/beginnen/", {"begun_on": "2020-03-02"})
    return IntegrationPlan.unguarded.get(case=case)


def test_a_template_counts_for_the_plans_of_its_own_carrier_only(sign_in, anna, nora, lena):
    shared = PlanTemplate.objects.valid_on(DAY)
    sign_in(nora).post(f"{PLACE}neu/", TEMPLATE)

    case = factories.a_case(holder=anna)
    assert begin_plan(sign_in(anna), case).template == shared

    sign_in(lena).post(f"{PLACE}neu/", TEMPLATE | {"name": "Vorlage Süd"})
    other = factories.a_case(holder=anna)
    assert begin_plan(sign_in(anna), other).template.name == "Vorlage Süd"
    shared.refresh_from_db()
    assert shared.valid_until is None


def test_the_other_carrier_s_rows_are_not_shown_and_can_not_be_named(sign_in, lena, anna, nora):
    client = sign_in(nora)
    client.post(f"{PLACE}neu/", TEMPLATE)
    client.post(f"{PLACE}vorschlag/", WORD)
    row = PlanSuggestion.objects.get(text="Garten mieten")

    for user in (lena, anna):
        text = sign_in(user).get(PLACE).content.decode()
        assert "Vorlage Nord" not in text
        assert "Garten mieten" not in text
    answer = sign_in(lena).post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk})

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.valid_until is None


def test_what_all_are_offered_can_be_left_out_at_one_carrier(sign_in, anna, nora, lena):
    row = PlanSuggestion.objects.create(valid_from=date(2019, 1, 1), **WORD)
    case = factories.a_case(holder=anna)
    begin_plan(sign_in(anna), case)
    page = f"/faelle/{case.pk}/plan/"

    sign_in(nora).post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk})
    assert "Garten mieten" in sign_in(anna).get(page).content.decode()

    sign_in(lena).post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk})
    assert "Garten mieten" not in sign_in(anna).get(page).content.decode()

    sign_in(lena).post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk, "wieder": "1"})
    assert "Garten mieten" in sign_in(anna).get(page).content.decode()
    row.refresh_from_db()
    assert (row.valid_until, len(row.not_for)) == (None, 1)


def test_who_runs_the_system_keeps_what_all_have(sign_in, otto, nora):
    sign_in(otto).post(f"{PLACE}neu/", TEMPLATE | {"name": "Vorlage für alle"})

    new = PlanTemplate.objects.valid_on(DAY)
    assert (new.name, new.carrier) == ("Vorlage für alle", None)


def test_who_leads_two_carriers_says_for_which(sign_in, nora, lena):
    mine = lena.memberships.get().organisation
    Membership.objects.create(
        user=nora, organisation=mine, role="carrier_lead", starts_on=date(2019, 1, 1)
    )

    sign_in(nora).post(f"{PLACE}neu/", TEMPLATE | {"carrier": mine.pk})

    assert PlanTemplate.objects.get(name="Vorlage Nord").carrier == mine


@pytest.mark.parametrize("said", [{}, {"carrier": ""}])
def test_who_leads_two_carriers_sets_nothing_for_all(sign_in, nora, lena, said):
    mine = lena.memberships.get().organisation
    Membership.objects.create(
        user=nora, organisation=mine, role="carrier_lead", starts_on=date(2019, 1, 1)
    )

    answers = [
        sign_in(nora).post(f"{PLACE}neu/", TEMPLATE | said),
        sign_in(nora).post(f"{PLACE}vorschlag/", WORD | said),
    ]

    assert [one.status_code for one in answers] == [422, 422]
    assert not PlanTemplate.objects.filter(name="Vorlage Nord").exists()
    assert not PlanSuggestion.objects.filter(text="Garten mieten").exists()


def test_a_suggestion_that_ended_for_all_comes_back_for_all_only(sign_in, lena, otto):
    row = PlanSuggestion.objects.create(
        valid_from=date(2019, 1, 1), valid_until=date(2019, 12, 31), **WORD
    )
    button, again = f'name="vorschlag" value="{row.pk}"', {"vorschlag": row.pk, "wieder": "1"}

    page = sign_in(lena).get(PLACE).content.decode()
    refused = sign_in(lena).post(f"{PLACE}vorschlag/beenden/", again, follow=True)

    assert button not in page
    assert "Das ist für alle beendet." in refused.content.decode()
    assert button in sign_in(otto).get(PLACE).content.decode()
