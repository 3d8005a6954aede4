# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads that are too long for a QuerySet method."""

from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad
from django.utils.timezone import localdate

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import named_for, reaching
from geleit.agreements.models import CooperationAgreement
from geleit.organisations.models import Organisation
from geleit.volunteers.models import Assignment


def groups_of(user: Any) -> QuerySet[Organisation]:
    """Return the groups which this person coordinates today."""
    groups = user.organisation_ids(Role.VOLUNTEER_COORDINATOR)
    return Organisation.objects.filter(pk__in=groups).order_by("name")


def volunteers_of(group: int, *, agreement: int, on: date) -> QuerySet[User]:
    """Return the volunteers of the group on the day whose membership reaches the agreement."""
    members = Membership.objects.active(on=on).filter(
        reaching(agreement), organisation=group, role=Role.VOLUNTEER, user__is_active=True
    )
    return User.objects.filter(pk__in=members.values("user")).order_by("name", "pk")


def is_volunteer_of(user: User, *, group: int, agreement: int, on: date) -> bool:
    return volunteers_of(group, agreement=agreement, on=on).filter(pk=user.pk).exists()


def agreements_to_choose(user: Any) -> QuerySet[CooperationAgreement]:
    """Return the agreements under which this person's groups help, as far as they have not ended.

    A group is party to no agreement, so they are named for the coordinator's membership; without
    a name there is nothing to choose, least of all another town's.
    """
    living = CooperationAgreement.objects.living(on=localdate())
    living = living.filter(pk__in=named_for(user, Role.VOLUNTEER_COORDINATOR))
    return living.order_by("title", "pk")


def by_day(tasks: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Give each task a unique place in the order of days, for pages of a long list."""
    number = LPad(Cast("pk", CharField()), 12, Value("0"))
    return tasks.annotate(place=Concat(Cast("wanted_on", CharField()), Value(" "), number))
