# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which persons may be here twice? Asked every night of all, and of new ones at once."""

from datetime import time

from django.utils.timezone import localdate
from django_tasks import task

from geleit.identity.actions import compare, find_possible_duplicates
from geleit.jobs.queue import every_day


@every_day(time(3, 20))
@task()
def look_for_duplicates() -> None:
    find_possible_duplicates(on=localdate())


@task()
def compare_persons(persons: list[int]) -> None:
    compare(persons, on=localdate())
