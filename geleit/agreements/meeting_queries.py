# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the talks: for whom one acts, and what waits for one's side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.accounts.models import Membership, Role
from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers, reaching
from geleit.agreements.models import AgendaItem, CooperationAgreement, CooperationMeeting


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


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for one's own side, and where it is done."""

    text: str
    about: str
    url: str


def waiting_for(user: Any, *, sides: Sequence[int], on: date) -> list[Waiting]:
    """Return complaints of the other side to answer and minutes to agree to; two queries."""
    return _complaints(user, sides) + _minutes(user, sides, on=on)


def _complaints(user: Any, sides: Sequence[int]) -> list[Waiting]:
    party = Q(meeting__agreement__municipality__in=sides)
    party |= Q(meeting__agreement__carrier__in=sides)
    rows = AgendaItem.objects.open_complaints().filter(
        party,
        meeting__in=CooperationMeeting.objects.visible_to(user),
        meeting__agreement__handed_back_on=None,
    )
    rows = rows.exclude(brought_by__in=sides).select_related("meeting__agreement", "brought_by")
    return [
        Waiting(
            _("Beschwerde von %(name)s beantworten") % {"name": item.brought_by.short_name},
            item.text,
            _address("agreements:answer", item.meeting, item.pk),
        )
        for item in rows.order_by("meeting__held_on", "pk")
    ]


def _minutes(user: Any, sides: Sequence[int], *, on: date) -> list[Waiting]:
    own = Q(agreement__municipality__in=sides, agreed_by_town="")
    own |= Q(agreement__carrier__in=sides, agreed_by_carrier="")
    rows = CooperationMeeting.objects.visible_to(user).filter(
        own, decided_on=None, held_on__lte=on, agreement__handed_back_on=None
    )
    rows = rows.exclude(minutes="").select_related("agreement").order_by("held_on", "pk")
    text = _("Niederschrift lesen und zustimmen")
    return [Waiting(text, str(one), _address("agreements:meeting", one)) for one in rows]


def _address(name: str, meeting: CooperationMeeting, *rest: int) -> str:
    return reverse(name, args=[meeting.agreement.key, meeting.number, *rest])
