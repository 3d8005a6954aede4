# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a session ends: by time, by a closed account, by a new password, by one's own wish."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from geleit.accounts import actions, code_actions, rules
from geleit.accounts.middleware import SEEN
from tests import factories
from tests.accounts.factors import is_signed_in, sign_in_with_password, signed_in

MORNING = datetime(2020, 3, 2, 8, tzinfo=ZoneInfo("Europe/Berlin"))
OWN = reverse("own_account")


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def test_half_an_hour_without_a_request_ends_the_session(client, clock, anna):
    sign_in_with_password(client, anna)
    clock.shift(timedelta(minutes=30))

    response = client.get("/", follow=True)

    assert response.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "weil 30 Minuten lang nichts geschah" in response.content.decode()
    assert not is_signed_in(client)


def test_every_request_begins_the_half_hour_anew(client, clock, anna):
    sign_in_with_password(client, anna)

    for _request in range(4):
        clock.shift(timedelta(minutes=29))
        assert is_signed_in(client)


def test_a_working_day_ends_the_session_in_any_case(client, clock, anna):
    sign_in_with_password(client, anna)
    for _request in range(16):
        clock.shift(timedelta(minutes=29))
        assert is_signed_in(client)
    clock.shift(timedelta(minutes=16))

    assert not is_signed_in(client)


def test_the_half_hour_is_a_setting(client, clock, settings, anna):
    settings.IDLE_MINUTES = 5
    sign_in_with_password(client, anna)
    clock.shift(timedelta(minutes=5))

    assert not is_signed_in(client)


def test_the_clock_is_written_once_a_minute(client, clock, anna):
    sign_in_with_password(client, anna)
    seen = []
    for seconds in (0, 59, 1, 59, 1):
        clock.shift(timedelta(seconds=seconds))
        client.get("/")
        seen.append(client.session[SEEN] - int(MORNING.timestamp()))

    assert seen == [0, 0, 60, 60, 120]
    assert UserSession.objects.get().last_seen_at == MORNING + timedelta(minutes=2)


def test_signing_in_changes_the_number_of_the_session(client, anna):
    client.get("/", follow=True)
    client.session.save()
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key

    sign_in_with_password(client, anna)

    assert before != client.session.session_key
    assert not client.session.exists(before)


def test_a_closed_account_is_out_at_once_and_stays_out(sign_in, anna, otto):
    browser = signed_in(anna)
    assert is_signed_in(browser)

    actions.deactivate(anna, by=otto, on=date(2020, 3, 2))
    assert not is_signed_in(browser)
    actions.activate(anna, by=otto)

    assert not is_signed_in(browser)
    assert not UserSession.objects.filter(user=anna).exists()


def test_a_new_password_ends_all_other_sessions(anna):
    here, there = signed_in(anna), signed_in(anna)
    new = "ein-anderes-langes-Wort-7"

    here.post(
        reverse("account_change_password"),
        {"oldpassword": factories.PASSWORD, "password1": new, "password2": new},
    )

    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_a_code_for_a_new_password_ends_all_sessions(anna, otto):
    browser = signed_in(anna)

    code_actions.issue_code(anna, by=otto, at=MORNING)

    assert not is_signed_in(browser)


def test_one_sees_where_one_is_signed_in(anna, ben):
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, _there, _other = signed_in(anna, HTTP_USER_AGENT=agent), signed_in(anna), signed_in(ben)

    shown = here.get(OWN).context["sessions"]

    assert sorted((row["device"], row["is_this"]) for row in shown) == [
        ("Firefox, Windows", True), ("unbekanntes Gerät", False),
    ]  # fmt: skip


def test_signing_out_everywhere_includes_here(anna, ben):
    here, there, other = signed_in(anna), signed_in(anna), signed_in(ben)

    response = here.post(reverse("sign_out_everywhere"))

    assert response.url == reverse("account_login")
    assert [is_signed_in(browser) for browser in (here, there, other)] == [False, False, True]


def test_a_stranger_has_no_account_page(db):
    assert Client().get(OWN).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8", "unbekanntes Gerät"),
    ],
)
def test_a_device_has_a_name_that_people_know(agent, words):
    assert rules.device(agent) == words
