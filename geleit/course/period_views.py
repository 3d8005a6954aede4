# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the household of a case may be advised."""

from collections.abc import Callable
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
from geleit.together.queries import has_former


class BeginForm(forms.Form):
    begins_on = forms.DateField(label=gettext_lazy("zählt ab"), widget=DayInput)


class ExtendForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class WordingForm(forms.Form):
    extension_reason = forms.CharField(
        label=gettext_lazy("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


Act = tuple[forms.Form, Callable[..., Any]]


def _forms(said: Any, mine: CounsellingPeriod | None, *, opened_on: date) -> dict[str, Act]:
    """Return the three forms of the page, filled where they were sent, each with its action."""
    first = mine.begins_on if mine else opened_on
    reason = mine.extension_reason if mine else ""
    sent = next((name for name in ("reason", "extension_reason") if said and name in said), "")
    return {
        "begin": (BeginForm(None if sent else said, initial={"begins_on": first}),
                  actions.begin_period),
        "extend": (ExtendForm(said if sent == "reason" else None), actions.extend_period),
        "reword": (WordingForm(said if sent == "extension_reason" else None,
                               initial={"extension_reason": reason}), actions.word_extension),
    }  # fmt: skip


def _done(form: forms.Form) -> str:
    if isinstance(form, WordingForm):
        return _("Die Begründung ist geändert.")
    return _("Der Beratungszeitraum ist eingetragen.")


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
    periods = CounsellingPeriod.objects.visible_to(request.user).filter(case=case)
    mine = periods.annotate(has_former=has_former(CounsellingPeriod)).first()
    offered = _forms(request.POST or None, mine, opened_on=case.opened_on)
    form, act = next((one for one in offered.values() if one[0].is_bound), offered["begin"])
    if form.is_valid():
        try:
            act(case, by=request.user, on=on, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _done(form))
            return redirect("course:period", case.pk)
    record(request.user, "case-read", case, part="period")
    context = {"case": case, "period": mine} | {name: one for name, (one, _act) in offered.items()}
    context |= {"rule": PeriodRule.objects.in_force(on=mine.begins_on if mine else on)}
    context["warning"] = period_rules.warning(ends_on=mine.ends_on, on=on) if mine else None
    context["problems"] = case.writing_problems()
    context |= _entitled(case, request.user, on=on)
    return render(request, "course/period.html", context, status=422 if form.errors else 200)
