# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which statements exist, and for whom."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by, covers
from geleit.agreements.models import CooperationAgreement, ServiceItem
from geleit.core.dates import Quarter
from geleit.statistics import rules


def agreements_for(user: Any) -> QuerySet[CooperationAgreement]:
    """Return the agreements whose statements this person may read.

    Narrower than the agreements themselves: the town sees those of its municipality, the carrier's
    lead those of the carrier, whatever other offices the same person holds elsewhere.
    """
    return CooperationAgreement.objects.filter(
        covered_by(user, Role.TOWN, organisation="municipality", agreement="pk")
        | covered_by(user, Role.CARRIER_LEAD, organisation="carrier", agreement="pk")
    ).select_related("municipality", "carrier")


def leads(user: Any, agreement: CooperationAgreement) -> bool:
    """Return whether this person leads the team of the agreement's carrier."""
    return covers(
        user, Role.CARRIER_LEAD, organisation=agreement.carrier_id, agreement=agreement.pk
    )


def has_quarter(agreement: CooperationAgreement, quarter: Quarter, *, on: date) -> bool:
    """Return whether the quarter lies between the agreement's begin and the present day or end."""
    last = min(on, agreement.ends_on or on)
    return Quarter.of(agreement.in_force_on) <= quarter <= Quarter.of(last)


def quarters_of(agreement: CooperationAgreement, *, on: date) -> list[Quarter]:
    """Return the quarters in which an item of the agreement's own mandates held, latest first."""
    own = ServiceItem.objects.agreed().filter(mandate__agreement=agreement, mandate__is_own=True)
    spans = own.values_list(
        "valid_from", "valid_until", "mandate__begins_on", "mandate__ends_on"
    ).distinct()
    held = [((begin, end), (from_, until)) for begin, end, from_, until in spans.order_by()]
    found = []
    quarter = Quarter.of(min(on, agreement.ends_on or on))
    while has_quarter(agreement, quarter, on=on):
        if any(rules.overlap(quarter.first_day, quarter.last_day, pair) for pair in held):
            found.append(quarter)
        quarter = quarter.previous()
    return found
