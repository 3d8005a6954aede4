# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of kept lists. What was chosen before keeps its words."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.plans.upkeep.kept import KeptChoice


@transaction.atomic
def add(
    model: type[KeptChoice], *, carrier: int | None, name: str, source: str, by: Any, on: date
) -> KeptChoice:
    """Let something be chosen from today on; the same words again are refused."""
    if model.objects.valid_on(on, carrier=carrier).filter(name=name).exists():
        raise Refused([Problem("name", _("Das steht schon zur Wahl."))])
    last = model.objects.aggregate(last=Max("position"))["last"] or 0
    row = model.objects.create(
        carrier_id=carrier, name=name, source=source, valid_from=on, position=last + 1
    )
    record(by, model.added, row)
    return row


@transaction.atomic
def offer(row: KeptChoice, *, is_offered: bool, by: Any, on: date) -> KeptChoice:
    """Offer it no longer from tomorrow on, or again."""
    row = type(row).objects.select_for_update(of=["self"]).get(pk=row.pk)
    if (row.valid_until is None) != is_offered:
        row.valid_until = None if is_offered else max(on, row.valid_from)
        row.save(update_fields=["valid_until"])
        record(by, row.resumed if is_offered else row.ended, row)
    return row


@transaction.atomic
def offer_here(row: KeptChoice, *, carrier: int, is_offered: bool, by: Any) -> KeptChoice:
    """Leave what can be chosen everywhere out at one carrier, or take it in again."""
    row = type(row).objects.select_for_update(of=["self"]).get(pk=row.pk)
    if (carrier in row.not_for) == is_offered:
        others = [one for one in row.not_for if one != carrier]
        row.not_for = others if is_offered else [*others, carrier]
        row.save(update_fields=["not_for"])
        record(by, row.resumed if is_offered else row.ended, row, carrier=carrier)
    return row
