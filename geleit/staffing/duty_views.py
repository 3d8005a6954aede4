# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does what: the page that answers it for any day."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import CooperationAgreement
from geleit.agreements.version_actions import side_of
from geleit.kern.acts import act, posted
from geleit.staffing import duty_actions
from geleit.staffing.duty_queries import who_does_what
from geleit.staffing.forms import DayForm, DutyCarrierForm, DutyForm
from geleit.staffing.models import Duty
from geleit.staffing.views import negotiated


@requires(Permission.READ_AGREEMENT)
@require_safe
def duties(request: UserRequest, key: str) -> HttpResponse:
    """Every task: whose duty it is, who carries it out on the day, who steps in."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["on"] if form.is_valid() else None) or localdate()
    context = {
        "agreement": agreement,
        "form": form if form.is_bound else DayForm(initial={"on": day}),
        "day": day,
        "lines": who_does_what(agreement, on=day),
        "may_edit": side_of(request.user, agreement) is not None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staffing/duties.html", context, status=status)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def name_duty(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    return act(
        request,
        DutyForm(posted(request)),
        partial(duty_actions.name_duty, agreement, by=request.user),
        back=_back(key),
        title=_("Aufgabe aufnehmen"),
        submit=_("Aufgabe aufnehmen"),
        done=_("Die Aufgabe steht jetzt in der Übersicht."),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def hand_on(request: UserRequest, key: str, duty_id: int) -> HttpResponse:
    agreement = negotiated(request, key)
    duty = get_object_or_404(Duty, agreement=agreement, pk=duty_id)
    form: forms.Form = DutyCarrierForm(
        posted(request), positions=agreement.positions.order_by("pk")
    )
    return act(
        request,
        form,
        partial(duty_actions.hand_duty_on, duty, by=request.user, on=localdate()),
        back=_back(key),
        title=_("Wer die Aufgabe übernimmt"),
        about=duty.name,
        explanation=_("Wer sie bisher ausgeführt hat, bleibt in der Übersicht bis zum Vortag."),
        submit=_("Eintragen"),
        done=_("Der Wechsel ist eingetragen."),
    )


def _back(key: str) -> tuple[str, str]:
    return reverse("staffing:duties", args=[key]), _("Wer macht was")
