# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The carrier accepts what the county handed over: the only writer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.models import Case, ProtectedReader
from geleit.cases.team import team_of
from geleit.core.problems import Problem, Refused
from geleit.handover import rules


@transaction.atomic
def accept_cases(cases: Iterable[Case], *, holder: User, by: Any, on: date) -> list[Case]:
    """Accept all of the cases and say who holds them, or raise Refused and accept none.

    A case that this holder already has, because the button was pressed twice, is left as it is;
    the returned list holds what was accepted now.
    """
    found = Case.unguarded.select_for_update(of=["self"]).select_related("agreement")
    locked = list(found.filter(pk__in=[case.pk for case in cases]).order_by("pk"))
    new = [case for case in locked if not (case.accepted_on and case.holder_id == holder.pk)]
    if problems := _problems(new, holder=holder, on=on):
        raise Refused(problems)
    for case in new:
        case.holder = holder
        case.accepted_on = on
        case.accepted_by = str(by)[:120]
        case.save(update_fields=["holder", "accepted_on", "accepted_by"])
        if case.is_protected:  # whoever holds it sees it
            ProtectedReader.objects.get_or_create(case=case, user=holder)
        record(by, "case-accepted", case, holder=holder.pk)
    return new


def _problems(cases: list[Case], *, holder: User, on: date) -> list[Problem]:
    agreements = {case.agreement_id: case.agreement.carrier_id for case in cases}
    works = all(
        team_of([carrier], on=on, agreement=agreement).filter(pk=holder.pk).exists()
        for agreement, carrier in agreements.items()
    )
    problems = rules.holder_problems(works_for_all_carriers=works)
    for case in cases:
        problems += rules.acceptance_problems(
            number=case.number,
            handed_over_on=case.handed_over_on,
            accepted_on=case.accepted_on,
            on=on,
        )
    return problems
