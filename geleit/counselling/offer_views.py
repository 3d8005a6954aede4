# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offers that need no case: office hours, groups, network meetings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.core.problems import Refused
from geleit.counselling import actions, queries
from geleit.counselling.forms import OfferForm
from geleit.counselling.models import Offer
from geleit.kern.keyset import page_of


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    today = localdate()
    form = OfferForm(
        request.POST if request.method == "POST" else None, user=request.user, on=today
    )
    if form.is_valid():
        try:
            actions.record_offer(by=request.user, on=today, **form.said())
        except Refused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, _("Das Angebot ist notiert."))
            return redirect("counselling:offers")
    rows = Offer.objects.visible_to(request.user).select_related("service_item", "recorded_by")
    undo = request.GET.get("zurueckgenommen", "")
    context = {
        "form": form,
        "page": page_of(request, rows, key="-pk"),
        "undo": undo if undo.isascii() and undo.isdigit() else "",
    }
    return render(request, "counselling/offers.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_CASES)
@require_POST
def withdraw(request: HttpRequest, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    try:
        actions.withdraw_offer(offer, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("counselling:offers")
    return redirect(f"{reverse('counselling:offers')}?zurueckgenommen={offer.pk}")


@requires(Permission.EDIT_CASES)
@require_POST
def restore(request: HttpRequest, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    try:
        actions.restore_offer(offer, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("counselling:offers")
