# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits between county and carrier."""

from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from geleit.accounts.models import Membership, Role, User
from geleit.cases.models import Case


def handed_over_to(user: Any) -> Any:
    """Return the cases that came to this lead's carrier by hand-over, accepted or not."""
    carriers = user.organisation_ids(Role.CARRIER_LEAD)
    seen = Case.objects.visible_to(user).filter(agreement__carrier__in=carriers)
    return seen.filter(handed_over_by__isnull=False)


def waiting_for(user: Any) -> QuerySet[Case]:
    """Return the cases that this lead may accept, with the number of persons."""
    seen = handed_over_to(user).waiting().select_related("household", "handed_over_by")
    return seen.annotate(persons=Count("household__persons"))


def handed_over_by(user: Any) -> QuerySet[Case]:
    """Return what this person's county handed over and nobody accepted yet."""
    counties = user.organisation_ids(Role.COUNTY)
    seen = Case.objects.visible_to(user).waiting().filter(handed_over_by__in=counties)
    return seen.select_related("agreement__carrier").annotate(persons=Count("household__persons"))


def accepted_batches(user: Any) -> QuerySet[Any]:
    """Return how many cases of this person's county were accepted, the latest first.

    Numbers only: after acceptance the county does not see the case any more.
    """
    counties = user.organisation_ids(Role.COUNTY)
    accepted = Case.unguarded.filter(handed_over_by__in=counties, accepted_on__isnull=False)
    batches = accepted.values("handed_over_on").annotate(
        cases=Count("pk"), last_accepted_on=Max("accepted_on")
    )
    return batches.order_by("-last_accepted_on", "-handed_over_on")


def holders_of(carriers: list[int], *, on: date) -> QuerySet[User]:
    """Return the social workers who work for one of the carriers on the day."""
    members = Membership.objects.active(on=on).filter(
        organisation__in=carriers, role=Role.SOCIAL_WORKER, user__is_active=True
    )
    return User.objects.filter(pk__in=members.values("user")).order_by("name", "pk")
