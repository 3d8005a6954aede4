# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A deputyship opens the agreements of who gave it, whatever the colleague gets elsewhere later."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.timezone import localdate

from geleit.accounts.models import User
from geleit.audit.models import Event, record
from geleit.cases.models import Case
from geleit.cases.team import who_opens
from geleit.core.problems import Refused
from geleit.organisations.models import Organisation
from geleit.persons.models import Vulnerability
from geleit.staffing import deputy_actions
from geleit.staffing.models import Deputy
from tests import factories
from tests.cases.things import stand_in

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


@pytest.fixture
def other(steinheim):
    """A second agreement of the very same organisations."""
    return factories.an_agreement(key="testheim-neubau")


def given(lead, *, holder, deputy, ends_on=None):
    days = {"starts_on": DAY, "ends_on": ends_on}
    return deputy_actions.stand_in(holder=holder, deputy=deputy, by=lead, **days)


def seen_by(user):
    user = User.objects.get(pk=user.pk)
    return set(Case.unguarded.visible_to(user).values_list("pk", flat=True))


def opens(user, case):
    return user in who_opens(Case.unguarded.get(pk=case.pk), on=localdate())


def test_what_the_colleague_gets_elsewhere_later_stays_closed(steinheim, other, lena, anna, ben):
    here = factories.a_case(agreement=steinheim, holder=anna)
    given(factories.limited(lena, steinheim), holder=anna, deputy=ben)

    there = factories.a_case(agreement=other, holder=anna)

    assert seen_by(ben) == {here.pk}
    assert (opens(ben, here), opens(ben, there)) == (True, False)
    held = Case.unguarded.held_by(ben, on=localdate())
    assert set(held.values_list("pk", flat=True)) == {here.pk}


def test_notes_for_who_acts_end_with_the_reach(steinheim, other, lena, anna, ben):
    """Ben leads as well, so that he opens both cases, but acts in one of them only."""
    factories.Membership.objects.create(
        user=ben, organisation=steinheim.carrier, role="carrier_lead", starts_on=DAY
    )
    given(factories.limited(lena, steinheim), holder=anna, deputy=ben)
    ben = User.objects.get(pk=ben.pk)
    for agreement, is_read in ((steinheim, True), (other, False)):
        case = factories.a_case(agreement=agreement, holder=anna)
        note = Vulnerability.unguarded.create(
            person=case.household.persons.get(), kind="trauma", noted_on=DAY, noted_by="Anna"
        )
        notes = Vulnerability.unguarded.filter(pk=note.pk)
        assert notes.visible_to(ben).exists() is is_read
        assert notes.readable_in(case, ben).exists() is is_read


def test_who_leads_all_opens_later_agreements_too(steinheim, lena, anna, ben):
    given(lena, holder=anna, deputy=ben)

    later = factories.a_case(agreement=factories.an_agreement(key="spaeter"), holder=anna)

    assert seen_by(ben) == {later.pk}
    assert opens(ben, later)


def test_the_lead_of_one_carrier_opens_nothing_at_another(steinheim, lena, anna, ben):
    given(lena, holder=anna, deputy=ben)
    north = Organisation.objects.create(kind="carrier", name="Nord", short_name="Nord")
    foreign = factories.an_agreement(key="nord")
    type(foreign).objects.filter(pk=foreign.pk).update(carrier=north)
    for user in (anna, ben):
        factories.Membership.objects.create(
            user=user, organisation=north, role="social_worker", starts_on=DAY
        )
    there = factories.a_case(agreement=foreign, holder=anna)

    assert seen_by(ben) == set()
    assert not opens(ben, there)
    assert seen_by(anna) == {there.pk}


def test_from_before_it_was_written_down_it_reaches_all(steinheim, other, anna, ben):
    stand_in(deputy=ben, holder=anna)
    cases = [factories.a_case(agreement=one, holder=anna) for one in (steinheim, other)]

    assert seen_by(ben) == {case.pk for case in cases}


def test_two_leads_give_their_own_and_the_same_is_not_given_twice(
    steinheim, other, lena, anna, ben
):
    first = factories.limited(lena, steinheim)
    second = factories.limited(factories.a_member("luise", role="carrier_lead",
                                                  organisation="carrier"), other)  # fmt: skip
    cases = [factories.a_case(agreement=one, holder=anna) for one in (steinheim, other)]
    given(first, holder=anna, deputy=ben)

    given(second, holder=anna, deputy=ben)

    assert seen_by(ben) == {case.pk for case in cases}
    with pytest.raises(Refused, match="schon eingetragen"):
        given(first, holder=anna, deputy=ben)


def test_who_does_not_lead_gives_none(anna, ben, carla):
    with pytest.raises(Refused, match="wer das Team leitet"):
        given(carla, holder=anna, deputy=ben)


def test_the_log_tells_the_limit(steinheim, lena, anna, ben):
    given(factories.limited(lena, steinheim), holder=anna, deputy=ben)

    assert Event.objects.get(verb="deputy-set").data["agreements"] == [steinheim.pk]


def test_rows_of_before_take_over_the_limits_of_who_set_them(steinheim, other, lena, anna, ben):
    known, unknown = stand_in(deputy=ben, holder=anna), stand_in(deputy=anna, holder=ben)
    wide = stand_in(deputy=lena, holder=anna)
    record(factories.limited(lena, steinheim), "deputy-set", known)
    record("command:import", "deputy-set", unknown)
    boss = factories.a_member("luise", role="carrier_lead", organisation="carrier")
    record(boss, "deputy-set", wide)

    import_module("geleit.staffing.migrations.0008_reach_of_deputies_before").derive(apps, None)

    found = {
        row.pk: set(row.reaches.values_list("organisation", "agreement"))
        for row in Deputy.objects.all()
    }
    carrier = steinheim.carrier_id
    assert found == {
        known.pk: {(carrier, steinheim.pk)}, unknown.pk: set(), wide.pk: {(carrier, None)},
    }  # fmt: skip
