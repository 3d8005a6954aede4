# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first pages of county, coordinator, volunteer and administrator."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests import factories
from tests.desk.home_things import NAME, days, home, part
from tests.handover.things import a_waiting_case, an_accepted_case
from tests.volunteers.things import a_task

ADMINISTRATOR = 15  # queries at most: the look at the tables differs between databases


def test_the_county_reads_numbers_only(sign_in, frida, anna):
    waiting = a_waiting_case(family_name=NAME)
    done = an_accepted_case(holder=anna, family_name="Schonda")

    response = home(sign_in(frida))

    page = response.content.decode()
    assert waiting.number in page
    assert "1 Fall angenommen" in page
    assert [word for word in (NAME, "Schonda", done.number) if word in page] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_countys_home_costs_the_same_for_one_and_three(
    sign_in, frida, anna, count, django_assert_num_queries
):
    for number in range(count):
        a_waiting_case()
        an_accepted_case(holder=anna, on=date(2020, 2, 1 + number))
    client = sign_in(frida)

    # session, user, memberships; tasks of talks; questions, lists to confirm; waiting twice, batches; log
    with django_assert_num_queries(12):
        home(client)


@pytest.mark.parametrize("count", [1, 3])
def test_the_coordinators_home_costs_the_same_for_one_and_three(
    sign_in, karl, emil, count, django_assert_num_queries
):
    for _ in range(count):
        a_task()
        a_task(volunteer=emil)
        a_task(volunteer=emil, done_on=date(2020, 3, 2), minutes=30)
    client = sign_in(karl)

    with django_assert_num_queries(9):  # session, user, memberships; three lists; log
        home(client)


def test_the_coordinator_is_led_on_when_there_are_more(sign_in, karl):
    for number in range(9):
        a_task(title=f"Nummer {number}", wanted_on=localdate() + timedelta(days=1 + number))

    page = home(sign_in(karl)).content.decode()

    assert "Nummer 7" in page
    assert "Nummer 8" not in page
    assert "Alle zeigen, für die noch jemand gesucht wird" in page
    assert "1 weiterer" in page


def test_the_coordinator_sees_every_task_whose_day_has_come(sign_in, karl):
    for number in range(12):
        a_task(title=f"Nummer {number}", wanted_on=localdate() - timedelta(days=number))
    a_task(title="Übermorgen", wanted_on=localdate() + timedelta(days=1))

    page = home(sign_in(karl)).content.decode()

    assert all(f"Nummer {number}" in page for number in range(12))
    assert ("Übermorgen" in page, "1 weiterer" in page) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_volunteers_home_costs_the_same_for_one_and_three(
    sign_in, emil, count, django_assert_num_queries
):
    for _ in range(count):
        a_task(volunteer=emil)
    client = sign_in(emil)

    with django_assert_num_queries(7):  # session, user, memberships; cards; log
        home(client)


def test_the_administrator_reads_the_state_of_the_system(sign_in, otto, anna):
    system = part(home(sign_in(otto)), "administrator")["system"]

    assert system.users == 2
    assert system.pending_migrations == []
    assert system.database in ("SQLite", "PostgreSQL")
    assert system.database_size > 0
    assert 0 < system.disk_free <= system.disk_total


def test_missing_table_changes_are_named(sign_in, otto, monkeypatch):
    monkeypatch.setattr("geleit.accounts.system._pending_migrations", lambda: ["cases.0009_x"])
    monkeypatch.setattr("geleit.accounts.system.find_library", lambda name: None)

    page = home(sign_in(otto)).content.decode()

    assert "1 Änderung fehlt" in page
    assert "libpango-1.0-0" in page


def test_the_administrator_sees_whose_role_ends_and_who_has_none(sign_in, otto, anna):
    anna.memberships.update(ends_on=days(10))
    factories.a_member("gerd", role="town", organisation="municipality", until=date(2019, 12, 31))

    accounts = part(home(sign_in(otto)), "administrator")["accounts"]

    assert [role.user.name for role in accounts.ending] == ["Anna"]
    assert [user.name for user in accounts.without_role] == ["Gerd"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_administrators_home_costs_the_same_for_one_and_three(
    sign_in, otto, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.a_member(
            f"g{number}", role="town", organisation="municipality", until=days(number)
        )
    client = sign_in(otto)

    with django_assert_max_num_queries(ADMINISTRATOR):
        home(client)
