# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services, and the referrals of a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, organisations_where, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.kern.acts import act, posted, show_refusal
from geleit.kern.keyset import page_of
from geleit.referrals import actions
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.forms import OutcomeForm, ReferralForm, ServiceForm
from geleit.referrals.models import MainstreamService, Referral


@requires(Permission.EDIT_CASES)
@require_GET
def services(request: UserRequest) -> HttpResponse:
    carriers = organisations_where(request.user, Permission.EDIT_CASES)
    mine = MainstreamService.objects.present(on=localdate()).filter(organisation__in=carriers)
    page = page_of(request, mine, key="name")
    return render(request, "referrals/services.html", {"page": page})


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def service(request: UserRequest, mainstream_id: int = 0) -> HttpResponse:
    carriers = organisations_where(request.user, Permission.EDIT_CASES)
    mine = MainstreamService.objects.filter(organisation__in=carriers)
    row = get_object_or_404(mine, pk=mainstream_id) if mainstream_id else None
    start = {name: getattr(row, name) for name in ServiceForm.base_fields} if row else None
    organisation = row.organisation_id if row else min(carriers)
    return act(
        request,
        ServiceForm(posted(request), initial=start),
        lambda **said: actions.keep_service(
            row, organisation=organisation, by=request.user, on=localdate(), **said
        ),
        back=(reverse("referrals:services"), _("Zum Verzeichnis")),
        done=_("Der Dienst steht im Verzeichnis."),
        title=_("Regeldienst"),
        submit=_("Speichern"),
    )


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def referrals(request: UserRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen.select_related("household", "agreement"), pk=case_id)
    form, today = ReferralForm(posted(request), case=case, on=localdate()), localdate()
    if form.is_valid():
        try:
            actions.refer(case, by=request.user, on=today, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused, no_consent="agrees")
        else:
            messages.success(request, _("Der Verweis ist eingetragen."))
            return redirect("referrals:referrals", case.pk)
    if request.method == "GET":
        record(request.user, "case-read", case, part="referrals")
    rows = Referral.objects.visible_to(request.user).filter(case=case)
    rows = rows.select_related("person", "service", "referred_by").order_by("-referred_on", "-pk")
    rows = rows.prefetch_related("consents")
    context = {"case": case, "form": form, "rows": rows, "problems": case.writing_problems()}
    context["outcomes"] = ReferralOutcome.choices
    return render(request, "referrals/referrals.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_CASES)
@require_POST
def outcome(request: UserRequest, case_id: int, referral_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    mine = Referral.objects.visible_to(request.user).filter(case__in=seen, case=case_id)
    referral = get_object_or_404(mine.select_related("case"), pk=referral_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        try:
            actions.note_outcome(referral, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Das Ergebnis ist notiert."))
    return redirect("referrals:referrals", case_id)
