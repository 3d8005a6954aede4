# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lead sees of the emergency door."""

from typing import Any

from django.db.models import QuerySet

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.cases.models import EmergencyAccess


def unseen_doors(user: Any) -> QuerySet[EmergencyAccess]:
    """Return the openings in this lead's houses at which no lead has looked, the latest first.

    One into a case that was protected afterwards is not shown: the case is no longer the lead's.
    """
    led = covered_by(
        user,
        Role.CARRIER_LEAD,
        organisation="case__agreement__carrier",
        agreement="case__agreement",
    )
    doors = EmergencyAccess.objects.filter(led, seen_by_lead_at=None, case__is_protected=False)
    return doors.select_related("case", "user").order_by("-opened_at", "-pk")
