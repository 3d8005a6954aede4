# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""App, recovery codes and who cannot do without: a stolen password is not enough."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse

from geleit.accounts.models import FactorSecret, User
from geleit.accounts.permissions import Permission, permissions_of
from geleit.accounts.second_factor import HARMLESS
from geleit.audit.models import Event
from tests import factories
from tests.accounts.factors import (
    SECRET,
    an_app,
    code_of,
    is_signed_in,
    secret_of,
    sign_in_with_password,
    signed_in,
)

CODE_PAGE = reverse("mfa_authenticate")
OWN = reverse("own_account")


@pytest.fixture
def compulsory(settings):
    settings.SECOND_FACTOR = True


def test_an_app_is_set_up_right_after_signing_in(client, anna, django_capture_on_commit_callbacks):
    sign_in_with_password(client, anna)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert secret_of(anna) == secret
    kinds = Event.objects.filter(verb="second-factor-added").order_by("pk")
    assert [event.data["factor"] for event in kinds] == ["totp", "recovery_codes"]


def test_a_wrong_code_sets_nothing_up(client, anna):
    sign_in_with_password(client, anna)
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "abcdef"})

    assert response.context["form"].errors["code"] == ["Der Code stimmt nicht oder ist abgelaufen."]
    assert not Authenticator.objects.exists()


def test_with_an_app_the_password_opens_nothing(client, anna):
    an_app(anna)

    response = sign_in_with_password(client, anna)

    assert response.url == CODE_PAGE
    assert not is_signed_in(client)


def test_password_and_code_sign_in_once(client, anna):
    an_app(anna)
    code = code_of(SECRET)

    sign_in_with_password(client, anna)
    client.post(CODE_PAGE, {"code": code})
    other = signed_in(anna)
    other.post(CODE_PAGE, {"code": code})

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_recovery_code_is_good_once_only(client, anna):
    code = an_app(anna)[3]

    first, second = signed_in(anna), signed_in(anna)
    first.post(CODE_PAGE, {"code": code})
    answer = second.post(CODE_PAGE, {"code": code})

    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert answer.context["form"].errors["code"] == ["Der Code stimmt nicht oder ist abgelaufen."]


def test_recovery_codes_are_shown_once(client, anna):
    sign_in_with_password(client, anna)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    first = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    second = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    assert len(set(first)) == 10
    assert set(second) == {"****"}


def test_wrong_codes_are_slowed_down(client, anna):
    an_app(anna)
    sign_in_with_password(client, anna)

    answers = [client.post(CODE_PAGE, {"code": "abcdef"}) for _attempt in range(6)]
    right = client.post(CODE_PAGE, {"code": code_of(SECRET)})

    errors = [answer.context["form"].errors["code"][0] for answer in answers]
    assert set(errors[:5]) == {"Der Code stimmt nicht oder ist abgelaufen."}
    assert errors[5] == "Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."
    assert right.context["form"].errors != {}


def test_the_secrets_stand_sealed_in_the_database(anna):
    an_app(anna)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM accounts_factorsecret")
        raw = [text for (text,) in cursor.fetchall()]

    assert len(raw) == 2
    assert all(value.startswith("g1.") and SECRET not in value for value in raw)
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_before_a_factor_is_removed_the_password_is_asked_for(client, anna):
    an_app(anna)
    sign_in_with_password(client, anna)
    client.post(CODE_PAGE, {"code": code_of(SECRET)})

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        asked = client.post(reverse("mfa_deactivate_totp"))
        wrong = client.post(asked.url, {"password": "falsch"})
        assert wrong.context["form"].errors["password"] == ["Das Passwort stimmt nicht."]
        assert Authenticator.objects.filter(type="totp").exists()
        client.post(asked.url, {"password": factories.PASSWORD})

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not Authenticator.objects.exists()
    assert not FactorSecret.objects.exists()


