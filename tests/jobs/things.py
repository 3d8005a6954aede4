# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs that only tests order."""

import os
import time

from django_tasks import task

from geleit.jobs.models import JobOrder
from geleit.jobs.queue import order_once


@task()
def note(row: str) -> None:
    JobOrder.objects.create(kind="noted", key=row)


@task()
def fail() -> None:
    raise RuntimeError("Mina Muster")


@task()
def slow(file: str) -> None:
    """Say that it began, and wait; what it is for is written once, whoever comes second."""
    with open(file, "a", encoding="ascii") as handle:
        handle.write(f"{os.getpid()}\n")
    time.sleep(1.5)
    order_once(note, key="slow", row="slow")
