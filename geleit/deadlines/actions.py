# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of reminders."""

from datetime import date

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines import rules
from geleit.deadlines.models import FollowUpReminder


@transaction.atomic
def add_reminder(case: Case, *, text: str, due_on: date, by: User, on: date) -> FollowUpReminder:
    """Set a reminder; the same text for the same day (a double click) stays one."""
    case = locked_for_writing(case)
    if problems := rules.reminder_problems(due_on=due_on, on=on):
        raise Refused(problems)
    reminders = FollowUpReminder.unguarded.filter(case=case)
    for same in reminders.open().filter(due_on=due_on).order_by("pk"):
        if same.text == text:  # compared here: the database sees seals only
            return same
    reminder = FollowUpReminder.unguarded.create(case=case, text=text, due_on=due_on)
    record(by, "reminder-added", reminder)
    return reminder


@transaction.atomic
def finish_reminder(reminder: FollowUpReminder, *, by: User, on: date) -> FollowUpReminder:
    """Mark a reminder as done; doing it twice changes nothing."""
    reminder = _locked(reminder)
    if reminder.done_on is None:
        reminder.done_on, reminder.done_by = on, by.name
        reminder.save(update_fields=["done_on", "done_by"])
        record(by, "reminder-done", reminder)
    return reminder


@transaction.atomic
def resume_reminder(reminder: FollowUpReminder, *, by: User) -> FollowUpReminder:
    """Undo `finish_reminder`."""
    reminder = _locked(reminder)
    if reminder.done_on is not None:
        reminder.done_on, reminder.done_by = None, ""
        reminder.save(update_fields=["done_on", "done_by"])
        record(by, "reminder-resumed", reminder)
    return reminder


def _locked(reminder: FollowUpReminder) -> FollowUpReminder:
    locked_for_writing(reminder.case)
    return FollowUpReminder.unguarded.select_for_update().get(pk=reminder.pk)
