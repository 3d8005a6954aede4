# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room: one address, the carrier's side and the county's side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.core.problems import Refused
from geleit.handover import actions
from geleit.handover.forms import AcceptanceForm
from geleit.handover.queries import (
    accepted_batches,
    handed_over_by,
    handed_over_to,
    holders_of,
    waiting_for,
)
from geleit.kern.keyset import page_of
from geleit.packages.queries import waiting_packages

BATCHES_SHOWN, PACKAGES_SHOWN = 12, 50


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits: to the lead with the way to accept it, to the county as it stands."""
    return _page(request, None)


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    form = _form(request.user, request.POST)
    if form.is_valid():
        try:
            accepted = actions.accept_cases(by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            # A second click finds nothing new and says so by the list alone.
            words = ngettext("%(n)s Fall angenommen.", "%(n)s Fälle angenommen.", len(accepted))
            if accepted:
                messages.success(request, words % {"n": len(accepted)})
            return redirect("handover:waiting")
    return _page(request, form)


def _form(user: Any, data: Any = None) -> AcceptanceForm:
    carriers = user.organisation_ids(Role.CARRIER_LEAD)
    holders = holders_of(carriers, on=localdate())
    return AcceptanceForm(data, cases=handed_over_to(user), holders=holders)


def _page(request: HttpRequest, form: AcceptanceForm | None) -> HttpResponse:
    may = permissions_of(request.user)
    context: dict[str, Any] = {"today": localdate()}
    if Permission.ACCEPT_CASES in may:
        context["form"] = form or _form(request.user)
        context["page"] = page_of(request, waiting_for(request.user), key="number")
        context["packages"] = list(waiting_packages(request.user)[:PACKAGES_SHOWN])
        context["ticked"] = set(request.POST.getlist("cases")) if form else set()
        context["all_ticked"] = "alle" in request.GET
        context["has_holders"] = context["form"].fields["holder"].queryset.exists()
    if Permission.HAND_OVER in may:
        context["sent"] = page_of(request, handed_over_by(request.user), key="number")
        context["batches"] = accepted_batches(request.user)[:BATCHES_SHOWN]
    status = 422 if form and form.errors else 200
    return render(request, "handover/waiting.html", context, status=status)
