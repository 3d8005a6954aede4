# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Core's part in the start: look for the keys, refuse numbers and days that fit nowhere."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "geleit.core"

    def ready(self) -> None:
        from geleit.core import checks, lookups, possible_days

        lookups.register()
        possible_days.register()
        register(checks.keys_are_there)
        post_migrate.connect(_have_a_data_key, sender=self)


def _have_a_data_key(*, using: str, **_kwargs: Any) -> None:
    """Make the first data key with the tables: no page has to, in the midst of its transaction."""
    from geleit.core.vault import data_keys

    data_keys.forget()
    if using == "default" and data_keys.ready():
        data_keys.current_id()
