# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the household of a case may be advised."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.course import actions, period_rules
from geleit.course.entitlement.queries import entitlements, standings
from geleit.course.models import CounsellingPeriod, PeriodRule
from geleit.course.queries import is_led_by
from geleit.kern.acts import show_refusal
from geleit.kern.renderer import DayInput
from geleit.persons.queries import members_of


class BeginForm(forms.Form):
    begins_on = forms.DateField(label=gettext_lazy("zählt ab"), widget=DayInput)


class ExtendForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


def _entitled(case: Case, user: Any, *, on: date) -> dict[str, Any]:
    """Return what the mandates say of the household; the lead goes on to the rules."""
    people = standings(members_of(case, user), case.household.housing_stays.all())
    return {"entitlements": entitlements(case, people, on=on), "is_led": is_led_by(case, user),
            "mandates": case.agreement.mandates.order_by("pk")}  # fmt: skip


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def period(request: UserRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case, on = (
        get_object_or_404(seen.select_related("household", "agreement"), pk=case_id),
        localdate(),
    )
    mine = CounsellingPeriod.objects.visible_to(request.user).filter(case=case).first()
    said, extends = request.POST or None, "reason" in request.POST
    begin = BeginForm(
        None if extends else said, initial={"begins_on": mine.begins_on if mine else case.opened_on}
    )
    extend = ExtendForm(said if extends else None)
    form, act = (extend, actions.extend_period) if extends else (begin, actions.begin_period)
    if form.is_valid():
        try:
            act(case, by=request.user, on=on, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Der Beratungszeitraum ist eingetragen."))
            return redirect("course:period", case.pk)
    record(request.user, "case-read", case, part="period")
    context = {"case": case, "period": mine, "begin": begin, "extend": extend}
    context |= {"rule": PeriodRule.objects.in_force(on=mine.begins_on if mine else on)}
    context["warning"] = period_rules.warning(ends_on=mine.ends_on, on=on) if mine else None
    context["problems"] = case.writing_problems()
    context |= _entitled(case, request.user, on=on)
    return render(request, "course/period.html", context, status=422 if form.errors else 200)
