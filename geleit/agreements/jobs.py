# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs in the background: mails to the two sides."""

from datetime import time

from django.utils.timezone import localdate
from django_tasks import task

from geleit.agreements.mail_reminders import remind
from geleit.agreements.mailing import send_waiting
from geleit.jobs.queue import every_day


@task()
def send_mails() -> None:
    """Send what waits, for instance invitations."""
    send_waiting()


@every_day(time(6, 40))
@task()
def remind_the_sides() -> None:
    """Write and send the reminders of the day; what is left over is sent by the next run."""
    remind(on=localdate())
    send_waiting()