def test_only_ones_own_passkey_can_be_removed(client, anna, ben):
    foreign = Authenticator.objects.create(user=ben, type="webauthn", data={"name": "Bens"})
    own = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Annas"})
    client.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(reverse("mfa_remove_webauthn", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("mfa_remove_webauthn", args=[own.pk])).status_code == 302
    assert Authenticator.objects.count() == 2  # the password is asked for first


BROKEN = [
    "[]", "{}", "1", '"a"', "nonsense", '{"id": "AA"}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    ('{"id": "AA", "rawId": "AA", "type": "public-key",'
    ' "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}'),
    ('{"id": "AA", "rawId": "AA", "type": "public-key",'
    ' "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}'),
    '{"id": 1, "rawId": [], "type": null, "response": {"clientDataJSON": 1}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", BROKEN)
def test_what_no_device_answers_makes_no_passkey_and_no_error(client, anna, credential):
    sign_in_with_password(client, anna)
    page = reverse("mfa_add_webauthn")
    client.get(page)

    answer = client.post(page, {"name": "Neu", "credential": credential})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Authenticator.objects.exists()


# Who cannot do without

SEES_PERSONS = ["lena", "anna", "frida", "karl", "emil", "otto"]


@pytest.mark.parametrize("who", SEES_PERSONS)
def test_who_sees_persons_needs_a_second_factor(client, compulsory, request, who):
    sign_in_with_password(client, request.getfixturevalue(who))

    for path in ("/", "/faelle/", "/konto/verwaltung/", reverse("sign_out_everywhere")):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, OWN)
    assert "Bitte richten Sie einen zweiten Faktor ein" in client.get(OWN).content.decode()
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_who_signs_agreements_needs_one_too(client, compulsory, dora):
    sign_in_with_password(client, dora)

    assert client.get("/").url == OWN


def test_a_new_permission_needs_a_second_factor_until_somebody_says_it_is_harmless():
    assert {
        Permission.USE_DESK, Permission.READ_AGREEMENT, Permission.READ_STATEMENT
    } == HARMLESS  # fmt: skip


def test_with_a_second_factor_everything_opens(client, compulsory, anna):
    an_app(anna)
    sign_in_with_password(client, anna)
    client.post(CODE_PAGE, {"code": code_of(SECRET)})

    assert is_signed_in(client)


def test_recovery_codes_alone_are_no_second_factor(client, compulsory, anna):
    an_app(anna)
    Authenticator.objects.filter(type="totp").delete()

    sign_in_with_password(client, anna)

    assert client.get("/").url == OWN


@pytest.mark.parametrize("who", SEES_PERSONS)
def test_in_the_example_a_password_is_enough(client, request, who):
    sign_in_with_password(client, request.getfixturevalue(who))

    assert is_signed_in(client)


def test_the_own_password_comes_before_the_second_factor(client, compulsory, anna):
    User.objects.filter(pk=anna.pk).update(must_change_password=True)
    sign_in_with_password(client, anna)

    assert client.get("/").url == reverse("account_change_password")
    assert client.get(OWN).url == reverse("account_change_password")


# A lost telephone


def test_the_administrator_takes_a_lost_factor_away(client, sign_in, otto, anna):
    an_app(anna)
    thief = signed_in(anna)
    thief.post(CODE_PAGE, {"code": code_of(SECRET)})

    response = sign_in(otto).post(reverse("accounts:remove_factors", args=[anna.pk]))

    assert response.status_code == 302
    assert not is_signed_in(thief)
    assert not FactorSecret.objects.exists()
    assert Event.objects.about(anna).latest("pk").verb == "second-factors-reset"


def test_the_administrators_button_is_there_only_when_there_is_a_factor(sign_in, otto, anna):
    page = reverse("accounts:user", args=[anna.pk])
    words = "Zweiten Faktor entfernen"

    without = sign_in(otto).get(page).content.decode()
    an_app(anna)

    assert words not in without
    assert words in sign_in(otto).get(page).content.decode()


PAGES = [
    "own_account", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "account_reauthenticate",
]  # fmt: skip


@pytest.mark.parametrize("name", [*PAGES, "mfa_deactivate_totp", "mfa_reauthenticate"])
def test_no_page_says_du(client, anna, name):
    an_app(anna)
    if name in ("mfa_activate_totp",):
        Authenticator.objects.all().delete()
    sign_in_with_password(client, anna)
    client.post(CODE_PAGE, {"code": code_of(SECRET)})

    response = client.get(reverse(name))

    words = set(response.content.decode().lower().replace("<", " ").replace(">", " ").split())
    assert response.status_code == 200
    assert words & {"du", "dein", "deine", "deinen", "dich", "dir", "bist", "hast"} == set()


def test_the_cast_covers_every_role_that_sees_persons(request):
    people = [request.getfixturevalue(name) for name in SEES_PERSONS]

    assert all(permissions_of(person) - HARMLESS for person in people)
