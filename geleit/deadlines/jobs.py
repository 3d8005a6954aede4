# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs in the background: every night the deadlines follow the days of all files."""

from datetime import time

from django.utils.timezone import localdate
from django_tasks import task

from geleit.deadlines.reminding.actions import remind, send_waiting
from geleit.deadlines.tracking.actions import follow_by_key, follow_every_case
from geleit.jobs.queue import every_day


@every_day(time(3, 10))
@task()
def follow_the_files() -> None:
    """For what comes with time: births of a year, the end of the year, imported lists."""
    follow_every_case(on=localdate())


@every_day(time(6, 30))
@task()
def remind_by_mail() -> None:
    """Write and send the mails of the day; what is left over is sent by the next run."""
    remind(on=localdate())
    send_waiting()


@task()
def follow_some(cases: list[int]) -> None:
    """Files in which a long list changed something."""
    follow_by_key(cases, on=localdate())
