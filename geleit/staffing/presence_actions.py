# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of absences and trainings."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.staffing import presence_rules as rules
from geleit.staffing.actions import locked, refuse_if, still_there
from geleit.staffing.models import Absence, PositionFilling, Training


@transaction.atomic
def record_absence(
    filling: PositionFilling,
    *,
    starts_on: date,
    ends_on: date | None,
    covered_by: str,
    by: Any,
) -> Absence:
    """Say that somebody is away, and who covers the post; why is not asked."""
    filling = still_there(locked(filling.position_id), filling)
    others = [aways(one) for one in filling.absences.all()]
    refuse_if(
        rules.absence_problems(
            starts_on=starts_on, ends_on=ends_on, hired_from=filling.hired_from,
            leaves_on=filling.leaves_on, others=others,
        )
    )  # fmt: skip
    absence = filling.absences.create(
        starts_on=starts_on, ends_on=ends_on, covered_by=covered_by, recorded_by=by.name
    )
    record(by, "absence-recorded", absence)
    return absence


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: Any) -> None:
    locked(absence.filling.position_id)
    record(by, "absence-withdrawn", absence)
    absence.delete()


def aways(row: Absence) -> rules.Away:
    return rules.Away(row.pk, row.starts_on, row.ends_on, row.covered_by)


@transaction.atomic
def record_training(
    filling: PositionFilling, *, title: str, held_on: date, hours: Decimal, by: Any
) -> Training:
    """Write down a course; the same one on the same day is one."""
    filling = still_there(locked(filling.position_id), filling)
    if held_on < filling.hired_from or (filling.leaves_on and held_on > filling.leaves_on):
        text = _("Der Tag liegt nicht in der Zeit auf dieser Stelle.")
        raise Refused([Problem("held_on", text)])
    training, made = filling.trainings.get_or_create(
        title=title, held_on=held_on, defaults={"hours": hours}
    )
    if made:
        record(by, "training-recorded", training)
    return training
