# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The administrator gives out codes and never a password; the person chooses her own, once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.accounts import actions, code_actions
from geleit.accounts.models import User
from geleit.accounts.passwords import access_code, same_code
from geleit.audit.models import Event
from tests import factories
from tests.accounts.factors import is_signed_in, sign_in_with_password, signed_in
from tests.factories import PASSWORD

REDEEM = reverse("redeem_code")
OWN = "Birnenkuchen mit Zimt"
WRONG = "E-Mail-Adresse oder Code stimmen nicht, oder der Code gilt nicht mehr."


def redeem(client, user, code, password=OWN, again=None):
    sent = {"email": getattr(user, "email", user), "code": code, "password1": password}
    return client.post(REDEEM, sent | {"password2": again or password})


def a_code(user, by):
    return code_actions.issue_code(user, by=by, at=now())


def said(response):
    return response.context["form"].non_field_errors()


def test_a_code_opens_the_way_to_an_own_password(client, anna, otto):
    response = redeem(client, anna, a_code(anna, otto))

    assert response.url == reverse("account_login")
    assert not is_signed_in(client)
    sign_in_with_password(client, anna, OWN)
    assert is_signed_in(client)
    verbs = Event.objects.about(anna).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["access-code-issued", "access-code-used", "signed-in"]


def test_the_old_password_is_gone_with_the_code(client, anna, otto):
    browser = signed_in(anna)

    a_code(anna, otto)
    sign_in_with_password(client, anna, PASSWORD)

    assert [is_signed_in(browser), is_signed_in(client)] == [False, False]


def test_a_code_is_good_once(client, anna, otto):
    code = a_code(anna, otto)
    redeem(client, anna, code)

    assert said(redeem(client, anna, code, "Zimtkuchen mit Birnen")) == [WRONG]
    sign_in_with_password(client, anna, OWN)
    assert is_signed_in(client)


def test_only_the_newest_code_counts(client, anna, otto):
    old, new = a_code(anna, otto), a_code(anna, otto)

    assert said(redeem(client, anna, old)) == [WRONG]
    assert redeem(client, anna, new).status_code == 302


def test_a_code_ends_after_three_days(client, anna, otto):
    code = a_code(anna, otto)

    with time_machine.travel(now() + timedelta(days=3, seconds=1)):
        assert said(redeem(client, anna, code)) == [WRONG]


def test_a_closed_account_takes_no_code(client, sign_in, anna, otto):
    code = a_code(anna, otto)
    actions.deactivate(anna, by=otto, on=localdate())

    assert said(redeem(client, anna, code)) == [WRONG]
    answer = sign_in(otto).post(reverse("accounts:issue_code", args=[anna.pk]), follow=True)
    assert "Das Konto ist geschlossen." in answer.content.decode()


def test_a_code_belongs_to_one_person(client, anna, ben, otto):
    assert said(redeem(client, ben, a_code(anna, otto))) == [WRONG]


@pytest.mark.parametrize("who", ["anna@example.org", "niemand@example.org", "ben@example.org"])
def test_known_and_unknown_addresses_get_the_same_answer(client, anna, ben, otto, who):
    a_code(anna, otto)

    assert said(redeem(client, who, "abcd-efgh-jkmn-pqrs")) == [WRONG]


