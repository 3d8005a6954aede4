# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of deputies: who stands in for whom, from when until when."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.staffing.deputy_queries import Place, places_led_by, reaches_all
from geleit.staffing.models import Deputy, DeputyReach


def deputy_problems(
    *,
    is_same: bool,
    leads: bool,
    starts_on: date,
    ends_on: date | None,
    stands_already: bool,
) -> list[Problem]:
    """Return why somebody can not stand in for a colleague in that time."""
    if not leads:
        return [Problem("deputy", _("Eine Vertretung trägt ein, wer das Team leitet."))]
    if is_same:
        return [Problem("deputy", _("Niemand vertritt sich selbst."))]
    if ends_on and ends_on < starts_on:
        return [Problem("ends_on", _("Die Vertretung endet, bevor sie beginnt."))]
    if stands_already:
        return [Problem("deputy", _("In dieser Zeit ist diese Vertretung schon eingetragen."))]
    return []


@transaction.atomic
def stand_in(
    *, holder: User, deputy: User, starts_on: date, ends_on: date | None, by: Any
) -> Deputy:
    """Let somebody stand in for a colleague: she sees the cases and all that is due in them.

    It reaches the agreements of who gives it, and no others that the colleague works in later.
    """
    User.objects.select_for_update().get(pk=holder.pk)
    same = Deputy.objects.filter(holder=holder, deputy=deputy)
    same = same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    same = same.filter(starts_on__lte=ends_on) if ends_on else same
    wanted = places_led_by(by)
    problems = deputy_problems(
        is_same=holder.pk == deputy.pk,
        leads=bool(wanted),
        starts_on=starts_on,
        ends_on=ends_on,
        stands_already=any(reaches_all(one, wanted) for one in _places_of(same)),
    )
    if problems:
        raise Refused(problems)
    row = Deputy.objects.create(holder=holder, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    DeputyReach.objects.bulk_create(
        DeputyReach(deputyship=row, organisation_id=organisation, agreement_id=agreement)
        for organisation, agreement in wanted
    )
    agreements = [agreement for _organisation, agreement in wanted if agreement]
    limit = {"agreements": agreements} if agreements else {}
    record(by, "deputy-set", row, holder=holder.pk, deputy=deputy.pk, **limit)
    return row


def _places_of(rows: Any) -> list[set[Place]]:
    return [
        {(one.organisation_id, one.agreement_id) for one in row.reaches.all()}
        for row in rows.prefetch_related("reaches")
    ]


@transaction.atomic
def end(row: Deputy, *, by: Any, on: date) -> None:
    """End it today, from tomorrow on it is over; one that has not begun goes."""
    row = Deputy.objects.select_for_update().get(pk=row.pk)
    record(by, "deputy-ended", row, holder=row.holder_id, deputy=row.deputy_id)
    if row.starts_on >= on:
        row.delete()
        return
    row.ends_on = on - timedelta(days=1)
    row.save(update_fields=["ends_on"])
