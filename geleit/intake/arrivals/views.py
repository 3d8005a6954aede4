# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Announced arrivals: the county's side and the carrier's side."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.intake.arrivals import actions
from geleit.intake.arrivals.forms import AcceptingForm, AnnouncingForm, QuestionForm
from geleit.intake.arrivals.models import Arrival
from geleit.intake.arrivals.queries import first_days_there, proposed_meeting, waiting
from geleit.kern.keyset import page_of


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def arrivals(request: UserRequest) -> HttpResponse:
    page = page_of(request, waiting(request.user), key="pk")
    can_announce = Permission.HAND_OVER in permissions_of(request.user)
    context = {"page": page, "can_announce": can_announce, "today": localdate()}
    return render(request, "arrivals/arrivals.html", context)


@requires(Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def announce(request: UserRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = AnnouncingForm(data, user=request.user, on=localdate())
    if data and form.is_valid():
        try:
            actions.announce(by=request.user, on=localdate(), **form.said())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Angekündigt. Der Träger sieht die Zuteilung jetzt."))
            return redirect("arrivals:arrivals")
    return render(
        request, "arrivals/announce.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def arrival(request: UserRequest, arrival_id: int) -> HttpResponse:
    return _page(request, _found(request, arrival_id))


def _found(request: UserRequest, arrival_id: int) -> Arrival:
    rows = Arrival.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("agreement", "county", "accommodation", "case"), pk=arrival_id
    )


def _page(
    request: UserRequest,
    found: Arrival,
    *,
    form: AcceptingForm | None = None,
    question: QuestionForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"arrival": found}
    may = permissions_of(request.user)
    is_open = not (found.accepted_at or found.withdrawn_at)
    if is_open and Permission.ACCEPT_CASES in may:
        day = proposed_meeting(found, on=localdate())
        proposed = {"meeting_on": day}
        context["away"] = first_days_there(found, day, on=localdate())
        context["form"] = form or AcceptingForm(arrival=found, on=localdate(), initial=proposed)
        context["question_form"] = question or QuestionForm()
    context["can_withdraw"] = is_open and Permission.HAND_OVER in may
    record(request.user, "arrival-read", found)
    failed = any(one and one.errors for one in (form, question))
    return render(request, "arrivals/arrival.html", context, status=422 if failed else 200)


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: UserRequest, arrival_id: int) -> HttpResponse:
    found = _found(request, arrival_id)
    form = AcceptingForm(request.POST, arrival=found, on=localdate())
    if form.is_valid():
        try:
            case = actions.accept(
                found, by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Angenommen. Der Fall ist eröffnet."))
            return redirect("desk:case", case.pk)
    return _page(request, found, form=form)


@requires(Permission.ACCEPT_CASES)
@require_POST
def ask(request: UserRequest, arrival_id: int) -> HttpResponse:
    found = _found(request, arrival_id)
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            actions.ask(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Gefragt. Der Landkreis sieht die Rückfrage."))
            return redirect("arrivals:arrival", found.pk)
    return _page(request, found, question=form)


@requires(Permission.HAND_OVER)
@require_POST
def withdraw(request: UserRequest, arrival_id: int) -> HttpResponse:
    try:
        actions.withdraw(_found(request, arrival_id), by=request.user, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Zurückgezogen. Der Träger sieht die Zuteilung nicht mehr."))
    return redirect("arrivals:arrivals")
