# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead answers whether somebody may read cases, and hands on the code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from geleit.accounts import access_actions, code_actions, second_person
from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.core.problems import Refused


@requires(Permission.CONFIRM_ACCESS)
@require_POST
@sensitive_variables("code")
def decide(request: UserRequest, question_id: int, granted: bool) -> HttpResponse:  # noqa: FBT001
    """Say yes or no to a role or a code that an administrator asked for."""
    today = localdate()
    open_ones = second_person.questions_for(request.user, on=today)
    question = next((row for row in open_ones if row.pk == question_id), None)
    if question is None:
        raise Http404
    try:
        code = access_actions.decide(question, granted=granted, by=request.user, on=today, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:home")
    if code is not None:
        return show_code(request, question.user, code)
    text = _("Bestätigt. Die Rolle gilt.") if granted else _("Abgelehnt. Es bleibt, wie es war.")
    messages.success(request, text)
    return redirect("desk:home")


@sensitive_variables("code")
def show_code(request: HttpRequest, user: User, code: str) -> HttpResponse:
    """Show a code once: in this answer, never in a session, a message or a log."""
    context = {"account": user, "code": code, "days": code_actions.CODE_LASTS.days}
    context["keeps_accounts"] = Permission.ADMINISTER in permissions_of(request.user)
    return render(request, "accounts/code.html", context)
