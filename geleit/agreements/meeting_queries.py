# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the talks: for whom one ticks it off."""

from typing import Any

from django.utils.timezone import localdate

from geleit.accounts.models import Membership, Role
from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers, reaching
from geleit.agreements.models import CooperationAgreement, CooperationMeeting


def ticks_for(
    user: Any, agreement: CooperationAgreement, *, meeting: CooperationMeeting | None = None
) -> set[int]:
    """Return the bodies whose tasks this person ticks: her own.

    As long as nobody of the county works here, either side ticks what the county has done; so it
    does in a meeting whose minutes are not decided yet, for the county does not read these.
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
    is_unread = meeting is not None and meeting.decided_on is None
    if found and (is_unread or not _has_somebody(county, agreement.pk)):
        return found | {county}
    return found


def _has_somebody(county: int, agreement: int) -> bool:
    held = Membership.objects.active(on=localdate()).filter(reaching(agreement))
    return held.filter(organisation=county, role=Role.COUNTY, user__is_active=True).exists()