def test_the_price_of_an_answer_is_the_same(client, anna, otto, monkeypatch):
    """One hash for a known address, one for an unknown one."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    a_code(anna, otto)
    counted = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *a, **k: counted.append(1) or encode(*a, **k)
    )
    prices = []
    for who in (anna.email, "niemand@example.org"):
        counted.clear()
        redeem(client, who, "abcd-efgh-jkmn-pqrs")
        prices.append(len(counted))

    assert prices[0] == prices[1] == 1


def test_guessing_codes_is_slow(client, anna, otto):
    code = a_code(anna, otto)

    answers = [said(redeem(client, anna, "abcd-efgh-jkmn-pqrs"))[0] for _attempt in range(6)]

    assert answers == [WRONG] * 5 + ["Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."]
    assert redeem(client, anna, code).status_code == 422
    assert Event.objects.filter(verb="access-code-failed").count() == 5


def test_a_weak_password_does_not_use_the_code_up(client, anna, otto):
    code = a_code(anna, otto)

    assert redeem(client, anna, code, "kurz").context["form"].errors["password1"]
    assert redeem(client, anna, code, OWN, again="anders als oben").status_code == 422
    assert redeem(client, anna, code).status_code == 302


def test_a_code_is_read_as_people_type_it():
    code = access_code()

    assert same_code(f" {code.upper().replace('-', ' ')} ") == code
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", code)
    assert len({access_code() for _ in range(50)}) == 50


def test_the_page_never_shows_the_password_again(client, anna, otto):
    a_code(anna, otto)
    text = redeem(client, anna, "falsch", "Ein Kuchen aus Birnen").content.decode()

    assert "Ein Kuchen aus Birnen" not in text


# Who gets to know


@pytest.mark.parametrize(("who", "knows"), [("lena", True), ("otto", False), ("anna", False)])
def test_the_lead_sees_that_access_was_given_out(sign_in, request, lena, anna, otto, who, knows):
    a_code(anna, otto)

    text = sign_in(request.getfixturevalue(who)).get("/").content.decode()

    assert ("Zugang neu ausgegeben" in text) == knows


def test_after_a_fortnight_it_is_no_longer_there(sign_in, lena, anna, otto):
    with time_machine.travel(now() - timedelta(days=15)):
        a_code(anna, otto)

    assert "Zugang neu ausgegeben" not in sign_in(lena).get("/").content.decode()


def test_another_carriers_lead_sees_nothing(sign_in, anna, otto):
    other = factories.a_member("olga", role="carrier_lead", organisation="carrier")
    other.memberships.update(organisation=factories.an_organisation("operator"))
    a_code(anna, otto)

    assert "Zugang neu ausgegeben" not in sign_in(other).get("/").content.decode()


def test_the_person_is_told_by_mail(anna, otto, settings, django_capture_on_commit_callbacks):
    settings.SENDS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        code = a_code(anna, otto)

    (letter,) = mail.outbox
    assert letter.to == [anna.email]
    assert letter.subject == "Die Systemverwaltung hat Ihren Zugang zu Geleit neu ausgegeben."
    assert code not in letter.body
    assert "Otto" not in letter.body


def test_without_mail_nobody_writes(anna, otto, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_code(anna, otto)

    assert mail.outbox == []


# Which passwords


@pytest.mark.parametrize(
    "password",
    [
        "passwortpasswort", "123456789012", "qwertzuiop123", "annaannaanna", "aaaaaaaaaaaaaaa",
        "Geleit-2026-Geleit", "testtraeger2026", "Testträger Anna!", "1qaz2wsx3edc", "kurz-und-7",
    ],
)  # fmt: skip
def test_known_passwords_and_words_of_the_house_are_refused(anna, password):
    with pytest.raises(ValidationError):
        validate_password(password, anna)


@pytest.mark.parametrize(
    "password",
    [
        OWN, "birnenkuchen regenschirm laterne tasse", "ganz ohne grosse buchstaben und zahlen",
        "ሰላም ጤና ይስጥልኝ ወዳጄ", "x" * 2 + "Regenbogen über dem Hafen" * 5, "🐢 schildkröte 🎈 ballon",
    ],
)  # fmt: skip
def test_passphrases_of_any_signs_are_welcome(anna, password):
    validate_password(password, anna)


def test_a_password_is_taken_as_it_is(client, anna, otto):
    spaced = f"  {OWN}  "
    redeem(client, anna, a_code(anna, otto), spaced)

    assert User.objects.get(pk=anna.pk).check_password(spaced)
    sign_in_with_password(Client(), anna, OWN)
    assert not User.objects.get(pk=anna.pk).check_password(OWN)
