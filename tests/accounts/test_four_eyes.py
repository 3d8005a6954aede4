# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A role that reads cases, and a code for who holds one, need an administrator and a lead."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.accounts import access_actions, actions
from geleit.accounts.models import AccessQuestion, Membership, User
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests import factories
from tests.accounts.factors import an_app, is_signed_in, sign_in_with_password, signed_in

OWN = "Birnenkuchen mit Zimt"
ASKED = "Darf diese Person Zugang bekommen?"


@pytest.fixture
def typed(steinheim):
    return {
        "name": "Nora Neu", "email": "nora@example.org", "role": "social_worker",
        "organisation": factories.an_organisation("carrier").pk, "starts_on": "2020-03-01",
        "ends_on": "",
    }  # fmt: skip


def propose(client, user, *, role="social_worker", organisation="carrier"):
    sent = {"role": role, "organisation": factories.an_organisation(organisation).pk,
            "starts_on": "2020-03-01", "ends_on": ""}  # fmt: skip
    return client.post(reverse("accounts:user", args=[user.pk]), sent, follow=True)


def decide(client, act="confirm", question=None):
    question = question or AccessQuestion.objects.get()
    return client.post(reverse(f"accounts:{act}_access", args=[question.pk]))


def code_in(response):
    found = re.search(r"<code[^>]*>([^<]+)</code>", response.content.decode())
    return found and found.group(1)


def redeem(user, code):
    sent = {"email": user.email, "code": code, "password1": OWN, "password2": OWN}
    return Client().post(reverse("redeem_code"), sent)


def test_a_new_account_that_reads_cases_waits_for_the_lead(sign_in, otto, lena, typed):
    answer = sign_in(otto).post(reverse("accounts:new"), typed, follow=True)
    nora = User.objects.get(email="nora@example.org")

    assert code_in(answer) is None
    assert "Eine Leitung des Trägers muss zustimmen." in answer.content.decode()
    assert (nora.memberships.count(), nora.access_codes.count()) == (0, 0)
    assert ASKED in sign_in(lena).get("/").content.decode()


def test_the_lead_confirms_and_alone_sees_the_code(sign_in, otto, lena, typed):
    sign_in(otto).post(reverse("accounts:new"), typed)
    nora = User.objects.get(email="nora@example.org")
    code = code_in(decide(sign_in(lena)))
    redeem(nora, code)
    answer = sign_in_with_password(Client(), nora, OWN)

    assert nora.memberships.get().role == "social_worker"
    assert answer.status_code == 302
    verbs = Event.objects.about(nora).order_by("pk").values_list("verb", "actor")
    assert list(verbs)[:4] == [
        ("account-created", f"user:{otto.pk}"),
        ("role-proposed", f"user:{otto.pk}"),
        ("role-granted", f"user:{lena.pk}"),
        ("access-code-issued", f"user:{lena.pk}"),
    ]
    assert code not in sign_in(otto).get(reverse("accounts:user", args=[nora.pk])).content.decode()
    assert ASKED not in sign_in(lena).get("/").content.decode()


def test_a_refusal_opens_nothing(sign_in, otto, lena, typed):
    sign_in(otto).post(reverse("accounts:new"), typed)
    decide(sign_in(lena), "decline")
    question = AccessQuestion.objects.get()

    assert (question.is_granted, question.decided_by) == (False, lena)
    assert not Membership.objects.filter(user=question.user).exists()
    assert Event.objects.get(verb="role-declined").actor == f"user:{lena.pk}"
    assert decide(sign_in(lena), "confirm").status_code == 404


@pytest.mark.parametrize(
    "who", ["otto", "anna", "ben", "dora", "frida", "karl", "emil", "selma", "olga"]
)
def test_nobody_but_a_lead_of_that_carrier_confirms(request, sign_in, otto, lena, typed, who):
    if who == "olga":
        other = factories.a_member("olga", role="carrier_lead", organisation="carrier")
        other.memberships.update(organisation=factories.an_organisation("operator"))
    by = other if who == "olga" else request.getfixturevalue(who)
    sign_in(otto).post(reverse("accounts:new"), typed)
    answer = decide(sign_in(by))

    assert answer.status_code == (404 if who == "olga" else 403)
    assert AccessQuestion.objects.get().decided_at is None


def test_nobody_confirms_what_she_asked_for_or_what_is_for_herself(sign_in, otto, lena, typed):
    both = factories.a_member("olga", role="carrier_lead", organisation="carrier")
    Membership.objects.create(
        user=both, organisation=factories.an_organisation("operator"), role="administrator",
        starts_on=date(2019, 1, 1),
    )  # fmt: skip
    sign_in(both).post(reverse("accounts:new"), typed)
    own = decide(sign_in(both)).status_code
    for_herself = AccessQuestion.objects.create(
        user=lena, kind="code", asked_by=otto, asked_at=now()
    )
    hers = decide(sign_in(lena), question=for_herself).status_code

    assert (own, hers) == (404, 404)


@pytest.mark.parametrize("decider", ["otto", "anna"])
def test_the_database_wants_a_second_person(request, otto, anna, decider):
    by = request.getfixturevalue(decider)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessQuestion.objects.create(
            user=anna, kind="code", asked_by=otto, asked_at=now(), decided_by=by, decided_at=now()
        )


