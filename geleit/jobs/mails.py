# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending a mail once, also when a worker is killed.

A mail is a row before it is sent, with the Message-ID that it will carry; a constraint of its
table says what „the same mail“ is. A row that a dead worker left as „sending“ is sent again with
the same Message-ID: a mail that is lost is worse than one that comes twice, and mail servers drop
the second one by its Message-ID.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.jobs.enums import MailState

MOST_TRIES = 5
LEFT_BEHIND = timedelta(minutes=10)  # after which a „sending“ row belongs to a dead worker


class MailRow(models.Model):
    """A mail on its way."""

    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    state = models.CharField(
        _("Stand"), max_length=10, choices=MailState, default=MailState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    changed_at = models.DateTimeField(_("zuletzt"), default=now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.message_id


# Where people say that they want no reminders: a room above says here how to ask.
REFUSALS: list[Callable[[Iterable[int]], set[int]]] = []


def without_reminders(users: Iterable[int]) -> set[int]:
    asked = list(users)
    return {user for ask in REFUSALS for user in ask(asked)}


def new_message_id() -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "geleit.invalid"
    return make_msgid(domain=domain)


def headed(row: Any, subject: str, body: str) -> EmailMessage:
    """Return the mail of a row to its user, under its own Message-ID."""
    headers = {"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, None, [row.user.email], headers=headers)


def send_waiting(waiting: models.QuerySet[Any], message: Callable[[Any], EmailMessage]) -> int:
    """Send what waits among these rows, one by one; return how many went out."""
    sent = 0
    while mail := _claim(waiting, now()):
        try:
            message(mail).send()
        except OSError:  # the server is away or refuses: later again
            _settle(mail, MailState.FAILED if mail.tries >= MOST_TRIES else MailState.WAITING)
            return sent
        _settle(mail, MailState.SENT)
        sent += 1
    return sent


@transaction.atomic
def _claim(waiting: models.QuerySet[Any], at: datetime) -> MailRow | None:
    """Take the next mail; kept before it is sent, so that a second worker leaves it alone."""
    left = Q(state=MailState.SENDING, changed_at__lt=at - LEFT_BEHIND)
    rows = waiting.select_for_update(skip_locked=True, of=["self"])
    rows = rows.filter(Q(state=MailState.WAITING) | left).order_by("changed_at", "pk")
    mail: MailRow | None = rows.first()
    if mail:
        mail.state, mail.tries, mail.changed_at = MailState.SENDING, mail.tries + 1, at
        mail.save(update_fields=["state", "tries", "changed_at"])
    return mail


def _settle(mail: MailRow, state: str) -> None:
    mail.state, mail.changed_at = state, now()
    mail.save(update_fields=["state", "changed_at"])
