# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of a case that waits for acceptance no list says what is due in it, whoever is to hold it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar

from geleit.deadlines.calendars.actions import renew_feed
from geleit.deadlines.tracking.actions import add_fact
from geleit.handover.transfers.queries import lines_of
from tests import factories
from tests.desk.home_things import a_reminder, home
from tests.handover.things import a_transfer, a_waiting_case

pytestmark = pytest.mark.django_db
REMINDER = "Befund besprechen"


@pytest.fixture
def case(anna):
    """It has a holder already, and something is due in it."""
    case = factories.a_case(holder=anna)
    add_fact(case, kind="passport", day=date(2099, 5, 1), person=None, note="", by=anna,
             on=localdate())  # fmt: skip
    a_reminder(case=case, text=REMINDER)
    return case


def waits(case):
    waiting = a_waiting_case()
    type(case).unguarded.filter(pk=case.pk).update(
        handed_over_by=waiting.handed_over_by, handed_over_on=waiting.handed_over_on
    )


def test_the_first_page_does_not_say_it(sign_in, anna, case):
    client = sign_in(anna)
    assert REMINDER in home(client).content.decode()

    waits(case)

    assert REMINDER not in home(client).content.decode()


def test_a_calendar_program_does_not_read_it(client, anna, case):
    feed = reverse("radar:feed", args=[renew_feed(anna)])
    assert len(Calendar.from_ical(client.get(feed).content).walk("VEVENT")) == 1

    waits(case)

    assert Calendar.from_ical(client.get(feed).content).walk("VEVENT") == []


def test_the_preview_of_a_bulk_hand_over_does_not_count_it(steinheim, lena, anna, case):
    transfer = a_transfer(steinheim, lena, case)
    assert len(lines_of(transfer, reader=lena, on=localdate() + timedelta(days=1))[0].notes) == 2

    waits(case)

    [line] = lines_of(transfer, reader=lena, on=localdate() + timedelta(days=1))
    assert line.notes == []
    assert "waiting" in [problem.code for problem in line.problems]
