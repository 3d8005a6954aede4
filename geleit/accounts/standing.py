# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access that ends while a request is under way: nothing of it may be kept.

A page is opened with the memberships of its first moment. Before its act is written down they are
asked for again, locked, in the transaction of the act: either the act is finished before the
membership ends, or it leaves nothing behind.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from geleit.accounts.models import Membership, User


class AccessEnded(PermissionDenied):
    """What this person may do became less while she was doing it; answered with 403."""


def ask_again(by: Any) -> None:
    """Raise AccessEnded when a membership with which `by` began has ended or became narrower."""
    began = by.active_memberships  # kept since the first question of the request
    if not began:
        return  # nothing was opened with a membership: signing in, one's own password
    if connection.features.has_select_for_update:
        rows = Membership.objects.select_for_update(no_key=connection.vendor == "postgresql")
        list(rows.filter(user=by.pk).order_by("pk").values_list("pk"))
    now = {one.pk: one for one in User.objects.get(pk=by.pk).active_memberships}
    for one in began:
        if one.pk not in now or not _is_as_wide(now[one.pk], one):
            raise AccessEnded


def _is_as_wide(now: Membership, began: Membership) -> bool:
    return not now.agreement_ids or (
        bool(began.agreement_ids) and began.agreement_ids <= now.agreement_ids
    )
