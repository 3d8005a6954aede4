# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A lost second factor is taken away by two people, where there are two."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import now

from geleit.accounts.models import FactorRemoval
from geleit.audit.models import Event
from tests import factories
from tests.accounts.factors import SECRET, an_app, code_of, is_signed_in, signed_in

CODE_PAGE = reverse("mfa_authenticate")


def ask(client, user):
    return client.post(reverse("accounts:remove_factors", args=[user.pk]), follow=True)


def decide(client, removal, act):
    return client.post(reverse(f"accounts:{act}_removal", args=[removal.pk]))


def has_factor(user):
    return Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_lead_confirms_for_a_colleague(sign_in, otto, lena, anna):
    an_app(anna)
    thief = signed_in(anna)
    thief.post(CODE_PAGE, {"code": code_of(SECRET)})

    page = ask(sign_in(otto), anna).content.decode()
    assert "Eine zweite Person muss zustimmen" in page
    assert has_factor(anna)
    home = sign_in(lena).get("/").content.decode()
    assert "Zweiten Faktor entfernen?" in home
    decide(sign_in(lena), FactorRemoval.objects.get(), "confirm")

    assert not has_factor(anna)
    assert not is_signed_in(thief)
    last = Event.objects.filter(verb="second-factors-reset").get()
    assert (last.actor, last.data) == (f"user:{lena.pk}", {"how": "confirmed"})


def test_a_refusal_keeps_the_factor(sign_in, otto, lena, anna):
    an_app(anna)
    ask(sign_in(otto), anna)
    decide(sign_in(lena), FactorRemoval.objects.get(), "decline")

    row = FactorRemoval.objects.get()
    assert has_factor(anna)
    assert (row.is_granted, row.decided_by) == (False, lena)
    assert "Zweiten Faktor entfernen?" not in sign_in(lena).get("/").content.decode()
    assert decide(sign_in(lena), row, "confirm").status_code == 404


@pytest.mark.parametrize("who", ["otto", "anna", "ben", "dora", "frida", "karl", "emil"])
def test_nobody_else_confirms(
    sign_in, request, otto, lena, anna, ben, dora, frida, karl, emil, who
):
    an_app(anna)
    ask(sign_in(otto), anna)

    response = decide(sign_in(request.getfixturevalue(who)), FactorRemoval.objects.get(), "confirm")

    assert response.status_code == (404 if who == "otto" else 403)
    assert has_factor(anna)


def test_the_lead_of_another_carrier_finds_nothing(sign_in, otto, lena, anna):
    other = factories.a_member("olga", role="carrier_lead", organisation="carrier")
    other.memberships.update(organisation=factories.an_organisation("operator"))
    an_app(anna)
    ask(sign_in(otto), anna)

    assert decide(sign_in(other), FactorRemoval.objects.get(), "confirm").status_code == 404


def test_asking_twice_asks_once(sign_in, otto, lena, anna):
    an_app(anna)
    ask(sign_in(otto), anna)
    page = ask(sign_in(otto), anna).content.decode()

    assert FactorRemoval.objects.count() == 1
    assert "Eine zweite Person entscheidet." in page


def test_without_a_lead_another_administrator_confirms(sign_in, otto, anna):
    other = factories.a_member("olga", role="administrator", organisation="operator")
    an_app(anna)
    ask(sign_in(otto), anna)

    decide(sign_in(other), FactorRemoval.objects.get(), "confirm")

    assert not has_factor(anna)


@pytest.mark.parametrize("who", ["lena", "anna"])
def test_where_there_is_nobody_else_it_is_done_and_logged(sign_in, request, otto, who):
    """A small carrier with one lead and one administrator must not be locked out."""
    user = request.getfixturevalue(who)
    an_app(user)

    ask(sign_in(otto), user)

    assert not has_factor(user)
    assert Event.objects.get(verb="second-factors-reset").data == {"how": "alone"}


def test_what_one_person_did_alone_is_shown_to_the_officer(sign_in, otto, anna, selma):
    an_app(anna)
    ask(sign_in(otto), anna)

    page = sign_in(selma).get("/").content.decode()

    assert "Konto von Anna: alle zweiten Faktoren entfernt" in page
    assert "ohne zweite Person, weil es keine gibt" in page


def test_a_mail_that_does_not_go_out_stops_nobody(
    sign_in, otto, anna, settings, monkeypatch, django_capture_on_commit_callbacks
):
    def broken(*_args, **_said):
        raise ConnectionRefusedError

    settings.SENDS_MAIL = True
    monkeypatch.setattr("geleit.accounts.notices.send_mail", broken)
    an_app(anna)

    with django_capture_on_commit_callbacks(execute=True) as told:
        ask(sign_in(otto), anna)

    assert told
    assert not has_factor(anna)


def test_who_reads_no_cases_needs_no_second_person(sign_in, otto, lena, emil):
    an_app(emil)

    ask(sign_in(otto), emil)

    assert not has_factor(emil)
    assert Event.objects.get(verb="second-factors-reset").data == {}


@pytest.mark.parametrize("decider", ["otto", "anna"])
def test_the_database_wants_a_second_person(otto, anna, request, decider):
    by = request.getfixturevalue(decider)
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorRemoval.objects.create(
            user=anna, asked_by=otto, asked_at=now(), decided_by=by, decided_at=now()
        )
