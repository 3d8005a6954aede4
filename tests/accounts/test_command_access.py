# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first way in is a command on the server; it obeys the rules and stands in the log."""

import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import Membership, User
from geleit.audit.models import Event
from geleit.organisations.models import Organisation
from tests.factories import an_organisation

PASSWORD = "Vier-Birken-am-Hang-87"
NEW = ["--email", "neu@example.org", "--name", "Neu Hier"]


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("access", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, err.getvalue()
    return 0, out.getvalue()


def code_of(*arguments):
    _status, text = run(*arguments, "--json")
    return json.loads(text)["code"]


def log():
    return [(event.verb, event.actor.partition("@")[0]) for event in Event.objects.order_by("pk")]


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_code_and_second_factor(client, settings):
    settings.SECOND_FACTOR = True
    code = code_of("admin", *NEW, "--operator", "Rechenzentrum")

    client.post(reverse("redeem_code"), {
        "email": "neu@example.org", "code": code, "password1": PASSWORD, "password2": PASSWORD,
    })  # fmt: skip
    client.post(reverse("account_login"), {"login": "neu@example.org", "password": PASSWORD})
    page = client.get(reverse("accounts:users"))

    assert Organisation.objects.get().kind == "operator"
    assert [(row.role, row.starts_on) for row in Membership.objects.all()] == [
        ("administrator", localdate())
    ]
    assert (page.status_code, page.url) == (302, reverse("own_account"))
    assert {verb for verb, actor in log() if actor == "command:access"} == {
        "organisation-added", "account-created", "role-granted", "access-code-issued",
    }  # fmt: skip


def test_where_somebody_administers_the_command_makes_nobody(otto):
    status, text = run("admin", *NEW)

    assert status == 1
    assert "Es gibt schon ein Konto der Systemverwaltung." in text
    assert not User.objects.filter(email="neu@example.org").exists()


def test_an_administrator_whose_time_is_over_does_not_stand_in_the_way(otto):
    Membership.objects.filter(user=otto).update(ends_on="2020-01-01")

    assert run("admin", *NEW)[0] == 0


@pytest.mark.django_db
def test_the_first_lead_of_a_carrier_and_no_second_one():
    body = an_organisation("carrier")

    first = run("lead", *NEW, "--carrier", body.name)
    second = run("lead", "--email", "zwei@example.org", "--name", "Zwei", "--carrier", body.name)

    assert (first[0], second[0]) == (0, 1)
    assert "Der Träger hat schon eine Leitung." in second[1]
    assert [row.role for row in Membership.objects.all()] == ["carrier_lead"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["lead", *NEW, "--carrier", "Gibt es nicht"],
            "Einen Träger mit diesem Namen gibt es nicht.",
        ),
        (["code", "--email", "niemand@example.org"], "Ein Konto mit dieser Adresse gibt es nicht."),
        (["admin", "--email", "kein-at", "--name", "x"], "Bitte eine E-Mail-Adresse nennen."),
    ],
)
def test_what_can_not_be_is_said_and_nothing_is_kept(arguments, words):
    status, text = run(*arguments)

    assert (status, User.objects.count(), Organisation.objects.count()) == (1, 0, 0)
    assert words in text


def test_a_lost_access_is_given_back_and_the_old_one_ends(sign_in, lena):
    client = sign_in(lena)

    status, text = run("code", "--email", "LENA@example.org")

    lena.refresh_from_db()
    assert (status, lena.has_usable_password()) == (0, False)
    assert "einmal und 3 Tage gültig" in text
    assert client.get("/").status_code == 302
    assert log()[-1] == ("access-code-issued", "command:access")
