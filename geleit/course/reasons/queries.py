# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which reasons can be chosen where a case ends, and whose they are to keep."""

from datetime import date
from typing import Any

from django.db.models import Q

from geleit.cases.models import Case
from geleit.course.models import CaseClosing, ClosingReason
from geleit.plans.upkeep.queries import kept_by, seen_by


def offered(case: Case, draft: CaseClosing | None, *, on: date) -> Any:
    """Return the reasons to choose from, with the one that the draft names already."""
    carrier = case.agreement.carrier_id
    rows = ClosingReason.objects.valid_on(on, carrier=carrier)
    keys = [pk for pk, left_out in rows.values_list("pk", "not_for") if carrier not in left_out]
    chosen = Q(pk__in=keys) | Q(pk=draft.reason_id if draft else None)
    return ClosingReason.objects.filter(chosen).order_by("position", "pk")


def listed(user: Any, *, on: date) -> list[ClosingReason]:
    """Return all reasons that this person sees, marked by what holds and what is hers to change."""
    kept = kept_by(user)
    rows = list(seen_by(user)(ClosingReason).order_by("position", "pk"))
    for row in rows:
        row.is_ended = bool(row.valid_until) or bool({*kept} & {*row.not_for})
        row.is_kept = row.carrier_id in kept or (row.carrier is None and bool(kept))
    return rows
