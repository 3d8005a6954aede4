# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every refusal is an entry of the log, and nobody can tell from the answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from geleit.audit.models import record
from geleit.walls.log.queries import refusal_place


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


def _note(request: HttpRequest, *, why: str) -> None:
    match = request.resolver_match
    asked = match.kwargs.get("case_id") if match else None
    case = refusal_place(request.user, asked) if asked is not None else None
    if why == "not-visible" and (asked is None or case is False):
        return  # something else was not found; no case was refused
    view = match.view_name if match else ""
    record(request.user, "refused", case or None, view=view, why=why)
