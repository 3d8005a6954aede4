# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every night: which persons may be here twice?"""

from datetime import time

from django.utils.timezone import localdate
from django_tasks import task

from geleit.identity.actions import find_possible_duplicates
from geleit.jobs.queue import every_day


@every_day(time(3, 20))
@task()
def look_for_duplicates() -> None:
    find_possible_duplicates(on=localdate())
