# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long lists are read and taken over in the background.

Both may run twice: a list that no longer waits for the step is left alone.
"""

from contextlib import suppress

from django.utils.timezone import localdate
from django_tasks import task

from geleit.core.problems import Refused
from geleit.intake import actions
from geleit.intake.running.actions import look_for_cut_off
from geleit.jobs.queue import at_start

at_start(look_for_cut_off)


@task()
def read_a_list(batch: int) -> None:
    actions.read_ordered(batch, on=localdate())


@task()
def take_over_a_list(batch: int) -> None:
    with suppress(Refused):  # somebody was faster; the page says how it stands
        actions.take_over_ordered(batch, on=localdate())
