# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A role that ended, or has not begun, opens no way round the second person."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.accounts import access_actions
from geleit.accounts.models import AccessQuestion, FactorRemoval, Membership
from geleit.audit.models import Event
from tests import factories
from tests.accounts.factors import an_app
from tests.accounts.test_four_eyes import code_in, decide, propose

FAR = date(2099, 12, 31)


def post(client, name, *args, **sent):
    return client.post(reverse(f"accounts:{name}", args=args), sent, follow=True)


def end(client, user, last_day=""):
    role = user.memberships.get()
    return post(client, "end_role", user.pk, role.pk, last_day=last_day)


def span(user, **days):
    """Let the one role of the user begin and end so many days from today."""
    today = localdate()
    values = {name: today + timedelta(days=number) for name, number in days.items()}
    Membership.objects.filter(user=user).update(**values)


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_the_administrator_takes_nobody_over_by_ending_a_role(
    request, sign_in, otto, anna, lena, who
):
    """Ended at once, factor away, code made, and the role alive again: none of it alone."""
    factories.a_member("olga", role="carrier_lead", organisation="carrier")
    user = request.getfixturevalue(who)
    an_app(user)
    client = sign_in(otto)

    end(client, user)
    ended_on = user.memberships.get().ends_on
    factor = post(client, "remove_factors", user.pk).content.decode()
    code = code_in(post(client, "issue_code", user.pk))
    answer = end(client, user, FAR.isoformat())

    assert "Eine zweite Person muss zustimmen" in factor
    assert user.authenticator_set.exists()
    assert (code, user.access_codes.count()) == (None, 0)
    assert (answer.status_code, user.memberships.get().ends_on) == (422, ended_on)
    assert "schon zu Ende" in answer.content.decode()
    assert Event.objects.filter(verb="role-ended").count() == 1


@pytest.mark.parametrize("last_day", [FAR.isoformat(), "", "2019-06-30"])
def test_a_role_of_long_ago_stays_as_it_is(sign_in, otto, steinheim, last_day):
    gone = factories.a_member(
        "nora", role="carrier_lead", organisation="carrier", until=date(2019, 12, 31)
    )
    answer = end(sign_in(otto), gone, last_day)

    assert answer.status_code == 422
    assert gone.memberships.get().ends_on == date(2019, 12, 31)
    assert not Event.objects.filter(verb="role-ended").exists()


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 200), (1, 422)])
def test_an_end_to_come_only_comes_nearer(sign_in, otto, anna, days, status):
    span(anna, ends_on=30)
    last = localdate() + timedelta(days=30 + days)

    answer = end(sign_in(otto), anna, last.isoformat())

    assert answer.status_code == status
    assert anna.memberships.get().ends_on == localdate() + timedelta(days=30 + min(days, 0))
    assert ("Verlängern lässt sich" in answer.content.decode()) is (status == 422)


def test_who_comes_back_is_proposed_anew_and_starts_anew(sign_in, otto, lena, anna):
    an_app(anna)
    end(sign_in(otto), anna)
    propose(sign_in(otto), anna)
    code = code_in(decide(sign_in(lena)))

    assert code is not None
    assert anna.memberships.filter(ends_on=None).exists()
    assert not anna.authenticator_set.exists()


@pytest.mark.parametrize("days", [{"starts_on": 1}, {"ends_on": -1}, {"ends_on": -400}])
def test_the_factor_before_and_after_a_role_takes_two(sign_in, otto, lena, anna, days):
    span(anna, **days)
    an_app(anna)
    post(sign_in(otto), "remove_factors", anna.pk)
    kept = anna.authenticator_set.exists()
    asked = FactorRemoval.objects.get()
    sign_in(lena).post(reverse("accounts:confirm_removal", args=[asked.pk]))

    assert kept
    assert not anna.authenticator_set.exists()
    assert Event.objects.get(verb="second-factors-reset").data == {"how": "confirmed"}


def test_a_closed_account_keeps_its_factor_too(sign_in, otto, lena, anna):
    """Closed, factor away, opened again would else be a way."""
    an_app(anna)
    client = sign_in(otto)
    post(client, "deactivate", anna.pk)
    post(client, "remove_factors", anna.pk)
    post(client, "activate", anna.pk)

    assert anna.authenticator_set.exists()
    assert FactorRemoval.objects.count() == 1


@pytest.mark.parametrize("days", [{"starts_on": 1}, {"ends_on": -1}, {"ends_on": -400}])
def test_the_code_before_and_after_a_role_goes_by_the_lead(sign_in, otto, lena, anna, days):
    span(anna, **days)
    asked = code_in(post(sign_in(otto), "issue_code", anna.pk))
    answer = decide(sign_in(lena))

    assert asked is None
    assert code_in(answer) is not None
    assert anna.access_codes.get().issued_by == lena


def test_a_past_role_that_a_lead_confirmed_is_not_drawn_out(sign_in, otto, lena, ben):
    past = {"starts_on": date(2018, 1, 1), "ends_on": date(2018, 1, 2)}
    wanted = {"role": "carrier_lead", "organisation": factories.an_organisation("carrier")}
    today = localdate()
    access_actions.ask_for_role(ben, **wanted, **past, by=otto, at=now(), on=today)
    decide(sign_in(lena))
    role = ben.memberships.get(role="carrier_lead")
    answer = post(sign_in(otto), "end_role", ben.pk, role.pk, last_day=FAR.isoformat())

    assert answer.status_code == 422
    assert ben.memberships.get(role="carrier_lead").ends_on == date(2018, 1, 2)
    assert AccessQuestion.objects.get().is_granted
