# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How full the team is, for the lead of the carrier alone: small teams would disclose."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import CooperationAgreement
from geleit.statistics import tables


@requires(Permission.RECORD_HIRE)
@require_safe
def caseload(request: UserRequest, key: str) -> HttpResponse:
    """Show persons for each full post against the agreed ratio."""
    rows = CooperationAgreement.objects.led_by(request.user)
    agreement, today = get_object_or_404(rows, key=key), localdate()
    context = {
        "agreement": agreement,
        "today": today,
        "caseload": tables.caseload(agreement, on=today),
        "ratios": agreement.ratios.order_by("-from_day"),
    }
    return render(request, "statistics/caseload.html", context)
