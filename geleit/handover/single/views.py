# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case that waits: what is there, what is missing, what is shut and on which basis."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines.workdays import workday_from
from geleit.handover.forms import FOR_OPEN_POINTS, OneAcceptanceForm
from geleit.handover.single import actions
from geleit.handover.single.queries import (
    between,
    points_of,
    received_by,
    sent_by,
    transfer_of,
    twins_of,
)
from geleit.kern.acts import show_refusal
from geleit.packages.checklist import asking_address, shown
from geleit.packages.inquiry.forms import EntryForm
from geleit.packages.inquiry.queries import entries_of_case


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


@requires(Permission.ACCEPT_CASES)
@require_POST
def ask(request: UserRequest, case_id: int) -> HttpResponse:
    found = get_object_or_404(received_by(request.user), pk=case_id)
    done = _("Gefragt. Die abgebende Stelle sieht die Rückfrage.")
    return _say(request, found, actions.ask, done, is_answer=False)


@requires(Permission.HAND_OVER)
@require_POST
def answer(request: UserRequest, case_id: int) -> HttpResponse:
    found = get_object_or_404(sent_by(request.user), pk=case_id)
    done = _("Gesendet. Der Träger sieht die Antwort.")
    return _say(request, found, actions.answer, done, is_answer=True)


def _say(
    request: UserRequest, case: Case, action: Any, done: str, *, is_answer: bool
) -> HttpResponse:
    form = EntryForm(request.POST, is_answer=is_answer)
    if form.is_valid():
        try:
            action(case, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("handover:case", case.pk)
    return _page(request, case, entry=form)


def _page(
    request: UserRequest,
    case: Case,
    form: OneAcceptanceForm | None = None,
    *,
    entry: EntryForm | None = None,
) -> HttpResponse:
    today = localdate()
    points = points_of(case, reader=request.user, on=today)
    is_receiver = received_by(request.user).filter(pk=case.pk).exists()
    context: dict[str, Any] = {"case": case, "points": shown(points), "is_receiver": is_receiver}
    context["states"] = Counter(str(point.state) for point in points)
    context |= {"entries": entries_of_case(case, request.user), "is_answer": not is_receiver}
    if is_receiver:
        context["twins"] = twins_of(case, points, request.user)
        context["asking"] = asking_address(points, case=case, receiver=case.agreement.carrier)
        proposed = {"settle_by": workday_from(today + FOR_OPEN_POINTS, case.agreement)}
        context["form"] = form or OneAcceptanceForm(
            case=case, points=points, on=today, initial=proposed
        )
    way = "handover:ask" if is_receiver else "handover:answer"
    context["transfer"] = transfer_of(case, request.user)
    if entry or context["transfer"] is None:
        context["entry_form"] = entry or EntryForm(is_answer=not is_receiver)
    context["entry_address"] = reverse(way, args=[case.pk])
    record(request.user, "case-read", case, part="handover")
    failed = any(one and one.errors for one in (form, entry))
    return render(request, "handover/case.html", context, status=422 if failed else 200)
