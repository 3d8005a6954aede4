# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands before every page: how long a session lasts, own password, second factor."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import time
from urllib.parse import urlencode, urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.accounts import second_factor

ATTESTED = "geleit.attested"  # the identity provider has asked for a second factor
BEGAN, SEEN = "geleit.began", "geleit.seen"  # seconds since 1970, in the session
WRITE_EVERY = 60  # seconds
BY_ITSELF = (
    "Geleit-By-Itself"  # an open page asks; nobody did anything, so no session goes on for it
)
OPEN = {"account_change_password", "account_logout", "set_language", "redeem_code"}
SET_UP = OPEN | {
    "own_account", "account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_view_recovery_codes",
}  # fmt: skip


def note_begin(request: HttpRequest) -> None:
    """Start the clock of a session; called when somebody signs in."""
    request.session[BEGAN] = request.session[SEEN] = int(time())
    request.session[ATTESTED] = bool(getattr(request, "geleit_attested", False))


def is_attested(request: HttpRequest) -> bool:
    """Say whether the identity provider has asked for a second factor in this session."""
    return bool(request.session.get(ATTESTED))


class SessionLimits:
    """A session ends after a while without a request, and in any case after a working day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look(request, now=int(time()))
        return self.get_response(request)

    def _look(self, request: HttpRequest, *, now: int) -> None:
        session, minutes = request.session, settings.IDLE_MINUTES
        began, seen = session.get(BEGAN), session.get(SEEN)
        if began is None or seen is None:  # from before there were limits
            note_begin(request)
        elif now - began >= settings.SESSION_COOKIE_AGE:
            request.session_over = "day-over"  # type: ignore[attr-defined]
            logout(request)
            messages.info(request, _("Eine Anmeldung gilt einen Arbeitstag. Bitte neu anmelden."))
        elif now - seen >= minutes * 60:
            request.session_over = "idle"  # type: ignore[attr-defined]
            logout(request)
            words = ngettext(
                "Sie sind abgemeldet, weil eine Minute lang nichts geschah.",
                "Sie sind abgemeldet, weil %(count)s Minuten lang nichts geschah.",
                minutes,
            )
            messages.info(request, words % {"count": minutes})
        elif abs(now - seen) >= WRITE_EVERY and BY_ITSELF not in request.headers:
            session[SEEN] = now
            rows = UserSession.objects.filter(session_key=session.session_key)
            rows.update(last_seen_at=datetime.fromtimestamp(now, UTC))


class BackToThePage:
    """After signing in again one stands on the page, not on the address of a button or a part.

    A part that htmx asks for cannot show the sign-in page: htmx is told to leave for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        login = reverse("account_login")
        is_login = response.status_code == 302 and response["Location"].startswith(f"{login}?")
        is_part = "HX-Request" in request.headers
        if not is_login or (request.method == "GET" and not is_part):
            return response
        target = f"{login}?{urlencode({'next': _page_of(request)})}"
        if not is_part:
            return redirect(target)
        return HttpResponse(status=200, headers={"HX-Redirect": target})


def _page_of(request: HttpRequest) -> str:
    """Return the address of the page from which this was asked, on this site only."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


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


class SecondFactorFirst:
    """Who sees persons sets up a second factor first; until then nothing else opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in SET_UP or not request.user.is_authenticated:
            return None
        if is_attested(request):
            return None
        if second_factor.is_missing(request.user):
            return redirect("own_account")
        return None
