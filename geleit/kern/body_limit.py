# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a request may carry, decided by its first lines: nothing too large is ever read.

An ordinary form is small. A view that takes files says how much with `@takes_files`; there only
somebody who is signed in may send more than an ordinary form, because the guard against foreign
forms reads a body before anybody asks who it is from.
"""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import add_never_cache_headers

AROUND = 64 * 1024  # bytes of the other fields and of the borders between them
View = TypeVar("View", bound=Callable[..., object])


def takes_files(largest: int | str) -> Callable[[View], View]:
    """Let a view take files of so many bytes; a text names the setting that says it."""

    def mark(view: View) -> View:
        view.largest_file = largest  # type: ignore[attr-defined]
        return view

    return mark


class BodyLimit:
    """Answer 413 to a body that is larger than its address takes, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = announced(request)
        if length <= ordinary() or length <= _limit(request):
            return self.get_response(request)
        with translation.override(translation.get_language_from_request(request)):
            response = render(request, "413.html", {"limit": _limit(request)}, status=413)
        add_never_cache_headers(response)
        return response


class SignInBeforeFiles:
    """Send who is not signed in to sign in, instead of reading the file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request) > ordinary() and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return self.get_response(request)


def announced(request: HttpRequest) -> int:
    """Return how long the body says it is; Django reads no further than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def ordinary() -> int:
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _limit(request: HttpRequest) -> int:
    try:
        largest = getattr(resolve(request.path_info).func, "largest_file", 0)
    except Resolver404:
        largest = 0
    if isinstance(largest, str):
        largest = getattr(settings, largest)
    return int(largest) + AROUND if largest else ordinary()
