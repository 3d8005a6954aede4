# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room: one address, the carrier's side and the county's side."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.audit.models import record
from geleit.cases.team import team_of
from geleit.core.problems import Refused
from geleit.deadlines.workdays import workday_anywhere
from geleit.handover.forms import FOR_OPEN_POINTS, AcceptanceForm
from geleit.handover.queries import (
    accepted_batches,
    handed_over_by,
    handed_over_to,
    waiting_for,
)
from geleit.handover.single.actions import accept_several
from geleit.kern.acts import show_refusal
from geleit.kern.keyset import page_of
from geleit.packages.models import AcceptedHandover
from geleit.packages.queries import inbox

BATCHES_SHOWN, PACKAGES_SHOWN = 12, 50
PARTIES = ("sender", "receiver", "accepted_by", "holder")


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits: to the lead with the way to accept it, to the county as it stands."""
    return _page(request, None)


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: UserRequest) -> HttpResponse:
    form = _form(request.user, request.POST)
    if form.is_valid():
        try:
            key = accept_several(by=request.user, at=now(), on=localdate(), **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            # A second click finds nothing new and says so by the list alone.
            return redirect("handover:accepted", key) if key else redirect("handover:waiting")
    return _page(request, form)


@requires(Permission.ACCEPT_CASES)
@require_safe
def accepted(request: UserRequest, together: UUID) -> HttpResponse:
    """The receipt of several cases: how each stood, what stays open and until when."""
    rows = AcceptedHandover.objects.visible_to(request.user).filter(together=together)
    found = list(rows.select_related("case", *PARTIES).order_by("case__number"))
    if not found:
        raise Http404
    record(request.user, "page-read", view="handover:accepted")
    context = {"rows": found, "first": found[0]}
    return render(request, "handover/accepted.html", context)


def _form(user: Any, data: Any = None) -> AcceptanceForm:
    carriers = user.organisation_ids(Role.CARRIER_LEAD)
    holders = team_of(carriers, on=localdate())
    proposed = {"settle_by": workday_anywhere(localdate() + FOR_OPEN_POINTS)}  # of any agreement
    return AcceptanceForm(data, cases=handed_over_to(user), holders=holders, initial=proposed)


def _page(request: HttpRequest, form: AcceptanceForm | None) -> HttpResponse:
    may = permissions_of(request.user)
    context: dict[str, Any] = {"today": localdate()}
    if Permission.ACCEPT_CASES in may:
        context["form"] = form or _form(request.user)
        context["page"] = page_of(request, waiting_for(request.user), key="number")
        context["packages"] = inbox(request.user, most=PACKAGES_SHOWN)
        context["ticked"] = set(request.POST.getlist("cases")) if form else set()
        context["all_ticked"] = "alle" in request.GET
    if Permission.HAND_OVER in may:
        context["sent"] = page_of(request, handed_over_by(request.user), key="number")
        context["batches"] = accepted_batches(request.user)[:BATCHES_SHOWN]
    status = 422 if form and form.errors else 200
    return render(request, "handover/waiting.html", context, status=status)
