# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long pages take on the present database, measured on the server side.

Requests go through all of Django (middleware, permissions, templates) but not through a network.
Each is rolled back, so that nothing of the measuring stays: no note, no entry in the log.
"""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from geleit.cases.models import Person
from geleit.counselling.models import Contact

Clock = Callable[[], float]  # seconds
BOOKKEEPING = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class NothingToMeasure(Exception):
    """There is no case, or nobody who could open one."""


class UnexpectedAnswer(Exception):
    """A page did not answer as it should; its time would mean nothing."""


@dataclass(frozen=True)
class Measured:
    """What one page cost."""

    name: str
    median_ms: float
    p95_ms: float
    queries: int


@dataclass(frozen=True)
class Page:
    """One thing people do; `ask` is given the number of the round."""

    name: str
    ask: Callable[[int], HttpResponseBase]
    status: int = 200


def measured(page: Page, *, repeat: int, clock: Clock = time.perf_counter) -> Measured:
    """Ask for the page once to warm up, then `repeat` times by the clock, then count queries."""
    answer(page, 0, clock)
    times = sorted(answer(page, n, clock) for n in range(1, repeat + 1))
    with CaptureQueriesContext(connection) as captured:
        answer(page, 1, clock)
    asked = [query for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return Measured(
        name=page.name,
        median_ms=round(middle(times) * 1000, 1),
        p95_ms=round(percentile(times, 95) * 1000, 1),
        queries=len(asked),
    )


def middle(times: list[float]) -> float:
    """Return the median of sorted times, one that was observed."""
    return times[len(times) // 2]


def percentile(times: list[float], percent: int) -> float:
    """Return the time that so many in a hundred do not exceed (nearest rank)."""
    return times[-(-len(times) * percent // 100) - 1]


def answer(page: Page, round_: int, clock: Clock = time.perf_counter) -> float:
    """Return the seconds of one request, and leave the database as it was."""
    with transaction.atomic():
        begin = clock()
        response: Any = page.ask(round_)
        b"".join(response)
        seconds = clock() - begin
        transaction.set_rollback(True)
    if response.status_code != page.status:
        raise UnexpectedAnswer(f"{page.name}: {response.status_code} instead of {page.status}")
    return seconds


def machine() -> str:
    """Return what it was measured on, in one line."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.platform()
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def database() -> tuple[str, float]:
    """Return the database's name with its version, and its size in megabytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            version = cursor.fetchone()[0]
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            return f"SQLite {version}", round(cursor.fetchone()[0] / 1e6, 1)
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
        cursor.execute("SELECT pg_database_size(current_database())")
        return f"PostgreSQL {version}", round(cursor.fetchone()[0] / 1e6, 1)


def document(found: list[Measured]) -> dict[str, Any]:
    name, size = database()
    return {
        "machine": machine(),
        "persons": Person.unguarded.count(),
        "contacts": Contact.unguarded.count(),
        "database": name,
        "size_mb": size,
        "pages": [vars(one) for one in found],
    }
