# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A goal or a step is corrected; who saves second sees both versions."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record
from geleit.cases.models import Case, only_by_door
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.core.versions import mark_of
from geleit.kern.acts import posted
from geleit.kern.versions import chosen, compare, forgets
from geleit.plans import actions
from geleit.plans.forms import GoalForm, StepForm
from geleit.plans.models import Goal, PlanStep

Shown = Callable[[QueryDict | None], GoalForm | StepForm]


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def edit_goal(request: HttpRequest, case_id: int, goal_id: int) -> HttpResponse:
    goal = goal_for(request, case_id, goal_id)

    def shown(data: QueryDict | None) -> GoalForm:
        return GoalForm(data, template=goal.plan.template, initial=GoalForm.said_by(goal))

    def act(**said: Any) -> Goal:
        return actions.change_goal(goal=goal, by=request.user, **said)

    place = reverse("plans:goal_wordings", args=[case_id, goal_id])
    words = {"heading": _("Ziel ändern"), "wordings": place}
    return _edited(request, goal, shown, act, words)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def edit_step(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    step = step_for(request, case_id, step_id)

    def shown(data: QueryDict | None) -> StepForm:
        return StepForm(data, initial=StepForm.said_by(step))

    def act(**said: Any) -> PlanStep:
        return actions.change_step(step=step, by=request.user, **said)

    place = reverse("plans:step_wordings", args=[case_id, step_id])
    words = {"heading": _("Schritt ändern"), "wordings": place}
    return _edited(request, step, shown, act, words)


def goal_for(request: HttpRequest, case_id: int, goal_id: int) -> Goal:
    seen = Goal.objects.visible_to(request.user).select_related(
        "plan__case__household", "plan__case__agreement", "plan__template"
    )
    seen = seen.exclude(plan__case__in=only_by_door(request.user))
    return get_object_or_404(seen, pk=goal_id, plan__case=case_id)


def step_for(request: HttpRequest, case_id: int, step_id: int) -> PlanStep:
    seen = PlanStep.objects.visible_to(request.user).select_related("goal__plan__case__household")
    seen = seen.exclude(goal__plan__case__in=only_by_door(request.user))
    return get_object_or_404(seen, pk=step_id, goal__plan__case=case_id)


def _edited(
    request: HttpRequest, part: Any, shown: Shown, act: Callable[..., Any], words: dict[str, Any]
) -> HttpResponse:
    """Save what was sent, or show the form, or what was saved in the meantime beside it."""
    case: Case = part.plan.case if isinstance(part, Goal) else part.goal.plan.case
    form = shown(chosen(posted(request), lambda: shown(None)))
    seen = read_key(request.POST.get("seen", ""))
    if form.is_valid():
        try:
            act(seen=seen, **form.cleaned_data)
        except Refused as refused:
            if refused.problems[0].code == "overtaken":
                part.refresh_from_db(fields=list(form.base_fields))
                return _two_versions(request, case, form, shown(None), words["heading"])
            for problem in refused.problems:
                form.add_error(None, problem.text)
        else:
            return redirect("plans:plan", case.pk)
    if request.method == "GET":
        record(request.user, "case-read", case, part="plan")
    context = {"case": case, "form": form} | words
    context["seen"] = mark_of(form.initial) if seen is None else seen
    return render(request, "plans/edit.html", context, status=422 if form.errors else 200)


def _two_versions(
    request: HttpRequest, case: Case, mine: forms.Form, theirs: forms.Form, title: str
) -> HttpResponse:
    lines = compare(mine, theirs)
    context = {
        "title": f"{title} {case.number}",
        "back": (reverse("plans:plan", args=[case.pk]), _("Zum Integrationsplan")),
        "whose": _("Im Plan ist das inzwischen geändert worden."),
        "form": mine,
        "differences": lines,
        "is_forgotten": forgets(lines, actions.TEXTS),
        "changes": mark_of(theirs.initial),
    }
    return render(request, "together/two_versions.html", context, status=409)
