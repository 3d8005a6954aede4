# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The queue's own work of the day."""

from datetime import time

from django.utils.timezone import now
from django_tasks import task

from geleit.jobs.queue import every_day
from geleit.jobs.worker import forget_old


@every_day(time(2, 40))
@task()
def forget_old_jobs() -> None:
    forget_old(now())
