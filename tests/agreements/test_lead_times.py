# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long before a day people are told of it is dated data with a source, not a number in code."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from geleit.agreements.mail_reminders import remind
from geleit.agreements.models import AgreementMail, LeadTimes
from geleit.agreements.reminders import reminders
from tests.agreements.test_meetings import a_meeting, a_task

pytestmark = pytest.mark.django_db
ON = date(2020, 3, 10)


def test_the_first_row_is_there_with_its_source():
    row = LeadTimes.objects.in_force(on=date(2019, 6, 1))

    assert (row.meeting_days, row.task_mail_days, row.task_days) == (3, 7, 14)
    assert (row.term_months, row.consent_days) == ([6, 3, 1], 28)
    assert "keine Rechtsregel" in row.source
    assert "Kündigung" in row.source
    assert "Einwilligung" in row.source


def test_a_later_row_counts_from_its_day_for_mails_and_pages(steinheim, lena, dora, settings):
    settings.SENDS_MAIL = True
    a_task(a_meeting(steinheim, lena), lena)  # of the town, due on 1 April
    LeadTimes.objects.create(valid_from=ON, task_mail_days=22, task_days=22, source="Absprache")
    sides = [steinheim.municipality_id]

    found = []
    for day in (date(2020, 3, 9), ON):
        remind(on=day)
        thought = reminders([steinheim], sides=sides, on=day)[steinheim.pk]
        found.append((AgreementMail.objects.count(), len(thought)))

    assert found == [(0, 0), (1, 1)]


def test_the_months_before_an_end_are_data_for_mails_and_pages(steinheim, lena, dora, settings):
    settings.SENDS_MAIL = True
    steinheim.signed_on, steinheim.ends_on = date(2020, 1, 1), date(2020, 12, 10)
    steinheim.save()
    LeadTimes.objects.create(valid_from=ON, term_months=[9], source="Absprache")

    found = []
    for day in (date(2020, 3, 9), ON):
        remind(on=day)
        thought = reminders([steinheim], sides=[], on=day)[steinheim.pk]
        found.append((AgreementMail.objects.count(), len(thought)))

    assert found == [(0, 0), (2, 1)]


def test_a_row_that_names_no_months_keeps_those_named_last():
    """Who gives other days for a task would else hear of a notice on its last day only."""
    LeadTimes.objects.create(valid_from=ON, task_days=22, source="Absprache")
    LeadTimes.objects.create(valid_from=date(2020, 4, 1), term_months=[0], source="Absprache")

    days = (date(2020, 3, 9), ON, date(2020, 4, 1))
    found = [LeadTimes.objects.in_force(on=day).term_months for day in days]

    assert found == [[6, 3, 1], [6, 3, 1], [0]]


def test_before_any_row_counts_people_are_told_on_the_day_itself():
    row = LeadTimes.objects.in_force(on=date(2016, 12, 31))

    assert row.reaches("task_days", on=ON) == ON


def test_the_database_wants_a_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        LeadTimes.objects.create(valid_from=ON, source="")
