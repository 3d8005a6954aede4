# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deadlines of a case: what is open, and one of them in full."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines.letters.assessment import CHECK
from geleit.deadlines.letters.queries import derivation_of
from geleit.deadlines.models import Deadline
from geleit.deadlines.ruling.queries import rule_for
from geleit.deadlines.tracking import actions
from geleit.deadlines.tracking.answering import answering
from geleit.deadlines.tracking.forms import (
    DoneForm,
    EntrustForm,
    FactForm,
    ReasonForm,
)
from geleit.deadlines.tracking.queries import deadlines_of, history_of, letters_of


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_case(request: UserRequest, case_id: int) -> HttpResponse:
    """Show the deadlines of a case; the form at the end notes a day from which one follows."""
    case = _case(request, case_id)
    data = request.POST if request.method == "POST" else None
    form = FactForm(data, case=case, on=localdate())
    if form.is_valid() and _did(
        form,
        lambda: actions.add_fact(case, by=request.user, on=localdate(), **form.fields_for_action()),
    ):
        return redirect("deadlines:of_case", case.pk)
    if request.method == "GET":
        record(request.user, "case-read", case)
    context = {
        "case": case,
        "form": form,
        "found": deadlines_of(case, on=localdate()),
        "letters": letters_of(case),
        "today": localdate(),
        "problems": case.writing_problems(),
    }
    status = 422 if form.errors else 200
    return render(request, "deadlines/of_case.html", context, status=status)


@requires(Permission.READ_CASES)
@require_GET
def deadline(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case, row = _deadline(request, case_id, deadline_id)
    record(request.user, "case-read", case)
    return _page(request, case, row, {})


@requires(Permission.EDIT_CASES)
@require_POST
def done(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case, row = _deadline(request, case_id, deadline_id)
    form = DoneForm(request.POST, deadline=row)
    act = lambda: actions.finish(row, by=request.user, on=localdate(), **form.cleaned_data)
    if form.is_valid() and _did(form, act):
        messages.success(request, _("Die Frist ist erledigt."))
        return redirect("deadlines:of_case", case.pk)
    return _page(request, case, row, {"done_form": form})


@requires(Permission.EDIT_CASES)
@require_POST
def withdraw(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case, row = _deadline(request, case_id, deadline_id)
    form = ReasonForm(request.POST)
    act = lambda: actions.withdraw(row, by=request.user, on=localdate(), **form.cleaned_data)
    if form.is_valid() and _did(form, act):
        messages.success(request, _("Die Frist ist zurückgenommen; sie bleibt lesbar."))
        return redirect("deadlines:of_case", case.pk)
    return _page(request, case, row, {"reason_form": form})


@requires(Permission.EDIT_CASES)
@require_POST
def entrust(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case, row = _deadline(request, case_id, deadline_id)
    form = EntrustForm(request.POST, case=case, on=localdate())
    act = lambda: actions.entrust(row, by=request.user, on=localdate(), **form.people())
    if form.is_valid() and _did(form, act):
        messages.success(request, _("Die Zuständigkeit ist eingetragen."))
        return redirect("deadlines:deadline", case.pk, row.pk)
    return _page(request, case, row, {"entrust_form": form})


@requires(Permission.EDIT_CASES)
@require_POST
def check(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    """Confirm the computation as the second person."""
    case, row = _deadline(request, case_id, deadline_id)
    form = forms.Form(request.POST)
    if _did(form, lambda: actions.check(row, by=request.user, on=localdate()), request):
        messages.success(request, _("Die Berechnung ist bestätigt."))
    return redirect("deadlines:deadline", case.pk, row.pk)


@requires(Permission.EDIT_CASES)
@require_POST
def resume(request: UserRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case, row = _deadline(request, case_id, deadline_id)
    _did(
        forms.Form(request.POST),
        lambda: actions.resume(row, by=request.user, on=localdate()),
        request,
    )
    return redirect("deadlines:deadline", case.pk, row.pk)


def _case(request: UserRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    related = ("household", "agreement__municipality")
    return get_object_or_404(seen.select_related(*related), pk=case_id)


def _deadline(request: UserRequest, case_id: int, deadline_id: int) -> tuple[Case, Deadline]:
    case = _case(request, case_id)
    related = ("person", "owner", "deputy", "entered_by", "checked_by", "letter")
    rows = Deadline.objects.visible_to(request.user).select_related(*related)
    row = get_object_or_404(rows, pk=deadline_id, case=case)
    row.case = case  # it was fetched with its agreement
    return case, row


def _did(form: forms.Form, act: Callable[[], Any], request: UserRequest | None = None) -> bool:
    """Act; what stands against it goes to its field, else to the head of the form or page."""
    try:
        act()
    except Refused as refused:
        place = {"future": "sent_on", "no-evidence": "evidence", "reason": "reason",
                 "new-day": "new_day", "unseen": "owner"}  # fmt: skip
        for problem in refused.problems:
            if request is not None:
                messages.warning(request, problem.text)
            else:
                name = place.get(problem.code)
                form.add_error(name if name in form.fields else None, problem.text)
        return False
    return True


def _page(
    request: UserRequest, case: Case, row: Deadline, bound: dict[str, forms.Form]
) -> HttpResponse:
    today = localdate()
    context = {
        "case": case,
        "deadline": row,
        "rule": rule_for(case.agreement_id, row.kind, on=today),
        "proposal": derivation_of(row),
        "check": CHECK,
        "history": history_of(row),
        "answering": answering(row, on=today),
        "today": today,
        "problems": case.writing_problems(),
        "done_form": DoneForm(deadline=row, initial={"sent_on": today}),
        "reason_form": ReasonForm(),
        "entrust_form": EntrustForm(
            case=case, on=today, initial={"owner": row.owner_id, "deputy": row.deputy_id}
        ),
    }
    status = 422 if any(form.errors for form in bound.values()) else 200
    return render(request, "deadlines/deadline.html", context | bound, status=status)
