# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which process is at which list, how far it is, and what to say when it ended before its time.

All of this is written outside the transaction that takes a list over: it must be seen while that
one is at work, and stay when it is rolled back.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import OperationalError, transaction
from django.utils.timezone import now

from geleit.audit.models import record
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused
from geleit.intake import rules
from geleit.intake.models import ImportBatch, Step
from geleit.jobs.processes import is_alive, this_process

Say = Callable[[float], None]
SECONDS_BETWEEN = 0.5
log = logging.getLogger("geleit.intake")


def is_running(batch: ImportBatch) -> bool:
    """Whether a process is at this list now."""
    if not batch.step or not batch.runner:
        return False
    return not rules.is_cut_off(is_alive=is_alive(batch.runner), seen_at=batch.pulse_at, now=now())


@transaction.atomic
def begin(batch: ImportBatch, step: Step) -> ImportBatch:
    """Say that this process is at the list now, or raise Refused.

    A second click may come to another thread of the same process: it is refused like any other. Who
    named a process that lives no more was cut off.
    """
    batch = waiting(batch)
    problems = rules.take_over_problems(
        is_taken_over=False,
        is_running=is_running(batch),
        is_unreadable=bool(batch.trouble) and step == Step.TAKE,
    )
    if problems:
        raise Refused(problems)
    if batch.step == step and batch.runner:
        note_cut_off(batch)
    batch.step, batch.percent, batch.runner = step, 0, this_process()
    batch.begun_at = batch.pulse_at = now()
    batch.save(update_fields=["step", "percent", "runner", "begun_at", "pulse_at", "cut_off_at"])
    return batch


def waiting(batch: ImportBatch) -> ImportBatch:
    """Lock the list; raise Refused when somebody was faster."""
    locked = ImportBatch.unguarded.select_for_update(of=["self"]).filter(pk=batch.pk).first()
    if locked is None:
        raise Refused(rules.gone_problems())
    if locked.taken_over_at:
        raise Refused(
            rules.take_over_problems(is_taken_over=True, is_running=False, is_unreadable=False)
        )
    return locked


def progress_of(batch: ImportBatch) -> Say:
    """Return what notes how far this process is, from 0 to 1, now and then."""
    last = 0.0

    def say(share: float) -> None:
        nonlocal last
        if (
            time.monotonic() - last < SECONDS_BETWEEN
            or transaction.get_connection().in_atomic_block
        ):
            return
        last = time.monotonic()
        with suppress(OperationalError):  # somebody writes for long; the next word comes soon
            rows = ImportBatch.unguarded.filter(pk=batch.pk)
            rows.update(percent=min(round(share * 100), 99), pulse_at=now())

    return say


@transaction.atomic
def rest(batch: ImportBatch, *, is_cut_off: bool = False) -> None:
    """Say that no process is at the list any more; it waits for people again."""
    rows = ImportBatch.unguarded.filter(pk=batch.pk, taken_over_at=None)
    found = rows.select_for_update(of=["self"]).first()
    if found is None:
        return
    if is_cut_off:
        note_cut_off(found)
    found.step, found.runner, found.percent = Step.NONE, "", 0
    found.save(update_fields=["step", "runner", "percent", "cut_off_at"])


def note_cut_off(batch: ImportBatch) -> None:
    """Note it; the caller saves, once: after a second time PostgreSQL asks for the agreement, too.

    A take-over holds that, and waits for the list.
    """
    batch.cut_off_at = now()
    record("job:lists", "list-cut-off", batch, step=batch.step)


@system_eyes()
def look_for_cut_off() -> list[ImportBatch]:
    """Find lists whose process ended before its time, say so, and let them wait again.

    Nothing of them was taken over: the rows are written in one transaction. Whoever looks at the
    list is told so and can begin anew.
    """
    found = []
    for batch in ImportBatch.unguarded.exclude(step=Step.NONE).exclude(runner="").defer("content"):
        if is_running(batch):
            continue
        log.warning("list %s: cut off at step %s, nothing was taken over", batch.pk, batch.step)
        rest(batch, is_cut_off=True)
        found.append(batch)
    return found
