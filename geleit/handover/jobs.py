# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many cases are moved in the background. A job that runs twice finds nothing ordered any more."""

from contextlib import suppress

from django.utils.timezone import localdate, now
from django_tasks import task

from geleit.core.problems import Refused
from geleit.handover.transfers import actions
from geleit.handover.transfers.queries import transfer_of
from geleit.jobs.queue import at_start

at_start(lambda: actions.look_for_cut_off(now()))


@task()
def move_many(transfer: int) -> None:
    with suppress(Refused):  # the page says what stands against it
        if found := transfer_of(transfer):
            actions.move(found, on=localdate(), at=now())
