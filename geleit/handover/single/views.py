# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case that waits: what is there, what is missing, what is shut and on which basis."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.handover.single.queries import between, points_of, receives
from geleit.packages.checklist import shown


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
@require_GET
def case(request: UserRequest, case_id: int) -> HttpResponse:
    """Show both sides the same checklist, until the carrier accepts."""
    found = get_object_or_404(between(request.user), pk=case_id)
    if not found.is_waiting:
        return redirect("packing:handover", found.pk)
    return _page(request, found)


def _page(request: UserRequest, case: Case) -> HttpResponse:
    points = points_of(case, reader=request.user, on=localdate())
    context: dict[str, Any] = {"case": case, "points": shown(points)}
    context["states"] = Counter(str(point.state) for point in points)
    context["is_receiver"] = receives(request.user, case)
    record(request.user, "case-read", case, part="handover")
    return render(request, "handover/case.html", context)
