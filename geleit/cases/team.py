# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works for a carrier and can therefore hold cases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from geleit.accounts.models import Membership, Role, User
from geleit.accounts.permissions import Permission, organisations_where
from geleit.agreements.coverage import covered_by, reaching
from geleit.cases.models import Case, ProtectedReader
from geleit.staffing.models import Deputy

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
    return _users(memberships)


def team_led_by(user: Any, *, on: date) -> QuerySet[User]:
    """Return who can hold a case of the agreements that this lead reaches, by name."""
    lead = Permission.ACCEPT_CASES
    reached = covered_by(user, lead, organisation="organisation", agreement="covered__agreement")
    reached |= Q(organisation__in=organisations_where(user, lead), covered=None)
    return _users(Membership.objects.active(on=on).filter(reached, role__in=HOLDERS))


def who_opens(case: Case, *, on: date) -> QuerySet[User]:
    """Return the carrier's people who can open and work on the case on the day, by name.

    `access` asked from the other side, but for the emergency door, which opens for notes alone; a
    test compares the two. Who looks after something in a case is chosen among these.
    """
    if case.handed_back_on:
        return User.objects.none()
    reached = Membership.objects.active(on=on).filter(
        reaching(case.agreement_id), organisation=case.agreement.carrier_id, role__in=HOLDERS
    )
    if case.is_protected:
        named = ProtectedReader.objects.filter(case=case.pk).values("user")
        return _users(reached.filter(user__in=named))
    own = Q(user=case.holder_id)
    if case.closed_on is None:
        standing_in = Deputy.objects.active(on=on).filter(holder=case.holder_id)
        standing_in = standing_in.reaching(case.agreement_id)
        own |= Q(user__in=standing_in.values("deputy"))
    return _users(reached.filter(Q(role=Role.CARRIER_LEAD) | Q(role=Role.SOCIAL_WORKER) & own))


def _users(memberships: QuerySet[Membership]) -> QuerySet[User]:
    users = User.objects.filter(pk__in=memberships.values("user"), is_active=True)
    return users.order_by("name", "pk")
