# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attacks on signing in, sessions and the browser's guards. What is refused here stays refused."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now

from geleit.accounts import actions, code_actions, factor_actions, sign_in_actions
from geleit.accounts.models import User
from geleit.core.problems import Refused
from tests import factories
from tests.accounts.factors import (
    SECRET,
    an_app,
    code_of,
    is_signed_in,
    sign_in_with_password,
    signed_in,
)
from tests.factories import PASSWORD
from tests.house.test_views import patterns

LOGIN, CODE_PAGE = reverse("account_login"), reverse("mfa_authenticate")
CHANGE = reverse("account_change_password")
NEW = "Birnenkuchen mit Zimt"


def key_of(client):
    cookie = client.cookies.get("sessionid")
    return cookie.value if cookie else ""


# A session that the attacker knows


def test_the_session_gets_a_new_number_at_every_step(client, anna):
    client.get(LOGIN)
    an_app(anna)
    sign_in_with_password(client, anna)
    first = key_of(client)
    client.post(CODE_PAGE, {"code": code_of(SECRET)})
    second = key_of(client)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    third = key_of(client)

    assert is_signed_in(client)
    assert len({first, second, third}) == 3
    for old in (first, second):
        thief = Client()
        thief.cookies["sessionid"] = old
        assert not is_signed_in(thief)


def test_a_number_that_somebody_invented_is_not_taken_over(client, anna):
    client.cookies["sessionid"] = "a" * 32

    sign_in_with_password(client, anna)

    assert key_of(client) != "a" * 32
    assert is_signed_in(client)


def test_after_signing_out_the_old_number_is_dead(client, anna):
    sign_in_with_password(client, anna)
    thief = Client()
    thief.cookies["sessionid"] = key_of(client)

    client.post(reverse("account_logout"))

    assert not is_signed_in(thief)


# Where every session ends


def by_new_code(anna, otto):
    code_actions.issue_code(anna, by=otto, at=now())


def by_lost_factor(anna, otto):
    factor_actions.ask_to_remove_factors(anna, by=otto, on=date(2020, 2, 1), at=now())


def by_closing(anna, otto):
    actions.deactivate(anna, by=otto, on=date(2020, 2, 1))


def by_closing_and_opening(anna, otto):
    actions.deactivate(anna, by=otto, on=date(2020, 2, 1))
    actions.activate(anna, by=otto)


def by_ending_a_role(anna, otto):
    actions.end_role(anna.memberships.first(), by=otto, on=date(2020, 2, 1))


def by_signing_out_everywhere(anna, otto):
    sign_in_actions.end_sessions(anna, by=otto)


def by_releasing_the_identity(anna, otto):
    sign_in_actions.release_identity(anna, by=otto)


@pytest.mark.parametrize(
    "end",
    [
        by_new_code, by_lost_factor, by_closing, by_closing_and_opening, by_ending_a_role,
        by_signing_out_everywhere, by_releasing_the_identity,
    ],
)  # fmt: skip
@pytest.mark.parametrize("listed", [True, False])
def test_every_session_ends(anna, otto, end, listed):
    """Also one that stands in no list of sessions."""
    browser = signed_in(anna)
    if not listed:
        anna.usersession_set.all().delete()
    factories.Membership.objects.create(
        user=anna, organisation=factories.an_organisation("municipality"), role="town",
        starts_on=date(2019, 1, 1),
    )  # fmt: skip
    assert is_signed_in(browser)

    end(anna, otto)

    assert not is_signed_in(browser)


def test_removing_ones_own_factor_ends_the_other_sessions(client, anna):
    an_app(anna)
    there = signed_in(anna)
    there.post(CODE_PAGE, {"code": code_of(SECRET)})
    from django.core.cache import cache

    cache.clear()
    sign_in_with_password(client, anna)
    client.post(CODE_PAGE, {"code": code_of(SECRET)})
    before = key_of(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert is_signed_in(client)
    assert not is_signed_in(there)
    assert key_of(client) != before


# Addresses that lead elsewhere


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "https:evil.example", " //evil.example", "/%09/evil.example/..//evil.example",
        "http://testserver@evil.example/", "data:text/html,x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["account_login", "account_logout", "set_language"])
def test_next_never_leads_to_another_host(client, anna, target, name):
    sent = {"login": anna.email, "password": PASSWORD, "next": target, "language": "de"}

    where = client.post(reverse(name), sent).headers.get("Location", "/")

    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))


# Forms from elsewhere


