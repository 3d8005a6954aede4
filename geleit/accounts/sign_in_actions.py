# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions, and who an account is at the identity provider: the only writers."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geleit.accounts import notices
from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused


@transaction.atomic
def bind_identity(user: User, *, provider: str, subject: str) -> None:
    """Note which person at the identity provider this account belongs to, for good."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if SocialAccount.objects.filter(user=user, provider=provider).exists():
        raise Refused([Problem("bound", _("Dieses Konto gehört schon zu einer anderen Person."))])
    SocialAccount.objects.create(user=user, provider=provider, uid=subject, extra_data={})
    record(user, "identity-bound", user)


@transaction.atomic
def release_identity(user: User, *, by: Any) -> None:
    """Forget who this account belongs to at the identity provider; its sessions end."""
    user = User.objects.select_for_update().get(pk=user.pk)
    SocialAccount.objects.filter(user=user).delete()
    close_sessions(user)
    record(by, "identity-released", user)
    notices.access_renewed(user)


@transaction.atomic
def end_sessions(user: User, *, by: Any) -> None:
    """Sign somebody out on every device."""
    close_sessions(user)
    record(by, "sessions-ended", user)


@transaction.atomic
def end_other_sessions(request: HttpRequest, user: User) -> None:
    """Sign somebody out everywhere but here; here the session gets a new number."""
    here = request.session.session_key
    close_sessions(user, but=here)
    user.refresh_from_db(fields=["session_epoch"])
    update_session_auth_hash(request, user)


def close_sessions(user: User, *, but: str | None = None) -> None:
    """End every session, also one that stands in no list."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()
