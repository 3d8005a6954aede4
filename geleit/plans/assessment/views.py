# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Independence of a person over time: curves, numbers, and the form to look at it together."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.audit.models import record, record_read
from geleit.cases.models import Case, Person
from geleit.core.problems import Refused
from geleit.plans.assessment import actions, queries, rules
from geleit.plans.assessment.forms import AssessmentForm
from geleit.plans.assessment.models import Assessment, IndependenceScale
from geleit.plans.enums import Level, Occasion


@requires(Permission.READ_CASES)
@require_GET
def assessments(request: HttpRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).with_door(request.user)
    case = get_object_or_404(seen.select_related("household"), pk=case_id)
    persons = _persons(case)
    asked = request.GET.get("person", "")
    person = next((one for one in persons if str(one.pk) == asked), persons[0])
    record_read(request.user, case, why="door" if case.door_ends_at else "", part="assessments")
    problems = case.writing_problems()
    context = {
        "case": case,
        "persons": persons,
        "person": person,
        "overview": queries.overview(case, person),
        "grid": rules.grid(),
        "levels": Level.choices,
        "problems": problems,
        "may_edit": not problems and Permission.EDIT_CASES in permissions_of(request.user),
        "undo": request.GET.get("zurueckgenommen", ""),
    }
    return render(request, "plans/assessments.html", context)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, case_id: int, person_id: int) -> HttpResponse:
    case = _case(request, case_id)
    person = get_object_or_404(case.household.persons, pk=person_id)
    today = localdate()
    scale = IndependenceScale.objects.valid_on(today)
    if scale is None:
        raise Http404
    form = AssessmentForm(
        request.POST if request.method == "POST" else None,
        wording=queries.wording(scale),
        initial=_initial(case, person, on=today),
    )
    if form.is_valid() and _noted(form, case=case, person=person, by=request.user):
        messages.success(request, _("Die Einschätzung ist notiert."))
        return _back(case, person)
    if request.method == "GET":
        record(request.user, "case-read", case, part="assessments")
    context = {"case": case, "person": person, "form": form, "scale": scale}
    return render(request, "plans/assess.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_CASES)
@require_POST
def mark(request: HttpRequest, case_id: int, assessment_id: int, act: str) -> HttpResponse:
    seen = Assessment.objects.visible_to(request.user).filter(case=_case(request, case_id))
    row = get_object_or_404(seen.select_related("case", "person"), pk=assessment_id)
    words = {}
    try:
        if act == "zurueck":
            actions.put_back(row, by=request.user)
        elif act == "entfernen":
            actions.take_back(row, by=request.user, on=localdate())
            words = {"zurueckgenommen": row.pk}
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, str(refused))
    return _back(row.case, row.person, **words)


def _case(request: HttpRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(seen.select_related("household"), pk=case_id)


def _persons(case: Case) -> list[Person]:
    persons = list(case.household.persons.order_by("born_on", "pk"))
    if not persons:
        raise Http404
    return persons


def _initial(case: Case, person: Person, *, on: Any) -> dict[str, Any]:
    """Return a review once there is a start; the view is left to choose."""
    standing = person.assessments.filter(case=case, removed_on=None)
    occasion = Occasion.REVIEW if standing.exists() else Occasion.START
    return {"assessed_on": on, "occasion": occasion}


def _noted(form: AssessmentForm, **who: Any) -> bool:
    try:
        actions.assess(on=localdate(), **who, **form.said)
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, problem.text)
        return False
    return True


def _back(case: Case, person: Person, **words: Any) -> HttpResponse:
    url = reverse("plans:assessments", args=[case.pk]) + f"?person={person.pk}"
    return redirect(url + "".join(f"&{name}={value}" for name, value in words.items()))
