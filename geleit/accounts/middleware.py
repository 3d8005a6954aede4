# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A temporary password opens one door only: the page on which it is changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN = {"account_change_password", "account_logout", "set_language"}


class OwnPasswordFirst:
    """Somebody else knows a temporary password, so nothing else is shown until it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in OPEN:
            return None
        if getattr(request.user, "must_change_password", False):
            return redirect("account_change_password")
        return None
