# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works for a carrier and can therefore hold cases."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import reaching

HOLDERS = (Role.SOCIAL_WORKER, Role.CARRIER_LEAD)


def team_of(carriers: Iterable[int], *, on: date, agreement: int | None = None) -> QuerySet[User]:
    """Return the carrier's people who can hold a case on the day, by name.

    For a case of an agreement only those whose membership reaches it.
    """
    memberships = Membership.objects.active(on=on).filter(
        organisation__in=list(carriers), role__in=HOLDERS
    )
    if agreement is not None:
        memberships = memberships.filter(reaching(agreement))
    users = User.objects.filter(pk__in=memberships.values("user"), is_active=True)
    return users.order_by("name", "pk")
