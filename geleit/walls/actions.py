# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open the emergency door, and look at who opened it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from geleit.accounts.models import Role, User
from geleit.agreements.coverage import covered_by
from geleit.audit.models import Event, record
from geleit.cases import rules
from geleit.cases.actions import locked
from geleit.cases.models import Case, DoorRule, EmergencyAccess
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused

TRIED = "door-tried"


def try_number(*, by: User, at: datetime) -> DoorRule:
    """Note the try, and refuse when it is one too many. Stays noted whatever comes after.

    What was typed is not noted: it may be anything.
    """
    rule = DoorRule.objects.in_force(on=localtime(at).date())
    record(by, TRIED)
    tries = Event.objects.by_actor(by).filter(verb=TRIED, at__gt=at - timedelta(hours=1))
    _refuse(rules.tries_problems(tries=tries.count(), allowed=rule.tries_an_hour))
    return rule


@transaction.atomic
@system_eyes()
def open_door(*, number: str, reason: str, hours: int, by: User, at: datetime) -> Case:
    """Open the case with this number to a social worker of its carrier, for some hours.

    A number that does not exist, a case elsewhere and a protected one are refused alike. Who sees
    the case anyway needs no door and gets none.
    """
    _refuse(rules.reason_problems(reason))
    reached = covered_by(
        by, Role.SOCIAL_WORKER, organisation="agreement__carrier", agreement="agreement"
    )
    cases = Case.unguarded.accepted().filter(reached, is_protected=False)
    found = cases.filter(number=number.strip()).first()
    if found is None or (case := locked(found)).is_protected:
        text = _("Diese Fallnummer gibt es bei Ihrem Träger nicht.")
        raise Refused([Problem("no-such-number", text)])
    if not Case.unguarded.visible_to(by).filter(pk=case.pk).exists():
        ends_at = at + timedelta(hours=hours)
        door = EmergencyAccess.objects.create(
            case=case, user=by, reason=reason, opened_at=at, ends_at=ends_at
        )
        record(by, "door-opened", case, door=door.pk, hours=hours)
    return case


@transaction.atomic
def mark_seen(door: EmergencyAccess, *, by: User, at: datetime) -> None:
    """Note that the lead has looked at an opening; twice is once."""
    door = EmergencyAccess.objects.select_for_update(of=["self"]).get(pk=door.pk)
    if door.seen_by_lead_at is None:
        door.seen_by_lead_at = at
        door.save(update_fields=["seen_by_lead_at"])
        record(by, "door-seen", door, case=door.case.pk)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
