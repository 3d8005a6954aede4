# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leads some agreements only lets nobody into the cases of another one."""

import pytest

from geleit.staffing.models import Deputy
from tests import factories
from tests.cases.things import stand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(steinheim):
    """A second agreement of the very same organisations."""
    return factories.an_agreement(key="testheim-neubau")


def asked_for(client, holder, deputy):
    said = {"holder": holder.pk, "deputy": deputy.pk, "starts_on": "2020-03-02"}
    return client.post("/team/", said)


@pytest.mark.parametrize("is_limited", [True, False])
def test_a_deputy_reaches_as_far_as_who_set_it(
    sign_in, steinheim, other, lena, anna, ben, is_limited
):
    here = factories.a_case(agreement=steinheim, holder=anna)
    there = factories.a_case(agreement=other, holder=anna)
    lead = factories.limited(lena, steinheim) if is_limited else lena

    response = asked_for(sign_in(lead), anna, ben)

    assert response.status_code == 302
    seen = sign_in(ben).get(f"/faelle/{there.pk}/").status_code
    assert seen == (404 if is_limited else 200)
    assert sign_in(ben).get(f"/faelle/{here.pk}/").status_code == 200


def test_within_her_agreements_a_limited_lead_sets_and_ends_deputies(
    sign_in, steinheim, other, lena, anna, ben
):
    factories.a_case(agreement=steinheim, holder=anna)
    factories.a_case(agreement=other, holder=anna, closed_on="2020-02-01", phase="closed")
    factories.a_case(agreement=other, holder=ben)
    client = sign_in(factories.limited(lena, steinheim))

    asked_for(client, anna, ben)
    row = Deputy.objects.get()
    page = client.get("/team/").content.decode()
    client.post(f"/team/vertretung/{row.pk}/beenden/")

    assert "Ben für Anna" in page
    assert not Deputy.objects.filter(ends_on=None).exists()


def test_she_reads_and_does_not_end_a_deputy_that_reaches_further(
    sign_in, steinheim, other, lena, anna, ben
):
    row = stand_in(deputy=ben, holder=anna)
    client = sign_in(factories.limited(lena, steinheim))

    page = client.get("/team/").content.decode()

    assert "Ben für Anna" in page
    assert "beenden/" not in page
    assert client.post(f"/team/vertretung/{row.pk}/beenden/").status_code == 404
    assert Deputy.objects.get().ends_on is None


def test_a_deputy_for_others_only_is_none_of_her_business(
    sign_in, steinheim, other, lena, anna, ben
):
    row = stand_in(deputy=ben, holder=anna)
    row.reaches.create(organisation=other.carrier, agreement=other)
    client = sign_in(factories.limited(lena, steinheim))

    assert "Ben für Anna" not in client.get("/team/").content.decode()
    assert client.post(f"/team/vertretung/{row.pk}/beenden/").status_code == 404


def test_her_team_is_who_reaches_one_of_her_agreements(
    sign_in, steinheim, other, lena, anna, ben, carla
):
    factories.limited(ben, other)
    factories.limited(carla, steinheim)
    client = sign_in(factories.limited(lena, steinheim))

    team = client.get("/team/").context["form"].fields["deputy"].queryset

    assert {anna, carla} <= set(team)
    assert ben not in team
    assert asked_for(client, anna, ben).status_code == 422
