# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Independence of a person over time: curves, numbers, and the form to look at it together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.audit.models import record, record_read
from geleit.cases.models import Case, Person
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.kern.acts import posted
from geleit.kern.versions import chosen, compare, forgets
from geleit.plans.assessment import actions, queries, rules
from geleit.plans.assessment.forms import AssessmentForm
from geleit.plans.assessment.models import Assessment, IndependenceScale
from geleit.plans.enums import Level, Occasion, View


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
    day = _asked_day(request)
    view = request.POST.get("view", "")
    scales = queries.scales_for(case, person, view=view, day=day, on=localdate())
    if scales.scale is None:
        raise Http404
    desk = _Desk(request.user, case, person, queries.wording(scales.scale))
    has_other_words = _has_other_words(request, scales.scale)
    form = desk.to_read_again(request, day) if has_other_words else desk.sent(request)
    if form.is_valid() and (answer := _noted_or_both(request, form, desk)):
        return answer
    if request.method == "GET":
        record(request.user, "case-read", case, part="assessments")
    context = {"case": case, "person": person, "form": form, "scale": scales.scale}
    context |= {"are_several": scales.are_several, "other_day": day if has_other_words else None}
    return render(request, "plans/assess.html", context, status=422 if form.errors else 200)


def _asked_day(request: HttpRequest) -> date:
    """Return the day of the look that was sent, today where there is none to read."""
    try:
        return AssessmentForm.base_fields["assessed_on"].clean(request.POST.get("assessed_on"))
    except ValidationError:
        return localdate()


def _has_other_words(request: HttpRequest, scale: IndependenceScale) -> bool:
    """Whether the page showed another scale than that of the day, or asks for its words."""
    shown = read_key(request.POST.get("scale", ""))
    return "worte" in request.POST or shown not in (None, scale.pk)


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
    return get_object_or_404(seen.select_related("household", "agreement"), pk=case_id)


def _persons(case: Case) -> list[Person]:
    persons = list(case.household.persons.order_by("born_on", "pk"))
    if not persons:
        raise Http404
    return persons


def _initial(case: Case, person: Person, *, on: Any) -> dict[str, Any]:
    """Return a review once there is a start; after one view of a talk, the other view of it."""
    standing = person.assessments.filter(case=case, removed_on=None)
    today = dict(standing.filter(assessed_on=on).values_list("view", "occasion"))
    if len(today) == 1:
        [(view, occasion)] = today.items()
        other = View.ADVISER if view == View.PERSON else View.PERSON
        return {"assessed_on": on, "occasion": occasion, "view": other}
    occasion = Occasion.REVIEW if standing.exists() else Occasion.START
    return {"assessed_on": on, "occasion": occasion}


@dataclass(frozen=True)
class _Desk:
    """Who assesses whom in which case, with the words of the scale."""

    user: Any
    case: Case
    person: Person
    wording: dict[str, list[tuple[int, str]]]

    def sent(self, request: HttpRequest) -> AssessmentForm:
        """Return the form of what was sent, with what is noted already where that was chosen."""
        initial = _initial(self.case, self.person, on=localdate())
        first = AssessmentForm(posted(request), wording=self.wording, initial=initial)
        data = chosen(posted(request), lambda: self.noted(first))
        if data is first.data or data is None:
            return first
        return AssessmentForm(data, wording=self.wording, initial=initial)

    def to_read_again(self, request: HttpRequest, day: date) -> AssessmentForm:
        """Return what was sent under the words of its day; nothing of it is noted yet."""
        initial = request.POST.dict() | {"assessed_on": day}
        return AssessmentForm(None, wording=self.wording, initial=initial)

    def row(self, form: AssessmentForm) -> Assessment | None:
        """Return what is noted already as the view and day that the form names."""
        if not form.is_valid():
            return None
        said = {name: form.cleaned_data[name] for name in ("view", "assessed_on")}
        standing = Assessment.objects.visible_to(self.user).standing()
        standing = standing.filter(case=self.case, person=self.person)
        return standing.filter(**said).select_related("recorded_by").first()

    def noted(self, form: AssessmentForm) -> AssessmentForm:
        row = self.row(form)
        said = AssessmentForm.said_by(row) if row else {}
        return AssessmentForm(None, wording=self.wording, initial=said)


def _noted_or_both(request: HttpRequest, form: AssessmentForm, desk: _Desk) -> HttpResponse | None:
    """Note it and go back, or show it beside what is noted already; None after a refusal."""
    seen = read_key(request.POST.get("seen", "")) or 0
    who: dict[str, Any] = {"case": desk.case, "person": desk.person, "by": request.user}
    try:
        actions.assess(on=localdate(), seen=seen, **who, **form.said)
    except Refused as refused:
        if refused.problems[0].code == "overtaken":
            return _two_versions(request, form, desk)
        for problem in refused.problems:
            form.add_error(None, problem.text)
        return None
    messages.success(request, _("Die Einschätzung ist notiert."))
    return _back(desk.case, desk.person)


def _two_versions(request: HttpRequest, form: AssessmentForm, desk: _Desk) -> HttpResponse:
    row = desk.row(form)
    words = _("Diese Sicht ist für diesen Tag schon eingeschätzt, von %(name)s.")
    place = reverse("plans:assessments", args=[desk.case.pk]) + f"?person={desk.person.pk}"
    lines = compare(form, desk.noted(form))
    context = {
        "title": _("Zusammen einschätzen") + f" {desk.case.number}",
        "back": (place, _("Selbstständigkeit")),
        "whose": words % {"name": row.recorded_by.name if row else "–"},
        "form": form,
        "differences": lines,
        "is_forgotten": forgets(lines, ["note"]),
        "changes": actions.mark_of_assessment(row),
    }
    return render(request, "together/two_versions.html", context, status=409)


def _back(case: Case, person: Person, **words: Any) -> HttpResponse:
    url = reverse("plans:assessments", args=[case.pk]) + f"?person={person.pk}"
    return redirect(url + "".join(f"&{name}={value}" for name, value in words.items()))
