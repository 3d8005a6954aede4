# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case that waits: what is there, what is missing, what is shut and on which basis."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.handover.forms import OneAcceptanceForm
from geleit.handover.single import actions
from geleit.handover.single.queries import between, points_of, received_by
from geleit.kern.acts import show_refusal
from geleit.packages.checklist import shown

FOR_OPEN_POINTS = timedelta(weeks=2)  # what the form proposes; whoever accepts decides


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
@require_GET
def case(request: UserRequest, case_id: int) -> HttpResponse:
    """Show both sides the same checklist, until the carrier accepts."""
    found = get_object_or_404(between(request.user), pk=case_id)
    if not found.is_waiting:
        return redirect("packing:handover", found.pk)
    return _page(request, found)


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: UserRequest, case_id: int) -> HttpResponse:
    """Accept by name, with what stays open and until when."""
    found = get_object_or_404(received_by(request.user), pk=case_id)
    today = localdate()
    points = points_of(found, reader=request.user, on=today)
    form = OneAcceptanceForm(request.POST, case=found, points=points, on=today)
    if form.is_valid():
        try:
            is_new = actions.accept(found, by=request.user, at=now(), on=today, **form.said)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            if is_new:
                messages.success(request, _("Angenommen. Das Protokoll steht unter Belege."))
            return redirect("packing:handover", found.pk)
    return _page(request, found, form)


def _page(request: UserRequest, case: Case, form: OneAcceptanceForm | None = None) -> HttpResponse:
    today = localdate()
    points = points_of(case, reader=request.user, on=today)
    context: dict[str, Any] = {"case": case, "points": shown(points)}
    context["states"] = Counter(str(point.state) for point in points)
    context["is_receiver"] = received_by(request.user).filter(pk=case.pk).exists()
    if context["is_receiver"]:
        proposed = {"settle_by": today + FOR_OPEN_POINTS}
        context["form"] = form or OneAcceptanceForm(
            case=case, points=points, on=today, initial=proposed
        )
    record(request.user, "case-read", case, part="handover")
    status = 422 if form and form.errors else 200
    return render(request, "handover/case.html", context, status=status)
