# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the two sides are reminded of by mail: talks, tasks of talks, notice and the end."""

from collections.abc import Iterable, Sequence
from datetime import date

from geleit.accounts.models import User
from geleit.agreements.enums import AgreementMailKind as Kind
from geleit.agreements.mailing import people_of, put
from geleit.agreements.models import (
    CooperationAgreement,
    CooperationMeeting,
    LeadTimes,
    MeetingTask,
    terms_of,
)
from geleit.agreements.terms import binding_term, current_end, next_notice_day, reminder_days
from geleit.jobs import mails

PARTIES = ("municipality", "carrier")


def remind(*, on: date) -> None:
    """Write the mails of the day. Run twice it writes none twice; a missed day is caught up."""
    lead = LeadTimes.objects.in_force(on=on)
    for meeting in _meetings(on, until=lead.reaches("meeting_days", on=on)):
        bodies = meeting.invited.values_list("pk", flat=True)
        people = _wanting(people_of(meeting.agreement, bodies, on=on))
        about = meeting.appointment
        put(Kind.MEETING, about, day=meeting.held_on, agreement=meeting.agreement, people=people,
            meeting=meeting)  # fmt: skip
    for task in _tasks(until=lead.reaches("task_mail_days", on=on)):
        kind = Kind.OVERDUE if task.due_on < on else Kind.TASK
        agreement = task.meeting.agreement
        people = _wanting(people_of(agreement, [task.organisation_id], on=on))
        put(kind, f"task:{task.pk}", day=task.due_on, agreement=agreement, people=people)
    for agreement in CooperationAgreement.objects.filter(
        signed_on__isnull=False, handed_back_on=None
    ).living(on=on).order_by("pk"):  # fmt: skip
        _remind_of_the_term(agreement, months=lead.term_months, on=on)


def _meetings(on: date, *, until: date) -> Iterable[CooperationMeeting]:
    rows = CooperationMeeting.objects.filter(decided_on=None, held_on__gt=on, held_on__lte=until)
    return rows.select_related("agreement").order_by("pk")


def _tasks(*, until: date) -> Iterable[MeetingTask]:
    rows = MeetingTask.objects.filter(done_on=None, due_on__lte=until)
    return rows.select_related("meeting__agreement").order_by("pk")


def _remind_of_the_term(
    agreement: CooperationAgreement, *, months: Sequence[int], on: date
) -> None:
    """Some months before the day for notice, else before the end that is known."""
    term = binding_term(terms_of(agreement), given_on=on)
    notice = None if agreement.ends_on else next_notice_day(term, on=on)
    end = agreement.ends_on or (None if notice else current_end(term, on=max(on, term.begins_on)))
    kind, day = (Kind.NOTICE, notice) if notice else (Kind.END, end)
    if day is None or day < on:
        return
    passed = sum(one <= on for one in reminder_days(day, months))
    if passed:
        bodies = [getattr(agreement, f"{party}_id") for party in PARTIES]
        people = _wanting(people_of(agreement, bodies, on=on))
        about = f"{agreement.pk}:{day}:{passed}"
        put(kind, about, day=day, agreement=agreement, people=people)


def _wanting(people: list[User]) -> list[User]:
    refused = mails.without_reminders(user.pk for user in people)
    return [user for user in people if user.pk not in refused]
