# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reminders of a case: set, done, undone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines import actions
from geleit.deadlines.forms import ReminderForm
from geleit.deadlines.models import FollowUpReminder
from geleit.deadlines.queries import reminders_of
from geleit.kern.acts import back_to_work


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen, pk=case_id)
    form = ReminderForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _added(request, case, form):
        return _back(request, case)
    if request.method == "GET":
        record(request.user, "case-read", case)
        form.fields["text"].widget.attrs["autofocus"] = True
    part = "HX-Request" in request.headers
    template = "deadlines/_reminders.html" if part else "deadlines/reminders.html"
    context = {
        "case": case,
        "reminders": reminders_of(case),
        "reminder_form": form,
        "today": localdate(),
        "problems": case.writing_problems(),
    }
    status = 422 if form.errors else 200
    return render(request, template, context, status=status)


@requires(Permission.EDIT_CASES)
@require_POST
def done(request: HttpRequest, case_id: int, reminder_id: int) -> HttpResponse:
    """Mark a reminder as done, or with `offen` as open again."""
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen, pk=case_id)
    reminders = FollowUpReminder.objects.visible_to(request.user).filter(case=case)
    reminder = get_object_or_404(reminders, pk=reminder_id)
    try:
        if "offen" in request.POST:
            actions.resume_reminder(reminder, by=request.user)  # type: ignore[arg-type]
        else:
            actions.finish_reminder(reminder, by=request.user, on=localdate())  # type: ignore[arg-type]
    except Refused:
        pass  # the page shows why nothing can be written into this case
    return _back(request, case)


def _added(request: HttpRequest, case: Case, form: ReminderForm) -> bool:
    try:
        actions.add_reminder(case, by=request.user, on=localdate(), **form.cleaned_data)  # type: ignore[arg-type,misc]
    except Refused as refused:
        for problem in refused.problems:
            form.add_error("due_on" if problem.code == "past" else None, problem.text)
        return False
    return True


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    """To the part or the page that asked, or to the case file."""
    if ticked := back_to_work(request):
        return ticked
    part = "HX-Request" in request.headers
    return redirect("deadlines:add" if part else "desk:case", case.pk)
