# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the reasons for which cases end. What was chosen before keeps its words."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.course.models import ClosingReason


@transaction.atomic
def add(*, carrier: int | None, name: str, source: str, by: Any, on: date) -> ClosingReason:
    """Let a reason be chosen from today on; the same words again are refused."""
    if ClosingReason.objects.valid_on(on, carrier=carrier).filter(name=name).exists():
        raise Refused([Problem("name", _("Diesen Grund gibt es schon."))])
    last = ClosingReason.objects.aggregate(last=Max("position"))["last"] or 0
    reason = ClosingReason.objects.create(
        carrier_id=carrier, name=name, source=source, valid_from=on, position=last + 1
    )
    record(by, "closing-reason-added", reason)
    return reason


@transaction.atomic
def offer(reason: ClosingReason, *, is_offered: bool, by: Any, on: date) -> ClosingReason:
    """Offer a reason no longer from tomorrow on, or again."""
    reason = ClosingReason.objects.select_for_update(of=["self"]).get(pk=reason.pk)
    if (reason.valid_until is None) != is_offered:
        reason.valid_until = None if is_offered else max(on, reason.valid_from)
        reason.save(update_fields=["valid_until"])
        record(by, _verb(is_offered=is_offered), reason)
    return reason


@transaction.atomic
def offer_here(reason: ClosingReason, *, carrier: int, is_offered: bool, by: Any) -> ClosingReason:
    """Leave what can be chosen everywhere out at one carrier, or take it in again."""
    reason = ClosingReason.objects.select_for_update(of=["self"]).get(pk=reason.pk)
    if (carrier in reason.not_for) == is_offered:
        others = [one for one in reason.not_for if one != carrier]
        reason.not_for = others if is_offered else [*others, carrier]
        reason.save(update_fields=["not_for"])
        record(by, _verb(is_offered=is_offered), reason, carrier=carrier)
    return reason


def _verb(*, is_offered: bool) -> str:
    return "closing-reason-resumed" if is_offered else "closing-reason-ended"
