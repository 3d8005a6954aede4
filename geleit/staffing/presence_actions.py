# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of absences, trainings and deputies."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.staffing import presence_rules as rules
from geleit.staffing.actions import locked, refuse_if, still_there
from geleit.staffing.models import Absence, Deputy, PositionFilling, Training


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


@transaction.atomic
def name_deputy(
    *, holder: User, deputy: User, starts_on: date, ends_on: date | None, by: Any, on: date
) -> Deputy:
    """Let somebody stand in for a colleague: she then sees and works on those cases."""
    refuse_if(
        rules.deputy_problems(
            holder=holder.pk, deputy=deputy.pk, starts_on=starts_on, ends_on=ends_on, on=on
        )
    )
    row, made = Deputy.objects.get_or_create(
        holder=holder, deputy=deputy, starts_on=starts_on, defaults={"ends_on": ends_on}
    )
    if made:
        record(by, "deputy-named", row, holder=holder.pk, deputy=deputy.pk, until=ends_on)
    return row


@transaction.atomic
def end_deputy(row: Deputy, *, by: Any, on: date) -> None:
    """End a time as deputy with yesterday; one that has not begun yet is taken back."""
    row = Deputy.objects.select_for_update(of=("self",)).get(pk=row.pk)
    record(by, "deputy-ended", row, holder=row.holder_id, deputy=row.deputy_id)
    if row.starts_on >= on:
        row.delete()
    else:
        row.ends_on = on - timedelta(days=1)
        row.save(update_fields=["ends_on"])
