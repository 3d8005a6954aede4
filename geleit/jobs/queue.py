# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Order jobs: once for a day or a row, and again every day.

A job is a function with `@task()` of django_tasks in a module `jobs.py` of its room. It takes
keys of rows and days, never names or texts: arguments stand unencrypted in the queue. A worker can
die at any moment and the job then runs again, so a job must be able to run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from geleit.jobs import rules
from geleit.jobs.models import JobOrder


@dataclass(frozen=True)
class Daily:
    """A job that is ordered once a day at or after an hour of local time."""

    task: Any
    at: time


CLOCK: dict[str, Daily] = {}
ON_START: list[Callable[[], Any]] = []


def at_start(look: Callable[[], Any]) -> Callable[[], Any]:
    """Let a room look after what a process left unfinished, whenever a worker starts."""
    ON_START.append(look)
    return look


def every_day(at: time) -> Callable[[Any], Any]:
    """Decorate a task of no arguments: it runs once a day, from this hour on."""

    def enter(task: Any) -> Any:
        CLOCK[task.module_path] = Daily(task, at)
        return task

    return enter


@transaction.atomic
def order_once(task: Any, *, key: str, **arguments: Any) -> bool:
    """Put a job into the queue unless one of its kind was ordered for this key; say whether.

    Order and job are written together with what the caller writes: all of it or nothing.
    """
    _order, is_new = JobOrder.objects.get_or_create(kind=task.module_path, key=key)
    if is_new:
        task.enqueue(**arguments)
    return is_new


def tick(now: datetime) -> list[str]:
    """Order the work of the day that is due by now; return the kinds that were ordered."""
    local = localtime(now)
    key = local.date().isoformat()
    return [
        kind
        for kind, daily in sorted(CLOCK.items())
        if rules.is_due(daily.at, now=local) and order_once(daily.task, key=key)
    ]
