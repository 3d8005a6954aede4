# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is reminded of what by mail, and sending it: once, also when a worker is killed.

A mail is a row before it is sent (geleit.jobs.mails), unique for deadline, person and day. Nothing
of the case stands in a mail, only its number.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.core.dates import day_text
from geleit.deadlines.enums import ChangeKind
from geleit.deadlines.models import Deadline, ReminderMail, ReminderWish
from geleit.deadlines.tracking import rules
from geleit.deadlines.tracking.actions import CLOCK, next_warning_of, note_change
from geleit.deadlines.tracking.answering import leads_of, openers_of, owner_of
from geleit.jobs import mails
from geleit.staffing.models import Deputy

AT_ONCE = 100
DEPUTY_DAYS = 3  # the deputy is told too when so few days are left


def remind(*, on: date) -> int:
    """Write the mails of the day for every deadline that is due to be thought of."""
    written = 0
    while keys := list(_to_think_of(on).values_list("pk", flat=True)[:AT_ONCE]):
        written += _remind_some(keys, on=on)
    return written


def _to_think_of(on: date):
    told_before = Q(escalated_on=None) | Q(escalated_on__lte=F("due_on"))
    at_risk = Q(is_fatal=True, work_by__lte=on, escalated_on=None)
    rows = Deadline.unguarded.open().filter(case__closed_on=None)
    return rows.filter(
        Q(next_warning_on__lte=on) | Q(due_on__lt=on) & told_before | at_risk
    ).order_by("pk")


def must_escalate(row: Deadline, *, on: date) -> bool:
    """Return whether deputy and lead are told: at the cautious day where all would be lost, so
    that there is still time, and once more when the last day has passed.
    """
    if row.due_on < on:
        return row.escalated_on is None or row.escalated_on <= row.due_on
    return row.is_fatal and row.work_by <= on and row.escalated_on is None


def day_to_name(row: Deadline, *, on: date) -> date:
    """Return the day to which a mail counts: by letter the cautious one, as long as it is ahead."""
    return row.work_by if row.letter_id and on <= row.work_by else row.due_on


@transaction.atomic
def _remind_some(keys: list[int], *, on: date) -> int:
    rows = Deadline.unguarded.select_for_update(of=["self"]).filter(pk__in=keys)
    rows = rows.select_related("case", "case__holder", "owner", "deputy", "case__agreement")
    found: list[ReminderMail] = []
    for row in rows.order_by("pk"):
        found += _reminders(row, on=on)
        if must_escalate(row, on=on):
            people = [row.deputy, *_stand_ins(row, on=on), *leads_of(row.case, on=on)]
            found += _mails(row, people, on=on, is_escalation=True)
            row.escalated_on = on
            reason = _why_so_few(row, people, on=on)
            note_change(row, ChangeKind.ESCALATED, by=CLOCK, due_on=row.due_on, reason=reason)
            record(CLOCK, "deadline-escalated", row)
        row.next_warning_on = next_warning_of(row, after=on)
        row.save(update_fields=["next_warning_on", "escalated_on"])
    ReminderMail.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _reminders(row: Deadline, *, on: date) -> list[ReminderMail]:
    """Return the mails to whoever looks after it; where nobody does any more, to the lead."""
    owner = owner_of(row, openers_of(row.case, on=on))
    people: list[User | None] = [owner] if owner else [*leads_of(row.case, on=on)]
    if (day_to_name(row, on=on) - on).days <= DEPUTY_DAYS:
        people += [row.deputy]
    return _mails(row, people, on=on)


def _stand_ins(row: Deadline, *, on: date) -> list[User]:
    """Return who stands in today for the holder of the case."""
    if row.case.holder_id is None:
        return []
    rows = Deputy.objects.active(on=on).filter(holder=row.case.holder_id).select_related("deputy")
    rows = rows.reaching(row.case.agreement_id)
    return [stand_in.deputy for stand_in in rows.order_by("pk")]


def _why_so_few(row: Deadline, people: Iterable[User | None], *, on: date) -> str:
    """Return why only named people are told, where the case is specially protected."""
    if not row.case.is_protected:
        return ""
    openers = openers_of(row.case, on=on)
    told = {user.pk: user.name for user in people if user and user.pk in openers}
    with override(settings.LANGUAGE_CODE):
        return rules.told_only_the_named(sorted(told.values()))


def _mails(
    row: Deadline, people: Iterable[User | None], *, on: date, is_escalation: bool = False
) -> list[ReminderMail]:
    """Write to those who can open the case: others hear nothing of it, not even its number."""
    if not settings.SENDS_MAIL:
        return []
    openers = openers_of(row.case, on=on)
    wanted = {user.pk: user for user in people if user and user.email and user.pk in openers}
    unwanted = without_reminders(wanted)
    return [
        ReminderMail(
            deadline=row, user=user, day=on, is_escalation=is_escalation,
            message_id=mails.new_message_id(),
        )
        for key, user in sorted(wanted.items())
        if key not in unwanted
    ]  # fmt: skip


def send_waiting() -> int:
    """Send what waits, one by one; return how many went out."""
    return mails.send_waiting(ReminderMail.objects.all(), message)


def message(mail: ReminderMail) -> EmailMessage:
    """Return the mail: the case by its number, the days that are left, and nothing else."""
    deadline = mail.deadline
    with override(settings.LANGUAGE_CODE):
        days = (day_to_name(deadline, on=mail.day) - mail.day).days
        subject = _subject(deadline.case.number, days, is_escalation=mail.is_escalation)
        body = _(
            "%(subject)s.\n\nLetzter Tag: %(day)s. Mehr steht in Geleit unter „Fristen“.\n\n"
            "Erinnerungen abschalten: in Geleit unter „Fristen“, „Kalender und Erinnerungen“."
        ) % {"subject": subject, "day": day_text(deadline.due_on)}
    return mails.headed(mail, subject, body)


def _subject(number: str, days: int, *, is_escalation: bool) -> str:
    if is_escalation and days >= 0:
        return _("Frist in Fall %(number)s ist noch offen") % {"number": number}
    if days < 0:
        return _("Frist in Fall %(number)s ist abgelaufen") % {"number": number}
    if days == 0:
        return _("Frist in Fall %(number)s endet heute") % {"number": number}
    words = ngettext(
        "Frist in Fall %(number)s in %(n)d Tag", "Frist in Fall %(number)s in %(n)d Tagen", days
    )
    return words % {"number": number, "n": days}


def without_reminders(users: Iterable[int]) -> set[int]:
    """Return who of these people wants no reminders by mail, whatever room they come from."""
    refused = ReminderWish.objects.filter(user__in=users, by_mail=False)
    return set(refused.values_list("user", flat=True))


@transaction.atomic
def wish(user: User, *, by_mail: bool) -> ReminderWish:
    """Keep whether somebody wants mails."""
    found, _is_new = ReminderWish.objects.update_or_create(user=user, defaults={"by_mail": by_mail})
    record(user, "reminder-wish", found, by_mail=by_mail)
    return found
