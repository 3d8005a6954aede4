# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of duties and of who carries them out."""

from datetime import date
from typing import Any

from django.db import transaction

from geleit.agreements.models import CooperationAgreement
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.staffing import duty_rules
from geleit.staffing.actions import locked_agreement
from geleit.staffing.duty_queries import carriers_of
from geleit.staffing.models import Duty, DutyCarrier, Position


@transaction.atomic
def name_duty(
    agreement: CooperationAgreement, *, name: str, level: str, basis: str, by: Any
) -> Duty:
    """Add a task to the list; one that is there already is kept as it is."""
    agreement = locked_agreement(agreement.pk)
    party_of(by, agreement)
    fields = {"level": level, "basis": basis}
    duty, made = Duty.objects.get_or_create(agreement=agreement, name=name, defaults=fields)
    if made:
        record(by, "duty-named", duty, agreement=agreement.pk)
    return duty


@transaction.atomic
def hand_duty_on(
    duty: Duty,
    *,
    name: str,
    starts_on: date,
    basis: str = "",
    steps_in: str = "",
    position: Position | None = None,
    by: Any,
    on: date,
) -> DutyCarrier | None:
    """Say who carries a task out from a day on; who did before ends on the eve. Or raise Refused.

    Without a name nobody does from that day on.
    """
    agreement = locked_agreement(duty.agreement_id)
    party_of(by, agreement)
    latest = max(on, agreement.in_force_on) + duty_rules.YEARS_AHEAD
    known = carriers_of([duty])[duty.pk]
    if problems := duty_rules.change_problems(known, starts_on=starts_on, latest=latest):
        raise Refused(problems)
    former = duty.carriers.filter(ends_on=None).first()
    if former:
        former.ends_on = starts_on - duty_rules.ONE_DAY
        former.save(update_fields=["ends_on"])
    record(by, "duty-handed-on", duty, starts_on=starts_on, is_held=bool(name))
    if not name:
        return None
    return DutyCarrier.objects.create(
        duty=duty,
        name=name,
        position=position,
        basis=basis,
        steps_in=steps_in,
        starts_on=starts_on,
        recorded_by=by.name,
    )
