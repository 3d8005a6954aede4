# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""For whom one acts in what came of the talks."""

from typing import Any

from django.utils.timezone import localdate

from geleit.accounts.models import Membership, Role
from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers, reaching
from geleit.agreements.models import CooperationAgreement


def ticks_for(user: Any, agreement: CooperationAgreement) -> set[int]:
    """Return the bodies whose tasks this person ticks: her own.

    As long as nobody of the county works here, either side ticks what the county has done.
    """
    sides = (agreement.municipality_id, agreement.carrier_id)
    found = {
        side
        for side in sides
        if covers(user, Permission.NEGOTIATE, organisation=side, agreement=agreement.pk)
    }
    county = agreement.county_id
    if county is None:
        return found
    if covers(user, Role.COUNTY, organisation=county, agreement=agreement.pk):
        return found | {county}
    return found | {county} if found and not _has_somebody(county, agreement.pk) else found


def _has_somebody(county: int, agreement: int) -> bool:
    held = Membership.objects.active(on=localdate()).filter(reaching(agreement))
    return held.filter(organisation=county, role=Role.COUNTY, user__is_active=True).exists()