def test_what_is_confirmed_by_another_action_is_not_asked_again(otto, lena, anna, steinheim):
    access_actions.ask_for_code(anna, by=otto, on=localdate(), at=now())
    question = AccessQuestion.objects.get()
    access_actions.decide(question, granted=True, by=lena, on=localdate(), at=now())

    with pytest.raises(Refused, match="schon entschieden"):
        access_actions.decide(question, granted=True, by=lena, on=localdate(), at=now())


def test_another_role_that_reads_no_cases_is_given_at_once(sign_in, otto, lena, emil):
    propose(sign_in(otto), emil, role="volunteer_coordinator", organisation="volunteers")

    assert emil.memberships.filter(role="volunteer_coordinator").exists()
    assert not AccessQuestion.objects.exists()


def test_who_comes_to_cases_starts_anew_with_the_code_of_the_lead(sign_in, otto, lena, dora):
    """An administrator who let herself into a harmless account does not come along."""
    intruder = signed_in(dora)
    was_in = is_signed_in(intruder)
    an_app(dora)
    propose(sign_in(otto), dora)
    code = code_in(decide(sign_in(lena)))

    assert (was_in, is_signed_in(intruder)) == (True, False)
    assert not dora.authenticator_set.exists()
    assert not User.objects.get(pk=dora.pk).has_usable_password()
    assert redeem(dora, code).status_code == 302


def test_who_reads_cases_already_keeps_password_and_factor(sign_in, otto, lena, anna):
    an_app(anna)
    propose(sign_in(otto), anna, role="carrier_lead")
    answer = decide(sign_in(lena))

    assert answer.status_code == 302
    assert anna.memberships.filter(role="carrier_lead").exists()
    assert anna.authenticator_set.exists()
    assert User.objects.get(pk=anna.pk).has_usable_password()


@pytest.mark.parametrize("has_factor", [False, True])
def test_a_code_for_who_reads_cases_goes_by_the_lead(sign_in, otto, lena, anna, has_factor):
    if has_factor:
        an_app(anna)
    page = sign_in(otto).post(reverse("accounts:issue_code", args=[anna.pk]), follow=True)
    asked = (code_in(page), anna.access_codes.count(), anna.has_usable_password())
    code = code_in(decide(sign_in(lena)))

    assert asked == (None, 0, True)
    assert redeem(anna, code).status_code == 302
    assert anna.access_codes.get().issued_by == lena


def test_a_code_is_asked_for_also_before_the_role_begins(sign_in, otto, lena, anna):
    Membership.objects.filter(user=anna).update(starts_on=localdate() + timedelta(days=9))
    sign_in(otto).post(reverse("accounts:issue_code", args=[anna.pk]))

    assert (anna.access_codes.count(), AccessQuestion.objects.count()) == (0, 1)


def test_while_a_role_waits_there_is_no_code(sign_in, otto, lena, typed):
    client = sign_in(otto)
    client.post(reverse("accounts:new"), typed)
    nora = User.objects.get(email="nora@example.org")
    page = client.post(reverse("accounts:issue_code", args=[nora.pk]), follow=True)

    assert "Den Code bekommt sie dann dazu." in page.content.decode()
    assert not nora.access_codes.exists()


@pytest.mark.parametrize("act", ["role", "code"])
def test_without_another_lead_it_is_done_on_the_server(sign_in, otto, lena, typed, act):
    """Another administrator does not count: one is soon made."""
    factories.a_member("olga", role="administrator", organisation="operator")
    if act == "role":
        lena.memberships.all().delete()
        page = sign_in(otto).post(reverse("accounts:new"), typed)
    else:
        page = sign_in(otto).post(reverse("accounts:issue_code", args=[lena.pk]), follow=True)

    assert "auf dem Server" in page.content.decode()
    assert not AccessQuestion.objects.exists()
    assert not User.objects.filter(email="nora@example.org").exists()


def test_a_command_sets_up_the_first_lead(steinheim):
    user, code = actions.create_account(
        email="leitung@example.org", name="Erste Leitung", role="carrier_lead",
        organisation=factories.an_organisation("carrier"), starts_on=localdate(),
        by="command:shell",
    )  # fmt: skip

    assert user.memberships.get().role == "carrier_lead"
    assert redeem(user, code).status_code == 302


def test_asking_twice_asks_once(sign_in, otto, lena, anna, emil):
    client = sign_in(otto)
    for _time in range(2):
        client.post(reverse("accounts:issue_code", args=[anna.pk]))

    assert AccessQuestion.objects.count() == 1
    assert Event.objects.filter(verb="access-code-asked").count() == 1


def test_the_account_says_what_waits(sign_in, otto, lena, anna):
    client = sign_in(otto)
    page = client.post(reverse("accounts:issue_code", args=[anna.pk]), follow=True)

    assert "vorher öffnet sich nichts" in page.content.decode()


def test_no_page_gives_a_role_or_a_code_past_the_question():
    """Pages ask access_actions; the plain actions are for that module and for commands."""
    root = Path(__file__).resolve().parents[2] / "geleit"
    found = [
        path.name
        for path in root.rglob("*views.py")
        if re.search(
            r"\bactions\.(grant_role|issue_code|create_account)\(",
            path.read_text(encoding="utf-8").replace("access_actions.", ""),
        )
    ]

    assert found == []
