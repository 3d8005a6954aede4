# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a membership reaches: all agreements of its organisation, or those named for it.

Whoever narrows rows by the organisations of a person asks here, so that nobody forgets the limit.
It costs no query: User.active_memberships brings the named agreements along.
"""

from typing import Any

from django.db.models import Q

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES, Permission


def covered_by(user: Any, *offices: str, organisation: str, agreement: str) -> Q:
    """Return the rows that the person reaches in one of the offices: roles or permissions.

    `organisation` and `agreement` are the ways from the row to both: "agreement__carrier",
    "agreement". A row counts when one single membership fits both.
    """
    held = _held(user, offices)
    whole = {one.organisation_id for one in held if not one.agreement_ids}
    found = Q(**{f"{organisation}__in": sorted(whole)}) if whole else Q(pk__in=[])
    for one in held:
        if one.agreement_ids and one.organisation_id not in whole:
            named = {organisation: one.organisation_id, f"{agreement}__in": one.agreement_ids}
            found |= Q(**named)
    return found


def covers(user: Any, *offices: str, organisation: int | None, agreement: int) -> bool:
    """Return whether one membership of the person reaches this agreement of this organisation."""
    return any(
        one.organisation_id == organisation
        and (not one.agreement_ids or agreement in one.agreement_ids)
        for one in _held(user, offices)
    )


def named_for(user: Any, *offices: str) -> set[int]:
    """Return the agreements that are named for the person's memberships in these offices."""
    return {pk for one in _held(user, offices) for pk in one.agreement_ids}


def reaching(agreement: int) -> Q:
    """Return the memberships that reach the agreement, as far as they are limited at all."""
    return Q(covered=None) | Q(covered__agreement=agreement)


def _held(user: Any, offices: tuple[str, ...]) -> list[Membership]:
    return [one for one in user.active_memberships if _is_one_of(one.role, offices)]


def _is_one_of(role: str, offices: tuple[str, ...]) -> bool:
    return any(
        office in ROLES[role] if isinstance(office, Permission) else office == role
        for office in offices
    )
