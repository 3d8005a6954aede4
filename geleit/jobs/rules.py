# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When work is due that comes back, and when a worker counts as dead. Pure."""

from datetime import datetime, time, timedelta

ALIVE_FOR = timedelta(minutes=2)  # silence after which a worker's job is given to another
MOST_TRIES = 3  # a job whose worker died this often is left alone and shown as failed
KEPT_DAYS = 60  # finished jobs and orders


def is_due(at: time, *, now: datetime) -> bool:
    """Whether the work of the day is to be ordered; `now` in local time.

    A worker that was off at the hour makes it up on the same day, and no earlier day.
    """
    return now.time() >= at


def is_dead(seen_at: datetime | None, *, now: datetime) -> bool:
    return seen_at is None or now - seen_at > ALIVE_FOR
