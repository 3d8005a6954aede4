# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case that waits shows the receiving side its checklist; the file opens with the acceptance.

Every page of a case has the case in its address, so one gate stands before all of them, and before
those that are still to be written. What has to be possible before acceptance is named here.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from geleit.accounts.permissions import Permission, permissions_of
from geleit.cases.models import Case
from geleit.core.eyes import for_one_page, shut_waiting

# The checklist itself, what may fill it, who may see the case at all, and who read it.
OPEN = {
    "handover:case", "handover:accept_one", "handover:ask", "handover:answer",
    "consents:consents", "consents:withdraw", "cases:protection", "together:presence",
    "walls:case_log", "walls:case_answer",
}  # fmt: skip


class WaitingCasesAreShut:
    """Let the pages of a case not find it while it waits, and lead to its checklist instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with for_one_page():
            response = self.get_response(request)
        match = request.resolver_match
        if response.status_code == 404 and match and _is_gated(match.view_name, match.kwargs):
            return _to_the_checklist(request, match.kwargs["case_id"]) or response
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> None:
        if request.resolver_match and _is_gated(request.resolver_match.view_name, kwargs):
            shut_waiting()


def _is_gated(view: str, kwargs: dict[str, Any]) -> bool:
    return "case_id" in kwargs and view not in OPEN


def _to_the_checklist(request: HttpRequest, case_id: int) -> HttpResponse | None:
    """Return where to read the case that waits; None: it does not, or not for this person."""
    if not request.user.is_authenticated:
        return None
    case = Case.objects.visible_to(request.user).waiting().filter(pk=case_id).first()
    if case is None:
        return None
    may = permissions_of(request.user)
    if Permission.EDIT_CASES not in may and Permission.ACCEPT_CASES not in may:
        return None  # the side that handed it over has its own pages
    if Permission.ACCEPT_CASES not in may:
        response = render(request, "handover/shut.html", {"case": case}, status=403)
        response.is_refusal = True  # type: ignore[attr-defined]
        return response
    text = _("Fall %(number)s wartet auf Annahme. Bis dahin sehen Sie von ihm die Prüfliste.")
    messages.info(request, text % {"number": case.number})
    return redirect("handover:case", case.pk)
