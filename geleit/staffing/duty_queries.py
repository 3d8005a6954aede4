# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Duties and who carries them out, as the rules ask for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geleit.agreements.models import CooperationAgreement
from geleit.staffing.duty_rules import Answer, Carrier, who_on
from geleit.staffing.models import Duty, DutyCarrier
from geleit.staffing.queries import post_facts


@dataclass(frozen=True)
class Line:
    """A task with its answer for the day and its history, the newest first."""

    duty: Duty
    answer: Answer
    history: tuple[Carrier, ...]


def carriers_of(duties: Iterable[Duty]) -> dict[int, list[Carrier]]:
    """Return who carried each task out, in order; names of post holders are never among it."""
    rows = DutyCarrier.objects.filter(duty__in=[duty.pk for duty in duties])
    rows = rows.select_related("position__organisation", "position__mandate").prefetch_related(
        "position__fillings"
    )
    found: dict[int, list[Carrier]] = defaultdict(list)
    for row in rows.order_by("starts_on"):
        found[row.duty_id].append(
            Carrier(
                name=row.name,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                basis=row.basis,
                steps_in=row.steps_in,
                post=post_facts(row.position, names=False) if row.position else None,
            )
        )
    return found


def who_does_what(agreement: CooperationAgreement, *, on: date) -> list[Line]:
    """Return every task of the agreement with who carries it out on a day; three queries."""
    duties = list(agreement.duties.order_by("pk"))
    carriers = carriers_of(duties)
    return [
        Line(duty, who_on(carriers[duty.pk], on=on), tuple(reversed(carriers[duty.pk])))
        for duty in duties
    ]
