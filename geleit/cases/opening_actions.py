# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open the file of a household that simply walks in: nobody handed it over, and no list names it."""

from datetime import date
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement
from geleit.cases import rules
from geleit.cases.actions import add_person, added_since, open_case
from geleit.cases.models import Case, Household
from geleit.cases.team import team_of
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused


@transaction.atomic
@system_eyes()
def open_by_hand(
    agreement: CooperationAgreement,
    *,
    holder: User | None,
    by: User,
    on: date,
    after: int | None = None,
    **person: Any,
) -> Case:
    """Open a case with the first person of its household. The lead says who holds it, others hold it.

    The same words sent again since the form was shown (`after`: the last case then) are one case.
    """
    agreement = CooperationAgreement.objects.select_for_update(of=["self"]).get(pk=agreement.pk)
    if same := opened_since(agreement, holder=holder, after=after, **person):
        return same
    team = team_of([agreement.carrier_id], on=on, agreement=agreement.pk)
    reach = {"organisation": agreement.carrier_id, "agreement": agreement.pk}
    problems = rules.opening_by_hand_problems(
        is_running=agreement.in_force_on <= on
        and (agreement.ends_on is None or on <= agreement.ends_on),
        is_own=holder is not None and holder.pk == by.pk,
        is_led=covers(by, Permission.ACCEPT_CASES, **reach),
        may_hold=holder is None or team.filter(pk=holder.pk).exists(),
    )
    if problems:
        raise Refused(problems)
    household = Household.unguarded.create(name=person["family_name"])
    case = open_case(household=household, agreement=agreement, holder=holder, opened_on=on, by=by)
    add_person(case, by=by, on=on, **person)
    return case


@system_eyes()
def opened_since(
    agreement: CooperationAgreement, *, holder: User | None, after: int | None, **person: Any
) -> Case | None:
    """Return the case that was opened with these words after the case numbered so, for this holder."""
    if after is None:
        return None
    cases = Case.unguarded.filter(pk__gt=after, agreement=agreement.pk, holder=holder)
    cases = cases.filter(household__persons__family_name=person["family_name"]).order_by("pk")
    return next((case for case in cases if added_since(case, after=0, **person)), None)
