# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ending a case beside somebody who still adds work to it."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused
from geleit.course.actions import end_case
from geleit.deadlines.actions import add_reminder
from tests import factories
from tests.course.things import a_reason

DAY = date(2020, 3, 2)
SAID = {"evaluation": "Alles gut.", "income": "work"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_a_reminder_added_meanwhile_keeps_the_case_open(anna):
    case = factories.a_case(holder=anna)
    reason = a_reason()
    refused = []

    def close():
        with system_eyes():
            try:
                end_case(case, results={}, by=anna, on=DAY, reason=reason, **SAID)
            except Refused as problems:
                refused.append(problems)
            finally:
                connections.close_all()

    closing = Thread(target=close)
    with transaction.atomic():
        locked_for_writing(case)
        closing.start()  # it waits for the lock, and counts afterwards
        closing.join(0.5)
        add_reminder(case, text="Anruf", due_on=date(2020, 3, 9), by=anna, on=DAY)
    closing.join(20)

    assert Case.unguarded.get(pk=case.pk).closed_on is None
    assert len(refused) == 1
