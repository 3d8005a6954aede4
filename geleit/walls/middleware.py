# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every refusal and every page that shows persons is an entry of the log."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from geleit.accounts.permissions import Permission, permissions_of
from geleit.audit import written
from geleit.audit.models import record
from geleit.walls.log.queries import case_asked_for, refusal_place

HOME = "desk:home"  # open to everybody; it shows persons to those who may see persons elsewhere
BLANK = {
    "radar:calculator",  # shows only what was typed there
    "counselling:brief",  # a tally without persons
    "counselling:draft",  # takes what is being typed; the page around it is noted
    "counselling:contact_draft",
    "together:presence",  # a sign of an open page, which is noted itself; shows colleagues only
}
SHOWN = {200, 422}  # a form that comes back shows what stands in the case
# What opens pages without persons of cases. A new permission does until somebody says otherwise.
NO_PERSONS = frozenset(
    {
        Permission.USE_DESK,
        Permission.READ_AGREEMENT,
        Permission.NEGOTIATE,
        Permission.RECORD_HIRE,
        Permission.READ_STAFF_NAMES,
        Permission.OPEN_DOOR,
        Permission.READ_STATEMENT,
        Permission.READ_OCCUPANCY,
        Permission.KEEP_ACCOMMODATION,
        Permission.READ_LOG,
        Permission.READ_CASE_LOG,
        Permission.CONFIRM_ACCESS,
        Permission.ADMINISTER,
    }
)


class RefusalsAreLogged:
    """Note who was refused a page, and who asked for a case that is not hers.

    A case that is there and one that is not take the same way: the same questions to the database,
    one entry, the same page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_refusal = getattr(response, "is_refusal", False)
        is_ours = request.resolver_match and request.user.is_authenticated
        if is_ours and (is_refusal or response.status_code == 404):
            _note(request, why="permission" if is_refusal else "not-visible")
        return response


class ReadingIsLogged:
    """Note every page that shows persons and left no entry of its own.

    A room says more exactly what was read. Where it says nothing, this does: no page with persons
    is silent, not even a form that comes back because something in it was wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = written.so_far()
        response = self.get_response(request)
        is_shown = response.status_code in SHOWN and request.user.is_authenticated
        if is_shown and _shows_persons(request):
            is_sent_back = request.method == "POST" and response.status_code == 422
            if is_sent_back or written.so_far() == before:  # what was refused left no entry
                _note_reading(request)
        return response


def _shows_persons(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name in BLANK:
        return False
    own = permissions_of(request.user)
    opened = own if match.view_name == HOME else own & getattr(match.func, "permissions", set())
    return bool(opened - NO_PERSONS)


def _note_reading(request: HttpRequest) -> None:
    match: Any = request.resolver_match
    case = case_asked_for(match.kwargs["case_id"]) if "case_id" in match.kwargs else None
    verb = "case-read" if case else "page-read"
    record(request.user, verb, case, view=match.view_name)


def _note(request: HttpRequest, *, why: str) -> None:
    match = request.resolver_match
    asked = match.kwargs.get("case_id") if match else None
    case = refusal_place(request.user, asked) if asked is not None else None
    if why == "not-visible" and (asked is None or case is False):
        return  # something else was not found; no case was refused
    view = match.view_name if match else ""
    record(request.user, "refused", case or None, view=view, why=why)
