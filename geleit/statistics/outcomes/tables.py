# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps done and levels given, as the rules of outcomes need them. Not protected yet."""

from datetime import date
from typing import Any

from django.db.models import Q

from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.plans.enums import Occasion, View
from geleit.plans.models import PlanStep, Rating
from geleit.statistics.outcomes.figures import Look, Step


def counted(agreement: CooperationAgreement, *, reader: Any = None) -> Any:
    """Return the cases of an agreement, for a reader without the protected ones she does not see.

    She sees the others one by one: an exact figure with those would tell her what is in them.
    """
    cases = Case.unguarded.filter(agreement=agreement)
    if reader is None:
        return cases
    named = Case.objects.visible_to(reader).filter(agreement=agreement, is_protected=True)
    return cases.filter(Q(is_protected=False) | Q(pk__in=list(named.values_list("pk", flat=True))))


@system_eyes()
def steps_of(cases: Any, *, first: date, last: date) -> list[Step]:
    """Return the steps done in the period in these cases; one query."""
    return _steps(PlanStep.unguarded.standing().filter(goal__plan__case__in=cases), first, last)


@system_eyes()
def looks_of(cases: Any, *, last: date) -> list[Look]:
    """Return what advisers saw up to a day in these cases; one query."""
    return _looks(Rating.unguarded.filter(assessment__case__in=cases), last)


def own_steps(user: Any, *, first: date, last: date) -> list[Step]:
    """Return the steps done in the cases that this person sees; as many queries for any number."""
    return _steps(PlanStep.objects.visible_to(user).standing(), first, last)


def own_looks(user: Any, *, last: date) -> list[Look]:
    return _looks(Rating.objects.visible_to(user), last)


def _steps(steps: Any, first: date, last: date) -> list[Step]:
    done = steps.filter(done_on__range=(first, last))
    return [Step(*row) for row in done.values_list("bearer", "goal__plan__case__household")]


def _looks(ratings: Any, last: date) -> list[Look]:
    rows = ratings.filter(
        assessment__view=View.ADVISER,
        assessment__removed_on=None,
        assessment__assessed_on__lte=last,
    ).values_list(
        *("assessment__person", "assessment__case__household", "action_field"),
        *("assessment__assessed_on", "assessment__occasion", "level"),
    )
    return [
        Look(person, household, name, day, occasion == Occasion.START, level)
        for person, household, name, day, occasion, level in rows
    ]
