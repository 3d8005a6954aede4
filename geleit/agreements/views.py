# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.agreements.models import CooperationAgreement, ServiceItem, term_of
from geleit.agreements.terms import current_end, next_notice_day
from geleit.agreements.version_actions import side_of
from geleit.kern.keyset import page_of


@requires(Permission.READ_AGREEMENT)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    return render(
        request, "agreements/agreements.html", {"page": page_of(request, rows, key="key")}
    )


@requires(Permission.READ_AGREEMENT)
@require_safe
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """The agreement in its own words, its mandates and the scope of services."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    items = Prefetch("items", ServiceItem.objects.agreed().order_by("number"))
    today = localdate()
    term = term_of(agreement, on=today)
    context = {
        "agreement": agreement,
        "term": term,
        "end": agreement.ends_on or current_end(term, on=max(today, agreement.in_force_on)),
        "notice_day": None if agreement.notice_given_on else next_notice_day(term, on=today),
        "side": side_of(request.user, agreement),
        "signatories": agreement.signatories.select_related("organisation").order_by("pk"),
        "mandates": agreement.mandates.prefetch_related(items).order_by("-is_own", "pk"),
        "may_read_statement": Permission.READ_STATEMENT in permissions_of(request.user),
    }
    return render(request, "agreements/agreement.html", context)
