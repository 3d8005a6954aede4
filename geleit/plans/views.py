# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The integration plan of a case on one page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.audit.models import record_read
from geleit.cases.models import Case, only_by_door
from geleit.core.problems import Refused
from geleit.kern.acts import back_to_work
from geleit.plans import actions, queries, rules
from geleit.plans.edit_views import goal_for, step_for
from geleit.plans.forms import BeginForm, GoalForm, StepForm
from geleit.plans.models import Goal, IntegrationPlan

Act = Callable[[Any, Any, date], Any]
GOAL_ACTS: dict[str, tuple[Act, Any]] = {
    "erreicht": (lambda goal, by, on: actions.reach_goal(goal=goal, reached_on=on, by=by), ""),
    "offen": (lambda goal, by, on: actions.reach_goal(goal=goal, reached_on=None, by=by), ""),
    "entfernen": (lambda goal, by, on: actions.remove_goal(goal=goal, by=by, on=on), "entfernt"),
    "zurueck": (lambda goal, by, on: actions.restore_goal(goal=goal, by=by), "stelle"),
}
STEP_ACTS: dict[str, tuple[Act, Any]] = {
    "erledigt": (lambda step, by, on: actions.finish_step(step=step, done_on=on, by=by), ""),
    "offen": (lambda step, by, on: actions.finish_step(step=step, done_on=None, by=by), ""),
    "entfernen": (lambda step, by, on: actions.remove_step(step=step, by=by, on=on), "entfernt"),
    "zurueck": (lambda step, by, on: actions.restore_step(step=step, by=by), "stelle"),
}


