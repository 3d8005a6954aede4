# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who else has a file open is shown, and nothing of it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from geleit.audit.models import Event
from geleit.together.models import Presence
from tests.factories import a_case

NOON = datetime(2020, 2, 3, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def browser_of(user):
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def sign(browser, case, **said):
    return browser.post(f"/faelle/{case.pk}/anwesend/", said).content.decode()


def test_each_sees_the_other_and_nobody_herself(clock, case, anna, lena):
    here, there = browser_of(anna), browser_of(lena)

    alone = sign(here, case)
    second = sign(there, case, writing="yes")
    again = sign(here, case)

    assert "Anna" not in alone
    assert "Anna hat diesen Fall auch offen" in second
    assert "Lena schreibt hier gerade" in again


def test_who_closed_the_page_is_gone_after_seventy_seconds(clock, case, anna, lena):
    sign(browser_of(anna), case)
    clock.shift(timedelta(seconds=71))

    page = sign(browser_of(lena), case)

    assert "Anna" not in page
    assert [row.user for row in Presence.unguarded.all()] == [lena]


def test_a_sign_in_another_file_is_not_shown_here(clock, case, anna, lena):
    sign(browser_of(lena), a_case(holder=anna))

    assert "Lena" not in sign(browser_of(anna), case)


def test_a_page_for_writing_says_at_once_who_is_there(clock, case, anna, lena):
    sign(browser_of(lena), case, writing="yes")

    page = browser_of(anna).get(f"/faelle/{case.pk}/notiz/").content.decode()

    assert "Lena schreibt hier gerade" in page
    assert Presence.unguarded.filter(user=anna).count() == 0  # looking does not write


def test_a_file_of_others_takes_no_sign(clock, case, carla, dora):
    answers = [browser_of(who).post(f"/faelle/{case.pk}/anwesend/") for who in (carla, dora)]

    assert [answer.status_code for answer in answers] == [404, 403]
    assert not Presence.unguarded.exists()


def test_a_sign_leaves_no_entry_in_the_log(clock, case, anna):
    before = Event.objects.count()
    sign(browser_of(anna), case)

    assert Event.objects.count() == before


def test_an_open_page_alone_keeps_no_session_alive(clock, settings, case, anna):
    settings.IDLE_MINUTES = 30
    browser = browser_of(anna)
    browser.get("/")
    for _ in range(31):
        clock.shift(timedelta(minutes=1))
        last = browser.post(
            f"/faelle/{case.pk}/anwesend/",
            headers={"Geleit-By-Itself": "yes", "HX-Request": "true"},
        )

    assert last["HX-Redirect"].startswith("/konto/anmelden/")


@pytest.mark.parametrize("others", [1, 3])
def test_a_sign_costs_the_same_for_any_number_of_others(
    others, clock, case, anna, lena, django_assert_num_queries
):
    for number in range(others):
        user = type(lena).objects.create_user(f"x{number}@example.org", name="X")
        Presence.unguarded.create(case=case, user=user, seen_at=NOON)
    browser = browser_of(anna)
    sign(browser, case)

    with django_assert_num_queries(SIGN_QUERIES):
        sign(browser, case)


SIGN_QUERIES = 13