def test_every_address_refuses_a_form_without_its_token(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    numbers = {"user_id": 1, "to": "csv", "act": "erledigt", "key": "x", "quarter": "2020-q1"}
    taken = []
    for name, pattern in patterns():
        wanted = pattern.pattern.converters
        values = {key: numbers.get(key, 1 if key.endswith("_id") else "x") for key in wanted}
        try:
            url = reverse(name, kwargs=values)
        except NoReverseMatch:  # an address with its own kind of sign
            continue
        status = client.post(url, {"a": "b"}).status_code
        if status not in (403, 404, 405):
            taken.append(f"{name}: {status}")

    assert taken == []
    assert client.get("/").status_code == 200


def test_a_foreign_page_cannot_send_the_sign_in_form(client, anna):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(LOGIN)
    token = page.context["csrf_token"]
    sent = {"login": anna.email, "password": PASSWORD, "csrfmiddlewaretoken": token}

    foreign = strict.post(LOGIN, sent, headers={"origin": "https://evil.example"})

    assert foreign.status_code == 403
    assert strict.post(LOGIN, sent, headers={"origin": "http://testserver"}).status_code == 302


# What every answer carries

PAGES = ["/", "/konto/", "/faelle/", LOGIN, reverse("redeem_code"), "/gibt-es-nicht/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_guards(sign_in, anna, path):
    headers = sign_in(anna).get(path).headers

    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


def test_signing_out_clears_what_the_browser_kept(client, anna):
    sign_in_with_password(client, anna)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_cookies_are_for_this_site_and_not_for_scripts(client, anna):
    sign_in_with_password(client, anna)
    client.get(LOGIN)

    for cookie in client.cookies.values():
        assert (cookie["samesite"], cookie["domain"], cookie["path"]) == ("Lax", "", "/")
        assert cookie["httponly"] is True
    assert set(client.cookies) == {"sessionid", "csrftoken"}


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil"])
def test_a_foreign_host_name_is_refused(client, db, host):
    assert client.get(LOGIN, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("method", ["trace", "put", "delete", "patch"])
def test_methods_that_nobody_uses_change_nothing(sign_in, anna, method):
    response = getattr(sign_in(anna), method)(reverse("sign_out_everywhere"))

    assert response.status_code in (403, 405)


# Guessing from many places, and a false place


def test_a_made_up_forwarded_address_does_not_lift_the_limit(client, db):
    for number in range(10):
        sent = {"login": f"wer{number}@example.org", "password": "x"}
        client.post(LOGIN, sent, headers={"x-forwarded-for": f"10.0.0.{number}"})

    answer = client.post(LOGIN, {"login": "wer11@example.org", "password": "x"})

    assert "Zu viele Fehlversuche" in answer.content.decode()


def test_behind_one_proxy_its_entry_counts(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        sent = {"login": f"wer{number}@example.org", "password": "x"}
        client.post(LOGIN, sent, headers={"x-forwarded-for": f"1.2.3.{number}, 198.51.100.7"})

    here = client.post(
        LOGIN, {"login": "a@example.org", "password": "x"},
        headers={"x-forwarded-for": "1.2.3.99, 198.51.100.7"},
    )  # fmt: skip
    there = client.post(
        LOGIN, {"login": "b@example.org", "password": "x"},
        headers={"x-forwarded-for": "198.51.100.8"},
    )  # fmt: skip

    assert "Zu viele Fehlversuche" in here.content.decode()
    assert "Zu viele Fehlversuche" not in there.content.decode()


# Two administrators at the same moment


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_close_each_other_at_once():
    """Each waits for the other's lock, and then looks again."""
    factories.an_agreement()
    people = [
        factories.a_member(name, role="administrator", organisation="operator")
        for name in ("otto", "olga")
    ]
    start, refused = Barrier(2), []

    def close(by, whom):
        try:
            start.wait()
            actions.deactivate(whom, by=by, on=date(2020, 2, 1))
        except Refused:
            refused.append(by.name)
        finally:
            connections.close_all()

    runs = [Thread(target=close, args=pair) for pair in (people, people[::-1])]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert len(refused) == 1
    assert User.objects.filter(is_active=True).count() == 1


def test_nobody_registers(client, db):
    sent = {"email": "neu@example.org", "password1": NEW, "password2": NEW}

    client.post(reverse("account_signup"), sent)

    assert User.objects.count() == 0


def test_there_are_no_accounts_before_somebody_makes_one(db):
    assert User.objects.count() == 0
    assert django_settings.DEBUG is False
