# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raises the walls after migrating, and changes the eyes when somebody signs in or out."""

from contextlib import AbstractContextManager
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from geleit.core import eyes

_migrating: list[AbstractContextManager[None]] = []


class RowsConfig(AppConfig):
    name = "geleit.walls.rows"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from geleit.walls.rows import checks

        register(checks.every_guarded_table_has_a_way)
        register(checks.walls_stand, Tags.database)
        core = apps.get_app_config("core")  # one sender: each signal is sent once for every app
        pre_migrate.connect(_before, sender=core)
        post_migrate.connect(_after, sender=core)
        user_logged_in.connect(_signed_in)
        user_logged_out.connect(_signed_out)


def _before(*, using: str, plan: Any = (), **_kwargs: Any) -> None:
    from geleit.walls.rows import policies

    if connections[using].vendor == "postgresql" and plan:
        _migrating.append(eyes.system_eyes())
        _migrating[-1].__enter__()
        policies.shut_walls(using)


def _after(*, using: str, **kwargs: Any) -> None:
    """Raise the walls; emptying the tables in tests sends this signal too, without a plan."""
    from geleit.walls.rows import policies

    if connections[using].vendor == "postgresql" and "plan" in kwargs:
        policies.raise_walls(using)
        if _migrating:
            _migrating.pop().__exit__(None, None, None)


def _signed_in(user: Any, **_said: Any) -> None:
    eyes.become(user)


def _signed_out(**_said: Any) -> None:
    eyes.become(None)
