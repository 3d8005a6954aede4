# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On PostgreSQL nothing starts whose second wall would hold nobody back."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connections

from geleit.walls.rows import policies

ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def every_guarded_table_has_a_way(**_kwargs: Any) -> list[CheckMessage]:
    try:
        policies.walls()
    except policies.NoWay as error:
        return [Error(str(error), id="geleit.E010")]
    return []


def walls_stand(databases: Iterable[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Look at the role and at every wall; `migrate` itself is let through to raise them."""
    found: list[CheckMessage] = []
    for using in databases or ():
        if connections[using].vendor == "postgresql":
            found += _of_role(using)
            if "migrate" not in sys.argv:
                found += _of_walls(using)
    return found


def problems() -> list[str]:
    """Return what keeps the application from starting, with the mend."""
    try:
        found = walls_stand(databases=["default"])
    except DatabaseError:
        return []  # no database to talk to: the pages will say so
    return [f"{one.msg} {one.hint}" for one in found]


def _of_role(using: str) -> list[CheckMessage]:
    with connections[using].cursor() as cursor:
        cursor.execute(ROLE)
        name, goes_through = cursor.fetchone()
    if not goes_through:
        return []
    text = f"The role {name} goes through every policy of PostgreSQL: it may see all rows."
    hint = f"Take a role of its own, or: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS (docs/zeilenschutz.md)"
    return [Error(text, hint=hint, id="geleit.E011")]


def _of_walls(using: str) -> list[CheckMessage]:
    if not (tables := policies.gaps(using)):
        return []
    text = f"Row-level security is missing or out of date on: {', '.join(tables)}."
    return [Error(text, hint="Run: manage.py migrate", id="geleit.E012")]
