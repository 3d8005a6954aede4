# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar for other programs, and the page on which one makes its address."""

import hashlib

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.deadlines.calendars import actions
from geleit.deadlines.calendars.actions import hash_of
from geleit.deadlines.calendars.queries import calendar_of, feed_of
from geleit.deadlines.models import CalendarFeed, ReminderWish
from geleit.deadlines.reminding.actions import wish

READS, GUESSES = 60, 30  # in an hour: of one address; of addresses that are none


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program; the secret in the address stands for its owner."""
    feed = feed_of(token)
    if not _within_limits(request, feed):
        answer = HttpResponse(status=429, headers={"Retry-After": "3600"})
        answer._has_been_logged = True  # type: ignore[attr-defined]  # its address is a secret
        return answer
    if feed is None:
        raise Http404
    body = calendar_of(feed.user, on=localdate())
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    record(feed.user, "calendar-read", feed)
    headers = {"ETag": tag, "Content-Disposition": 'inline; filename="fristen.ics"'}
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _within_limits(request: HttpRequest, feed: CalendarFeed | None) -> bool:
    """Limit reads of one address, and guesses of addresses from one machine, in an hour."""
    who = f"feed:{feed.pk}" if feed else f"ip:{get_adapter().get_client_ip(request)}"
    key = f"calendar:{hash_of(who)}:{now():%Y%m%d%H}"
    cache.add(key, 0, timeout=60 * 60)
    return cache.incr(key) <= (READS if feed else GUESSES)


@requires(Permission.READ_CASES)
@require_http_methods(["GET", "POST"])
def own_calendar(request: UserRequest) -> HttpResponse:
    """Make, renew or revoke the address; switch mails on or off."""
    address = ""
    if "neu" in request.POST:
        token = actions.renew_feed(request.user)
        address = request.build_absolute_uri(reverse("radar:feed", args=[token]))
    elif request.method == "POST":
        if "widerrufen" in request.POST:
            actions.revoke_feed(request.user)
            messages.success(request, _("Die Adresse gilt nicht mehr."))
        if "mail" in request.POST:
            wish(request.user, by_mail=request.POST["mail"] == "ja")
        return redirect("radar:own_calendar")
    unwanted = ReminderWish.objects.filter(user=request.user, by_mail=False)
    context = {
        "address": address,
        "feed": CalendarFeed.objects.filter(user=request.user, revoked_at=None).first(),
        "by_mail": not unwanted.exists(),
    }
    return render(request, "deadlines/own_calendar.html", context)
