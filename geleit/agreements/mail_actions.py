# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting to a meeting by mail."""

from datetime import date

from django.conf import settings
from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements import meeting_rules as rules
from geleit.agreements.enums import AgreementMailKind
from geleit.agreements.jobs import send_mails
from geleit.agreements.mailing import people_of, put, round_of
from geleit.agreements.models import CooperationMeeting
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.jobs.queue import order_once


@transaction.atomic
def invite(meeting: CooperationMeeting, *, by: User, on: date) -> int:
    """Invite everybody who speaks for the invited bodies; return for how many that is new.

    Whoever has the invitation gets no second one; another day, hour or place is a new invitation.
    """
    rows = CooperationMeeting.objects.select_for_update(of=("self",))
    meeting = rows.select_related("agreement__municipality", "agreement__carrier").get(
        pk=meeting.pk
    )
    party_of(by, meeting.agreement)
    bodies = meeting.invited.values_list("pk", flat=True)
    people = people_of(meeting.agreement, bodies, on=on)
    problems = rules.inviting_problems(
        meeting.decided_on, held_on=meeting.held_on, sends_mail=settings.SENDS_MAIL,
        people=len(people), on=on,
    )  # fmt: skip
    if problems:
        raise Refused(problems)
    about = round_of(meeting)
    number = put(
        AgreementMailKind.INVITATION, about, day=meeting.held_on, agreement=meeting.agreement,
        people=people, meeting=meeting,
    )  # fmt: skip
    record(by, "meeting-invited", meeting, agreement=meeting.agreement_id, people=number)
    order_once(send_mails, key=f"{about}:{_mails_of(meeting)}")
    return number


def _mails_of(meeting: CooperationMeeting) -> int:
    """A second order is needed only where somebody has come to those who are invited."""
    return meeting.mails.filter(kind=AgreementMailKind.INVITATION).count()
