# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose templates and suggestions somebody sees and keeps: each carrier has its own beside all's."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from geleit.accounts.permissions import ROLES, Permission, permissions_of
from geleit.core.eyes import system_eyes
from geleit.plans.assessment.models import Assessment, IndependenceScale
from geleit.plans.models import IntegrationPlan, PlanTemplate

USES: dict[type[Any], tuple[type[Any], str]] = {
    PlanTemplate: (IntegrationPlan, "template"),
    IndependenceScale: (Assessment, "scale"),
}
KEEPERS = (Permission.CHECK_WORDING, Permission.ADMINISTER)  # the lead, who runs the system


def kept_by(user: Any) -> list[int | None]:
    """Return the carriers whose rows this person keeps; None stands for what all have."""
    leads = [one for one in user.active_memberships if KEEPERS[0] in ROLES[one.role]]
    found: list[int | None] = sorted({one.organisation_id for one in leads})
    return [*found, None] if KEEPERS[1] in permissions_of(user) else found


def may_mark(row: Any, kept: list[int | None]) -> bool:
    """Whether who keeps these carriers can end this row or bring it back; filled by pages.

    What ended for all is brought back only by who keeps what all have.
    """
    return row.carrier_id in kept or (row.carrier_id is None and bool(kept) and not row.valid_until)


def seen_by(user: Any) -> Callable[[Any], QuerySet[Any]]:
    """Return how to ask a table for what all have and what one's own carriers have."""
    own = Q(carrier=None) | Q(carrier__in=_carriers(user))
    return lambda table: table.objects.filter(own).select_related("carrier")


def present_for(user: Any, table: Any, *, on: date) -> list[Any]:
    """Return the templates or scales that hold on that day in the carriers of this person."""
    carriers: list[int | None] = [*_carriers(user)]
    found = [table.objects.valid_on(on, carrier=one) for one in carriers or [None]]
    return [one for one in found if one]


def scale_for(user: Any, *, on: date) -> IndependenceScale | None:
    """Return the scale from which this person goes on when she keeps the next one."""
    kept = kept_by(user)
    return IndependenceScale.objects.valid_on(on, carrier=kept[0] if kept else None)


@system_eyes()
def used(table: type[Any], keys: Iterable[int]) -> set[int]:
    """Return which of these templates or scales a plan or assessment has, whoever's it is."""
    users, column = USES[table]
    rows = users.unguarded.filter(**{f"{column}__in": keys})
    return set(rows.values_list(column, flat=True).distinct())


def split(rows: Iterable[Any], user: Any) -> tuple[list[Any], list[Any]]:
    """Return what stands, and what was taken back by those who keep it.

    `may_withdraw` of each says whether this person can take it back.
    """
    found, kept = list(rows), kept_by(user)
    own = [one for one in found if one.carrier_id in kept]
    in_use = used(type(found[0]), [one.pk for one in found]) if found else set()
    for one in found:
        one.may_withdraw = one in own and one.pk not in in_use
    standing = [one for one in found if not one.withdrawn_on]
    return standing, [one for one in own if one.withdrawn_on]


def withdrawn_of(user: Any, table: type[Any], key: int | None) -> Any:
    """Return what was taken back and is to be put right, for who keeps it."""
    if key is None:
        return None
    rows = [one for one in table.objects.filter(pk=key) if one.carrier_id in kept_by(user)]
    return next((one for one in rows if one.withdrawn_on), None)


def scales_of(user: Any) -> list[IndependenceScale]:
    """Return all scales that this person may see with their words, the latest first."""
    rows = seen_by(user)(IndependenceScale).prefetch_related("levels")
    return list(rows.order_by("-valid_from", "-pk"))


def _carriers(user: Any) -> list[int]:
    return sorted({one.organisation_id for one in user.active_memberships})
