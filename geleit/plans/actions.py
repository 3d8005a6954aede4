# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts that change a plan. Each locks the case: one plan is changed by one person at a time."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.core.versions import mark_of, seen_problems
from geleit.plans import rules
from geleit.plans.models import Goal, IntegrationPlan, PlanStep, PlanTemplate
from geleit.together.actions import keep_replaced
from geleit.together.models import FormerText

Part = TypeVar("Part", Goal, PlanStep)
TEXTS = ("text", "measure", "bearer_name")  # of which former wordings are kept


@transaction.atomic
def begin_plan(*, case: Case, begun_on: date, by: Any, on: date) -> IntegrationPlan:
    """Begin the plan with the template of that day, or return the plan that there is."""
    case = locked_for_writing(case)
    if plan := IntegrationPlan.unguarded.filter(case=case).first():
        return plan
    if problems := rules.day_problems(begun_on, not_before=case.opened_on, on=on):
        raise Refused(problems)
    template = PlanTemplate.objects.valid_on(begun_on, carrier=case.agreement.carrier_id)
    if template is None:
        text = _(
            "Für diesen Tag gibt es keine Planvorlage. "
            "Die Leitung oder die Systemverwaltung kann eine eintragen."
        )
        raise Refused([Problem("no-template", text)])
    plan = IntegrationPlan.unguarded.create(
        case=case,
        template=template,
        begun_on=begun_on,
        review_on=rules.next_review(begun_on, months=template.review_months),
    )
    record(by, "plan-begun", plan, case=case.pk, review_on=plan.review_on)
    return plan


@transaction.atomic
def add_goal(
    *,
    plan: IntegrationPlan,
    action_field: str,
    text: str,
    measure: str,
    due_on: date | None,
    by: Any,
) -> Goal:
    """Add a goal; the same open goal sent twice stays one."""
    locked_for_writing(plan.case)
    said = {"action_field": action_field, "text": text, "measure": measure, "due_on": due_on}
    if goal := _saying(Goal.unguarded.open().filter(plan=plan), said):
        return goal
    goal = Goal.unguarded.create(plan=plan, **said)
    record(by, "goal-added", goal, plan=plan.pk, action_field=action_field)
    return goal


@transaction.atomic
def add_step(
    *,
    goal: Goal,
    text: str,
    bearer: str,
    bearer_name: str,
    due_on: date | None,
    by: Any,
    help_wanted: bool = False,
) -> PlanStep:
    """Add a step and who takes it; the same open step sent twice stays one."""
    locked_for_writing(goal.plan.case)
    goal = _standing(Goal, goal.pk)
    said: dict[str, Any] = {"text": text, "bearer": bearer, "bearer_name": bearer_name}
    said |= {"due_on": due_on, "help_wanted": help_wanted}
    if step := _saying(PlanStep.unguarded.open().filter(goal=goal), said):
        return step
    step = PlanStep.unguarded.create(goal=goal, **said)
    record(by, "step-added", step, goal=goal.pk, bearer=bearer)
    return step


@transaction.atomic
def change_goal(*, goal: Goal, by: Any, seen: int | None = None, **said: Any) -> Goal:
    """Correct field, words, measure or due day of a goal, and not over what one has not seen."""
    return _change(goal, goal.plan.case, by, "goal-changed", said, seen)


@transaction.atomic
def change_step(*, step: PlanStep, by: Any, seen: int | None = None, **said: Any) -> PlanStep:
    """Correct words, bearer or due day of a step, and not over what one has not seen."""
    return _change(step, step.goal.plan.case, by, "step-changed", said, seen)


@transaction.atomic
def reach_goal(*, goal: Goal, reached_on: date | None, by: Any) -> Goal:
    """Note that a goal is reached, or with None that it is not."""
    verb = "goal-reached" if reached_on else "goal-reopened"
    return _change(goal, goal.plan.case, by, verb, {"reached_on": reached_on})


@transaction.atomic
def finish_step(*, step: PlanStep, done_on: date | None, by: Any) -> PlanStep:
    """Note that a step is done, or with None that it is not."""
    verb = "step-done" if done_on else "step-reopened"
    return _change(step, step.goal.plan.case, by, verb, {"done_on": done_on})


@transaction.atomic
def remove_goal(*, goal: Goal, by: Any, on: date) -> Goal:
    """Take a goal with its steps out of the plan; it can be put back."""
    return _mark(goal, goal.plan.case, by, "goal-removed", on)


@transaction.atomic
def restore_goal(*, goal: Goal, by: Any) -> Goal:
    return _mark(goal, goal.plan.case, by, "goal-restored", None)


@transaction.atomic
def remove_step(*, step: PlanStep, by: Any, on: date) -> PlanStep:
    """Take a step out of the plan; it can be put back."""
    return _mark(step, step.goal.plan.case, by, "step-removed", on)


@transaction.atomic
def restore_step(*, step: PlanStep, by: Any) -> PlanStep:
    return _mark(step, step.goal.plan.case, by, "step-restored", None)


@transaction.atomic
def bring_back(part: Part, former: FormerText, *, case: Case, by: Any) -> Part:
    """Let a former wording of a goal or step count again; the present one is kept in its place."""
    verb = "goal-reworded" if isinstance(part, Goal) else "step-reworded"
    return _change(part, case, by, verb, {former.field: former.text})


def _standing(model: type[Part], pk: int) -> Part:
    """Return the part as it is now, or refuse when somebody took it out meanwhile."""
    row = model.unguarded.standing().filter(pk=pk).first()
    if row is None:
        raise Refused([Problem("removed", _("Das ist inzwischen nicht mehr im Plan."))])
    return row


def _change(
    part: Part, case: Case, by: Any, verb: str, said: dict[str, Any], seen: int | None = None
) -> Part:
    """Write what differs; nothing differs, nothing is logged. The log gets column names only."""
    locked_for_writing(case)
    row = _standing(type(part), part.pk)
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    present = mark_of({name: getattr(row, name) for name in said})
    if changed and (problems := seen_problems(seen=seen, changes=present)):
        raise Refused(problems)
    keep_replaced(row, said, TEXTS, case=case, by=by)
    for name in changed:
        setattr(row, name, said[name])
    if changed:
        row.save(update_fields=changed)
        record(by, verb, row, changed=changed)
    return row


def _mark(part: Part, case: Case, by: Any, verb: str, removed_on: date | None) -> Part:
    locked_for_writing(case)
    row: Part = type(part).unguarded.get(pk=part.pk)
    if bool(row.removed_on) != bool(removed_on):
        row.removed_on = removed_on
        row.save(update_fields=["removed_on"])
        record(by, verb, row)
    return row


def _saying(rows: Any, said: dict[str, Any]) -> Any:
    """Return the first row that says just this; compared here, the database sees seals only."""
    for row in rows.order_by("pk"):
        if all(getattr(row, name) == value for name, value in said.items()):
            return row
    return None
