# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reads releases or the log of cases gets in by two people too: a county, an officer."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import AccessQuestion, FactorRemoval, Membership, User
from geleit.agreements.models import CooperationAgreement
from tests import factories
from tests.accounts.factors import an_app
from tests.accounts.test_four_eyes import ASKED, code_in, decide, propose

PLACES = [("county", "county"), ("data_protection", "carrier"), ("data_protection", "municipality")]


def make(client, role, place):
    sent = {
        "name": "Nora Neu", "email": "nora@example.org", "role": role, "ends_on": "",
        "organisation": factories.an_organisation(place).pk, "starts_on": "2020-03-01",
    }  # fmt: skip
    return client.post(reverse("accounts:new"), sent, follow=True)


def post(client, name, user):
    return client.post(reverse(f"accounts:{name}", args=[user.pk]), follow=True)


@pytest.fixture
def olga(steinheim):
    """Leads a carrier that has no agreement with this county."""
    user = factories.a_member("olga", role="carrier_lead", organisation="carrier")
    user.memberships.update(organisation=factories.an_organisation("operator"))
    return user


@pytest.mark.parametrize(("role", "place"), PLACES)
def test_a_new_account_waits_for_a_lead_and_she_alone_sees_the_code(
    sign_in, otto, lena, role, place
):
    answer = make(sign_in(otto), role, place)
    nora = User.objects.get(email="nora@example.org")
    before = (code_in(answer), nora.memberships.count(), nora.access_codes.count())
    home = sign_in(lena).get("/").content.decode()
    code = code_in(decide(sign_in(lena)))

    assert before == (None, 0, 0)
    assert ASKED in home
    assert code is not None
    assert nora.memberships.get().role == role


@pytest.mark.parametrize(("role", "place"), PLACES)
def test_a_lead_without_an_agreement_with_them_confirms_nothing(
    sign_in, otto, lena, olga, role, place
):
    make(sign_in(otto), role, place)
    before = decide(sign_in(olga)).status_code
    own = Membership.objects.get(user=olga).organisation
    CooperationAgreement.objects.update(carrier=own)
    answers = (before, decide(sign_in(olga)).status_code)

    assert answers == (404, 404 if place == "carrier" else 200)


@pytest.mark.parametrize(("role", "place"), [("county", "county"), ("data_protection", "operator")])
def test_where_no_lead_can_confirm_it_is_done_on_the_server(sign_in, otto, olga, role, place):
    olga.memberships.all().delete()
    page = make(sign_in(otto), role, place)

    assert page.status_code == 422
    assert "auf dem Server" in page.content.decode()
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize("who", ["frida", "selma"])
def test_a_code_and_a_lost_factor_go_by_the_lead(request, sign_in, otto, lena, who):
    user = request.getfixturevalue(who)
    an_app(user)
    client = sign_in(otto)
    code = code_in(post(client, "issue_code", user))
    post(client, "remove_factors", user)
    kept = user.authenticator_set.exists()
    given = code_in(decide(sign_in(lena)))
    removal = FactorRemoval.objects.get()
    sign_in(lena).post(reverse("accounts:confirm_removal", args=[removal.pk]))

    assert (code, kept) == (None, True)
    assert given is not None
    assert not user.authenticator_set.exists()


@pytest.mark.parametrize("who", ["frida", "selma"])
def test_who_comes_from_there_to_cases_still_starts_anew(request, sign_in, otto, lena, who):
    user = request.getfixturevalue(who)
    an_app(user)
    propose(sign_in(otto), user)
    code = code_in(decide(sign_in(lena)))

    assert code is not None
    assert not user.authenticator_set.exists()


def test_a_second_role_in_the_same_county_keeps_password_and_factor(sign_in, otto, lena, frida):
    an_app(frida)
    propose(sign_in(otto), frida, role="county", organisation="county")
    answer = decide(sign_in(lena))

    assert answer.status_code == 302
    assert frida.memberships.filter(role="county").count() == 2
    assert frida.authenticator_set.exists()


def test_the_county_s_role_is_not_widened_alone(sign_in, otto, frida, steinheim):
    role = factories.limited(frida, steinheim).memberships.get()
    answer = sign_in(otto).post(reverse("agreements:coverage", args=[role.pk]), {"reach": "all"})

    assert answer.status_code == 422
    assert role.covered.count() == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [("town", "municipality"), ("volunteer", "volunteers"), ("administrator", "operator")],
)
def test_other_roles_are_given_at_once(sign_in, otto, lena, role, place):
    code = code_in(make(sign_in(otto), role, place))

    assert code is not None
    assert not AccessQuestion.objects.exists()
    assert User.objects.get(email="nora@example.org").memberships.get().starts_on <= localdate()
