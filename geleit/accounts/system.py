# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The state of the system: what an administrator looks at before anything breaks."""

import shutil
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now

from geleit.accounts.models import Membership, User
from geleit.jobs.worker import state_of_work

LITTLE_SPACE = 2 * 1024**3  # bytes; below this a backup may no longer fit

DAYS_AHEAD, SHOWN = 30, 10
PRINTING = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")  # what WeasyPrint loads


@dataclass(frozen=True)
class SystemState:
    """One look at the system; sizes in bytes."""

    version: str
    database: str
    database_size: int
    users: int
    pending_migrations: list[str]
    disk_free: int
    disk_total: int
    can_print: bool  # Pango is there, so PDF works
    work: dict[str, int]  # of the background: workers alive, jobs waiting, failed in a week

    @property
    def is_disk_low(self) -> bool:
        return self.disk_free < LITTLE_SPACE


def system_state() -> SystemState:
    """Look at database and disk; a handful of queries, none about people."""
    disk = shutil.disk_usage(settings.DATA_DIR)
    return SystemState(
        version=version("geleit"),
        database={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor],
        database_size=_database_size(),
        users=User.objects.filter(is_active=True).count(),
        pending_migrations=_pending_migrations(),
        disk_free=disk.free,
        disk_total=disk.total,
        can_print=all(find_library(name) for name in PRINTING),
        work=state_of_work(now()),
    )


def _database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def _pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@dataclass(frozen=True)
class AccountsToLookAt:
    """Accounts that see nothing, and roles that end soon."""

    without_role: list[User]
    ending: list[Membership]


def accounts_to_look_at(*, on: date) -> AccountsToLookAt:
    active = Membership.objects.active(on=on)
    idle = User.objects.filter(is_active=True).exclude(pk__in=active.values("user"))
    soon = active.filter(ends_on__lte=on + timedelta(days=DAYS_AHEAD), user__is_active=True)
    soon = soon.select_related("user", "organisation").order_by("ends_on", "pk")
    return AccountsToLookAt(list(idle.order_by("email")[:SHOWN]), list(soon[:SHOWN]))
