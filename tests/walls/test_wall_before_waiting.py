# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On a page of a case PostgreSQL itself keeps back what waits for acceptance."""

import pytest
from django.db import connection

from geleit.cases.models import Case, Person
from geleit.core.eyes import eyes_of, for_one_page, shut_waiting, system_eyes
from tests.handover.things import a_waiting_case
from tests.walls.test_row_security import switch_off

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no row-level security"
    ),
]


@pytest.fixture
def waiting(lena):
    return a_waiting_case()


def test_with_the_rule_switched_off_no_page_of_the_case_opens(sign_in, lena, waiting, monkeypatch):
    client = sign_in(lena)
    switch_off(monkeypatch)

    page = client.get(f"/faelle/{waiting.pk}/")

    assert page.status_code == 302
    assert page["Location"] == f"/uebergabe/faelle/{waiting.pk}/"


def test_what_hangs_on_the_case_is_kept_back_with_it(lena, waiting):
    with eyes_of(lena):
        before = (Case.unguarded.count(), Person.unguarded.count())
        with for_one_page():
            shut_waiting()
            inside = (Case.unguarded.count(), Person.unguarded.count())
            with system_eyes():
                by_system = Case.unguarded.count()
        after = (Case.unguarded.count(), Person.unguarded.count())

    assert (before, inside, by_system, after) == ((1, 1), (0, 0), 1, (1, 1))


def test_an_accepted_case_opens_as_ever(sign_in, lena, waiting):
    Case.unguarded.update(accepted_on="2020-02-01", accepted_by="Lena")

    assert sign_in(lena).get(f"/faelle/{waiting.pk}/").status_code == 200
