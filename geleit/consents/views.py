# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The consents of a case on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.consents import actions
from geleit.consents.forms import AskedForm, ConsentForm
from geleit.consents.models import Consent
from geleit.core.problems import Refused
from geleit.kern.acts import posted, show_refusal


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def consents(request: UserRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case, today = (
        get_object_or_404(
            seen.select_related("household", "handed_over_by", "agreement"), pk=case_id
        ),
        localdate(),
    )
    asked = AskedForm(request.GET)
    initial = {"given_on": today, **asked.initial_of_consent}
    form = ConsentForm(posted(request), case=case, initial=initial)
    if form.is_valid():
        try:
            actions.give(case, by=request.user, on=today, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Die Einwilligung ist eingetragen."))
            return redirect(_checklist(case, asked) or reverse("consents:consents", args=[case.pk]))
    if request.method == "GET":
        record(request.user, "case-read", case, part="consents")
    mine = (
        Consent.objects.visible_to(request.user)
        .filter(case=case)
        .select_related("person", "shown_to")
    )
    context = {"case": case, "form": form, "problems": case.consent_problems()}
    context["checklist"] = _checklist(case, asked)
    context["consents"] = [(one, one.facts.holds(on=today)) for one in mine.order_by("-pk")]
    return render(request, "consents/consents.html", context, status=422 if form.errors else 200)


def _checklist(case: Case, asked: AskedForm) -> str:
    """Return the address of the checklist from which somebody came; "" if from elsewhere."""
    if not asked.is_valid():
        return ""
    if partner := asked.cleaned_data["paket"]:
        return reverse("packing:handover", args=[case.pk]) + f"?partner={partner}"
    if case.is_waiting:
        return reverse("handover:case", args=[case.pk])
    receiver = asked.cleaned_data["an"].pk
    if receiver != case.agreement.county_id:
        return ""
    return reverse("packing:handover", args=[case.pk]) + f"?an={receiver}"


@requires(Permission.EDIT_CASES)
@require_POST
def withdraw(request: UserRequest, case_id: int, consent_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    mine = Consent.objects.visible_to(request.user).filter(case__in=seen, case=case_id)
    consent = get_object_or_404(mine.select_related("case"), pk=consent_id)
    actions.withdraw(consent, by=request.user, on=localdate())
    messages.success(
        request, _("Der Widerruf ist eingetragen. Ab jetzt wird nichts weitergegeben.")
    )
    return redirect("consents:consents", case_id)
