# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a goal or a step, and how one counts again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record
from geleit.cases.models import Case, only_by_door
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.plans import actions
from geleit.plans.models import Goal, PlanStep
from geleit.together.models import FormerText


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_goal(request: HttpRequest, case_id: int, goal_id: int) -> HttpResponse:
    seen = Goal.objects.visible_to(request.user).filter(plan__case=case_id)
    seen = seen.exclude(plan__case__in=only_by_door(request.user))
    goal = get_object_or_404(seen.select_related("plan__case__household"), pk=goal_id)
    return _wordings(request, goal, goal.plan.case)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_step(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    seen = PlanStep.objects.visible_to(request.user).filter(goal__plan__case=case_id)
    seen = seen.exclude(goal__plan__case__in=only_by_door(request.user))
    step = get_object_or_404(seen.select_related("goal__plan__case__household"), pk=step_id)
    return _wordings(request, step, step.goal.plan.case)


def _wordings(request: HttpRequest, part: Any, case: Case) -> HttpResponse:
    former = FormerText.objects.visible_to(request.user).of(part).order_by("-pk")
    if request.method == "POST":
        chosen = get_object_or_404(former, pk=read_key(request.POST.get("former", "")))
        try:
            actions.bring_back(part, chosen, case=case, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Die frühere Fassung gilt wieder."))
        return redirect("plans:plan", case.pk)
    record(request.user, "case-read", case, part="plan")
    context = {
        "title": _("Frühere Fassungen %(number)s") % {"number": case.number},
        "back": (reverse("plans:plan", args=[case.pk]), _("Zum Integrationsplan")),
        "explanation": _("Nichts geht verloren: Was jetzt gilt, steht nach dem Zurückholen hier."),
        "present": [(label, getattr(part, field)) for field, label in _labels(part)],
        "former": _labelled(former, dict(_labels(part))),
    }
    return render(request, "together/history.html", context)


def _labels(part: Any) -> list[tuple[str, str]]:
    """Return the texts of this part with the words of its form."""
    if isinstance(part, Goal):
        return [("text", _("Ziel")), ("measure", _("Woran man es merkt"))]
    return [("text", _("Schritt"))]


def _labelled(former: Any, labels: dict[str, str]) -> list[FormerText]:
    rows = list(former)
    for row in rows:
        row.label = labels[row.field]
    return rows
