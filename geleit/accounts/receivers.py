# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows when allauth and Django say that something happened."""

from typing import Any

from django.http import HttpRequest

from geleit.accounts import notices, second_factor, sign_in_actions
from geleit.accounts.middleware import note_begin
from geleit.accounts.models import User
from geleit.audit.keys import audit_key
from geleit.audit.models import VISITOR, record


def session_begins(request: HttpRequest, **_said: Any) -> None:
    note_begin(request)


def signed_in(user: Any, **_said: Any) -> None:
    """Asked of allauth, which waits for the second factor."""
    record(user, "signed-in", user)


def sign_in_failed(credentials: dict[str, Any], **_said: Any) -> None:
    """Note the account, where there is one, and never what was typed.

    Its fingerprint needs the key of the log; it shows that the same name was tried again.
    """
    typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    user = User.objects.filter(email=typed).first()
    record(VISITOR, "sign-in-failed", user, typed=audit_key().fingerprint(typed))


def signed_out(user: Any, request: HttpRequest, **_said: Any) -> None:
    if user is None:
        return
    why = getattr(request, "session_over", "")
    if why:
        record(user, "session-expired", user, why=why)
    else:
        record(user, "signed-out", user)


def factor_is_gone(instance: Any, **_said: Any) -> None:
    second_factor.forget_secret(instance)


def factor_added(user: Any, authenticator: Any, **_said: Any) -> None:
    record(user, "second-factor-added", user, factor=authenticator.type)
    notices.factor_added(user)


def factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_said: Any) -> None:
    record(user, "second-factor-removed", user, factor=authenticator.type)
    sign_in_actions.end_other_sessions(request, user)
    notices.factor_removed(user)
