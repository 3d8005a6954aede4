# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secret addresses of calendars: made, shown once, renewed, revoked."""

import hashlib
import secrets

from django.db import transaction
from django.utils.timezone import now

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.deadlines.models import CalendarFeed


def hash_of(token: str) -> str:
    """Return under what a token is kept: it is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def renew_feed(user: User) -> str:
    """Return a new secret; the former address stops at once."""
    revoke_feed(user)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=user, token_hash=hash_of(token))
    record(user, "calendar-made", feed)
    return token


@transaction.atomic
def revoke_feed(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)
    for feed in CalendarFeed.objects.filter(user=user, revoked_at=None):
        feed.revoked_at = now()
        feed.save(update_fields=["revoked_at"])
        record(user, "calendar-revoked", feed)