@requires(Permission.READ_CASES)
@require_GET
def plan(request: HttpRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    # a part of the page is read as well
    record_read(request.user, case, why="door" if case.door_ends_at else "", part="plan")
    return _page(request, case)


@requires(Permission.EDIT_CASES)
@require_POST
def begin(request: HttpRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    if case.door_ends_at:
        raise Http404
    form = BeginForm(request.POST)
    if form.is_valid() and _done(
        form, lambda: actions.begin_plan(case=case, by=request.user, on=localdate(), **_said(form))
    ):
        return _back(case.pk)
    return _page(request, case, begin_form=form)


@requires(Permission.EDIT_CASES)
@require_POST
def add_goal(request: HttpRequest, case_id: int) -> HttpResponse:
    plan = _plan(request, case_id)
    form = GoalForm(request.POST, template=plan.template, auto_id="neues-ziel-%s")
    added: list[Goal] = []
    if form.is_valid() and _done(
        form, lambda: added.append(actions.add_goal(plan=plan, by=request.user, **_said(form)))
    ):
        return _back(case_id, offen=added[0].pk)
    return _page(request, plan.case, goal_form=form)


@requires(Permission.EDIT_CASES)
@require_POST
def add_step(request: HttpRequest, case_id: int, goal_id: int) -> HttpResponse:
    goal = goal_for(request, case_id, goal_id)
    form = StepForm(request.POST, auto_id=f"ziel-{goal.pk}-%s")
    if form.is_valid() and _done(
        form, lambda: actions.add_step(goal=goal, by=request.user, **_said(form))
    ):
        return _back(case_id, offen=goal.pk)
    return _page(request, goal.plan.case, step_form=form, step_goal=goal.pk)


@requires(Permission.EDIT_CASES)
@require_POST
def mark_goal(request: HttpRequest, case_id: int, goal_id: int, act: str) -> HttpResponse:
    return _mark(request, case_id, "ziel", goal_for(request, case_id, goal_id), GOAL_ACTS.get(act))


@requires(Permission.EDIT_CASES)
@require_POST
def mark_step(request: HttpRequest, case_id: int, step_id: int, act: str) -> HttpResponse:
    step = step_for(request, case_id, step_id)
    response = _mark(request, case_id, "schritt", step, STEP_ACTS.get(act))
    return back_to_work(request) or response


def _case(request: HttpRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).with_door(request.user)
    return get_object_or_404(seen.select_related("household", "agreement"), pk=case_id)


def _plan(request: HttpRequest, case_id: int) -> IntegrationPlan:
    seen = IntegrationPlan.objects.visible_to(request.user)
    seen = seen.exclude(case__in=only_by_door(request.user))
    return get_object_or_404(
        seen.select_related("case__household", "case__agreement", "template"), case=case_id
    )


def _said(form: forms.Form) -> dict[str, Any]:
    return form.cleaned_data


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it; a refusal goes to the top of the form, in its own words."""
    try:
        act()
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, problem.text)
        return False
    return True


def _mark(
    request: HttpRequest, case_id: int, kind: str, part: Any, found: tuple[Act, Any] | None
) -> HttpResponse:
    if found is None:
        raise Http404
    act, word = found
    try:
        act(part, request.user, localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
        return _back(case_id)
    return _back(case_id, **({word: f"{kind}-{part.pk}"} if word else {}))


def _back(case_id: int, **words: Any) -> HttpResponse:
    query = QueryDict(mutable=True)
    query.update(words)
    url = reverse("plans:plan", args=[case_id])
    return redirect(f"{url}?{query.urlencode()}" if words else url)


def _page(request: HttpRequest, case: Case, **bound: Any) -> HttpResponse:
    """Show the plan; `bound` holds the form that was refused, if one was."""
    plan, today = queries.plan_of(case), localdate()
    problems = case.writing_problems()
    is_part = "HX-Request" in request.headers
    context = {
        "case": case,
        "plan": plan,
        "today": today,
        "is_part": is_part,
        "problems": problems,
        "may_edit": not problems and Permission.EDIT_CASES in permissions_of(request.user),
        "begin_form": BeginForm(initial={"begun_on": today}),
        "undo": request.GET.get("entfernt", ""),
    }
    if plan:
        offers = queries.suggestions(plan.template, carrier=case.agreement.carrier_id, on=today)
        context |= _goals(plan, bound, request.GET, offers)
    refused = any(isinstance(form, forms.Form) and form.errors for form in bound.values())
    template = "plans/_plan.html" if is_part else "plans/plan.html"
    return render(request, template, context | bound, status=422 if refused else 200)


def _goals(
    plan: IntegrationPlan, bound: dict[str, Any], words: QueryDict, offers: list[queries.Offer]
) -> dict[str, Any]:
    """Return the goals with their forms; `words` say which is open and what just came back."""
    goals, opened, focus = queries.goals_with_steps(plan), words.get("offen"), words.get("stelle")
    for goal in goals:
        goal.is_focused = focus == f"ziel-{goal.pk}"  # type: ignore[attr-defined]
        for step in goal.standing_steps:  # type: ignore[attr-defined]
            step.is_focused = focus == f"schritt-{step.pk}"
        is_refused = goal.pk == bound.get("step_goal")
        goal.is_opened = is_refused or opened == str(goal.pk)  # type: ignore[attr-defined]
        goal.step_form = (  # type: ignore[attr-defined]
            bound["step_form"] if is_refused else StepForm(auto_id=f"ziel-{goal.pk}-%s")
        )
    steps = [step for goal in goals for step in goal.standing_steps]  # type: ignore[attr-defined]
    return {
        "groups": queries.by_action_field(goals),
        "ladder": rules.ladder(step.bearer for step in steps),
        "goal_form": GoalForm(
            template=plan.template, auto_id="neues-ziel-%s", initial=_chosen(offers, words)
        ),
        "offers": offers,
        "removed": queries.removed_parts(plan),
    }


def _chosen(offers: list[queries.Offer], words: QueryDict) -> dict[str, Any]:
    """Return what the form for a goal begins with: the suggestion that was chosen, if any."""
    asked = words.get("vorschlag", "")
    goals = [goal for offer in offers for goal in offer.goals]
    goal = next((goal for goal in goals if str(goal.pk) == asked), None)
    if goal is None:
        return {}
    return {"text": goal.text, "measure": goal.measure, "action_field": goal.action_field}
