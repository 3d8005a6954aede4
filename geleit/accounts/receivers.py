# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows when allauth and Django say that something happened."""

from typing import Any

from django.http import HttpRequest

from geleit.accounts import second_factor
from geleit.accounts.middleware import note_begin
from geleit.audit.models import record


def session_begins(request: HttpRequest, **_said: Any) -> None:
    note_begin(request)


def factor_is_gone(instance: Any, **_said: Any) -> None:
    second_factor.forget_secret(instance)


def factor_added(user: Any, authenticator: Any, **_said: Any) -> None:
    record(user, "second-factor-added", user, factor=authenticator.type)


def factor_removed(user: Any, authenticator: Any, **_said: Any) -> None:
    record(user, "second-factor-removed", user, factor=authenticator.type)
