# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of plans that others show: the case file, the home page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.assessment.models import Assessment
from geleit.plans.models import Goal, IntegrationPlan, PlanStep, PlanSuggestion, PlanTemplate
from geleit.together.queries import has_former


@dataclass(frozen=True)
class DueStep:
    """A step that falls due, as a line of somebody's day."""

    day: date
    text: str
    case_id: int
    case_number: str
    household_name: str
    key: int
    kind: str = "step"


def open_steps(case: Case) -> list[PlanStep]:
    """Return the open steps of a case, the most urgent first; one query. They end with it."""
    if case.closed_on:
        return []
    steps = PlanStep.unguarded.open().filter(goal__plan__case=case, goal__reached_on=None)
    return list(steps.select_related("goal").order_by(F("due_on").asc(nulls_last=True), "pk"))


def open_steps_due(cases: QuerySet[Case], on: date, days: int, *, limit: int = 50) -> list[DueStep]:
    """Return the open steps of these open cases that are overdue or fall due within `days`.

    The cases were narrowed to their reader.
    """
    steps = (
        PlanStep.unguarded.filter(goal__plan__case__in=cases.order_by().values("pk"))
        .filter(goal__reached_on=None)
        .filter(due_on__lte=on + timedelta(days=days), done_on=None)
        .filter(removed_on=None, goal__removed_on=None)
    )
    rows = steps.order_by("due_on", "pk").values_list(
        *("due_on", "text", "goal__plan__case", "goal__plan__case__number"),
        *("goal__plan__case__household__name", "pk"),
    )
    return [DueStep(*row) for row in rows[:limit]]


def plan_of(case: Case) -> IntegrationPlan | None:
    return IntegrationPlan.unguarded.select_related("template").filter(case=case).first()


def goals_with_steps(plan: IntegrationPlan) -> list[Goal]:
    """Return the goals of a plan with `standing_steps` on each; two queries."""
    goals = list(Goal.unguarded.standing().filter(plan=plan).order_by("pk"))
    steps = PlanStep.unguarded.standing().filter(goal__plan=plan).order_by("pk")
    by_goal: dict[int, list[PlanStep]] = {goal.pk: [] for goal in goals}
    for step in steps:
        by_goal[step.goal_id].append(step)
    for goal in goals:
        goal.standing_steps = by_goal[goal.pk]  # type: ignore[attr-defined]
    return goals


def by_action_field(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    """Return the goals in the order of the action fields, without empty ones."""
    groups: dict[str, list[Goal]] = {str(field): [] for field in ActionField}
    for goal in goals:
        groups[goal.action_field].append(goal)
    return [(str(ActionField(field).label), found) for field, found in groups.items() if found]


@dataclass(frozen=True)
class RemovedPart:
    """A goal or step that was taken out of a plan and can be put back."""

    kind: str  # ziel, schritt
    pk: int
    text: str
    has_former: bool
    steps: Sequence[PlanStep] = ()  # that left with it and have former wordings

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"


def removed_parts(plan: IntegrationPlan) -> list[RemovedPart]:
    """Return what was taken out; steps that left with their goal come back with it."""
    goals = Goal.unguarded.filter(plan=plan, removed_on__isnull=False)
    gone = Q(removed_on__isnull=False) | Q(goal__removed_on__isnull=False)
    steps = list(
        PlanStep.unguarded.filter(gone, goal__plan=plan)
        .select_related("goal")
        .annotate(has_former=has_former(PlanStep))
        .order_by("-removed_on", "-pk")
    )
    found = [
        RemovedPart("ziel", goal.pk, goal.text, goal.has_former, _former(steps, goal=goal.pk))
        for goal in goals.annotate(has_former=has_former(Goal)).order_by("-removed_on", "-pk")
    ]
    alone = [step for step in steps if step.goal.removed_on is None]
    return found + [RemovedPart("schritt", one.pk, one.text, one.has_former) for one in alone]


def _former(steps: Iterable[Any], *, goal: int) -> list[Any]:
    """Return the steps that left with a goal and of which former wordings are kept."""
    return [step for step in steps if step.goal_id == goal and step.has_former]


def plans_in(case: Case) -> Any:
    """Return the plan of a case that was narrowed to its reader, as rows."""
    return IntegrationPlan.unguarded.filter(case=case)


def goals_in(case: Case) -> Any:
    return Goal.unguarded.standing().filter(plan__case=case)


def steps_in(case: Case) -> Any:
    return PlanStep.unguarded.standing().filter(goal__plan__case=case)


def versions_in(case: Case) -> Any:
    return PlanVersion.unguarded.filter(plan__case=case)


def assessments_in(case: Case) -> Any:
    return Assessment.unguarded.standing().filter(case=case)


@dataclass(frozen=True)
class Offer:
    """What can be suggested in one action field."""

    label: str
    goals: list[PlanSuggestion]
    steps: list[PlanSuggestion]


def suggestions(template: PlanTemplate, *, carrier: int, on: date) -> list[Offer]:
    """Return the carrier's suggestions of the day in the fields of the template; one query."""
    rows = PlanSuggestion.objects.valid_on(on, carrier=carrier).order_by("pk")
    found = [one for one in rows if carrier not in one.not_for]
    fields = template.action_fields or ActionField.values
    return [
        Offer(
            str(field.label),
            [one for one in found if (one.action_field, one.kind) == (field, "goal")],
            [one for one in found if (one.action_field, one.kind) == (field, "step")],
        )
        for field in ActionField
        if field in fields
    ]
