# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a goal, a step or an assessment, and how one counts again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.cases.models import Case
from geleit.plans import actions
from geleit.plans.assessment.models import Assessment
from geleit.plans.edit_views import goal_for, step_for
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_goal(request: HttpRequest, case_id: int, goal_id: int) -> HttpResponse:
    goal = goal_for(request, case_id, goal_id)
    labels = {"text": _("Ziel"), "measure": _("Woran man es merkt")}
    is_struck = goal.removed_on is not None
    return _wordings(request, goal, goal.plan.case, labels, is_struck=is_struck)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_step(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    step = step_for(request, case_id, step_id)
    labels = {"text": _("Schritt"), "bearer_name": _("Name oder Stelle")}
    is_struck = bool(step.removed_on or step.goal.removed_on)
    return _wordings(request, step, step.goal.plan.case, labels, is_struck=is_struck)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_assessment(request: HttpRequest, case_id: int, assessment_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen, pk=case_id)
    rows = Assessment.objects.visible_to(request.user).filter(case=case)
    row = get_object_or_404(rows, pk=assessment_id)
    place = reverse("plans:assessments", args=[case.pk]) + f"?person={row.person_id}"
    labels, back = {"note": _("Bemerkung")}, (place, _("Selbstständigkeit"))
    history = History(row, labels, back, part="assessments", is_struck=row.removed_on is not None)
    return history_page(request, case, history)


def _wordings(
    request: HttpRequest, part: Any, case: Case, labels: dict[str, str], *, is_struck: bool
) -> HttpResponse:
    history = History(
        row=part,
        labels=labels,
        back=(reverse("plans:plan", args=[case.pk]), _("Zum Integrationsplan")),
        part="plan",
        is_struck=is_struck,
        bring_back=lambda former: actions.bring_back(part, former, case=case, by=request.user),
    )
    return history_page(request, case, history)
