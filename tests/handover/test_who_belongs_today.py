# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who left the household or died neither has to agree nor goes along."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.agreements.organisation_actions import change_organisation
from geleit.consents import actions as consents
from geleit.handover.transfers import queries
from geleit.persons.models import HouseholdMembership
from tests import factories
from tests.handover.test_many_at_once import a_consent
from tests.handover.things import a_target, a_transfer, an_accepted_case, moved
from tests.packages.test_packing import opened
from tests.packages.things import (
    AT,
    ON,
    a_full_case,
    actions,
    all_agree,
    another_installation,
    our_keys,
)

pytestmark = pytest.mark.django_db


def leaves(person, how):
    HouseholdMembership.unguarded.filter(person=person).delete()
    HouseholdMembership.unguarded.create(
        person=person, household=person.household, left_on=date(2020, 2, 1), left_how=how
    )


def codes(transfer):
    lines = queries.lines_of(transfer, reader=transfer.prepared_by, on=localdate())
    return [problem.code for line in lines for problem in line.problems]


@pytest.mark.parametrize("how", ["death", "moved_away"])
def test_only_present_adults_have_to_agree_to_a_transfer(lena, anna, steinheim, how):
    case = factories.a_case(holder=anna)
    a_consent(case, anna, steinheim.county, is_written=True)
    other = factories.a_person(household=case.household)
    transfer = a_transfer(steinheim, lena, case, basis="consent")
    before = codes(transfer)

    leaves(other, how)

    assert (before, codes(transfer)) == (["no-consent"], [])
    assert moved(transfer).cases.get().persons == 1


@pytest.mark.parametrize("how", ["death", "moved_away"])
def test_a_package_holds_present_persons_alone(anna, how):
    our_keys()
    pair, partner = another_installation()
    case = a_full_case(holder=anna)
    gone = factories.a_person(household=case.household, family_name="Fortgegangen")
    gone.channels.create(kind="phone", value="0170 9")
    case.deadlines.create(
        kind="pass", name="Pass", source="fact:2", due_on="2030-01-01", work_by="2029-10-01",
        appears_on="2029-05-01", person=gone,
    )  # fmt: skip
    all_agree(case, to=partner.organisation.name, by=anna)
    all_agree(case, to="Schule", kinds=["contact"], by=anna)
    leaves(gone, how)

    content = opened(actions.pack(case, partner, by=anna, at=AT, on=ON), pair)

    text = json.dumps(content)
    assert "Fortgegangen" not in text
    assert "0170 9" not in text
    assert len(content["household"]["persons"]) == 1
    assert len(content["deadlines"]) == 1
    assert [one["person"] for one in content["consents"]] == [1]


@pytest.mark.parametrize("how", ["death", "moved_away"])
def test_a_release_ends_when_the_person_leaves(sign_in, anna, frida, how):
    case = an_accepted_case(holder=anna)
    person = case.household.persons.get()
    county = factories.an_organisation("county")
    consents.give(
        case, person=person, kinds=["contact"], by=anna, on=localdate(), recipient=county.name,
        purpose="Beratung", is_written=True, given_on=date(2020, 1, 8), until=None,
        shown_to=county,
    )  # fmt: skip
    client, page = sign_in(frida), reverse("handover:released", args=[case.pk])
    before = client.get(page).status_code

    leaves(person, how)

    assert (before, client.get(page).status_code) == (200, 404)


@pytest.mark.parametrize("renamed_after", [0, 1])
def test_a_consent_is_not_for_who_took_the_name_later(lena, anna, otto, steinheim, renamed_after):
    there, _boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    consent = a_consent(case, anna, there.carrier, is_written=True)
    consent.recipient = "Klinik Weißdorn"
    consent.save()
    transfer = a_transfer(steinheim, lena, case, target=there, basis="consent")
    day = date(2020, 1, 8) + timedelta(days=renamed_after)

    body = change_organisation(
        there.carrier, by=otto, on=day, name="Klinik Weißdorn", short_name="Neuer",
        street="", postcode="", city="", land="BW",
    )  # fmt: skip
    transfer.receiver = body

    assert codes(transfer) == ["no-consent"]
    consent.given_on = day + timedelta(days=1)
    consent.save()
    assert codes(transfer) == []


def test_a_package_rests_on_no_consent_from_before_its_name(anna, otto):
    our_keys()
    _pair, partner = another_installation("Landkreis Anders")
    case = a_full_case(holder=anna)
    all_agree(case, to="Klinik Weißdorn", by=anna)
    partner.organisation = change_organisation(
        partner.organisation, by=otto, on=ON, name="Klinik Weißdorn", short_name="K",
        street="", postcode="", city="", land="BW",
    )  # fmt: skip

    with pytest.raises(actions.Refused, match="fehlt die Freigabe"):
        actions.pack(case, partner, by=anna, at=AT, on=ON)
