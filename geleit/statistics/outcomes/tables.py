# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps done and levels given, as the rules of outcomes need them. Not protected yet."""

from datetime import date
from typing import Any

from geleit.agreements.models import CooperationAgreement
from geleit.core.eyes import system_eyes
from geleit.plans.enums import Occasion, View
from geleit.plans.models import PlanStep, Rating
from geleit.statistics.outcomes.figures import Look, Step


@system_eyes()
def steps_of(agreement: CooperationAgreement, *, first: date, last: date) -> list[Step]:
    """Return the steps done in the period in all cases of the agreement; one query."""
    steps = PlanStep.unguarded.standing().filter(goal__plan__case__agreement=agreement)
    return _steps(steps, first, last)


@system_eyes()
def looks_of(agreement: CooperationAgreement, *, last: date) -> list[Look]:
    """Return what advisers saw up to a day in all cases of the agreement; one query."""
    return _looks(Rating.unguarded.filter(assessment__case__agreement=agreement), last)


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
