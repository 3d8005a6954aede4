# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reasons for which cases end: what can be chosen, since when, whence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.lookups import read_key
from geleit.course.models import ClosingReason
from geleit.course.reasons import actions, queries
from geleit.course.reasons.forms import ReasonForm
from geleit.kern.acts import act, posted
from geleit.plans.upkeep.queries import KEEPERS, kept_by, seen_by


@requires(Permission.READ_CASES, *KEEPERS)
@require_GET
def reasons(request: UserRequest) -> HttpResponse:
    rows = queries.listed(request.user, on=localdate())
    context = {"rows": rows, "may_keep": bool(kept_by(request.user))}
    return render(request, "course/reasons.html", context)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add(request: UserRequest) -> HttpResponse:
    kept = kept_by(request.user)
    return act(
        request,
        ReasonForm(posted(request), kept=kept),
        lambda **said: actions.add(by=request.user, on=localdate(), **said),
        back=(reverse("reasons:reasons"), _("Zu den Gründen")),
        done=_("Der Grund steht ab heute zur Wahl."),
        title=_("Grund für den Abschluss aufnehmen"),
        submit=_("Aufnehmen"),
    )


@requires(*KEEPERS)
@require_POST
def mark(request: UserRequest) -> HttpResponse:
    """End a reason, or with `wieder` offer it again; what all have, for one's own carrier only."""
    key, kept = read_key(request.POST.get("grund", "")), kept_by(request.user)
    reason = get_object_or_404(seen_by(request.user)(ClosingReason), pk=key)
    is_offered, by = "wieder" in request.POST, request.user
    words = _("Der Grund steht wieder zur Wahl.") if is_offered else ""
    if reason.carrier_id in kept:
        actions.offer(reason, is_offered=is_offered, by=by, on=localdate())
        words = words or _("Der Grund steht ab morgen nicht mehr zur Wahl.")
    else:
        for carrier in filter(None, kept):
            actions.offer_here(reason, carrier=carrier, is_offered=is_offered, by=by)
        words = words or _("Der Grund steht nicht mehr zur Wahl.")
    messages.success(request, words)
    return redirect("reasons:reasons")
