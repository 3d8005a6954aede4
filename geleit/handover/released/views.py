# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county reads what persons released to it, each time noted in the log of the case."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.handover.released.queries import in_words, released_case, releases_for
from geleit.kern.keyset import page_of


@requires(Permission.READ_RELEASED)
@require_safe
def releases(request: UserRequest) -> HttpResponse:
    """List what is released to one's county today, the latest first."""
    page = page_of(request, releases_for(request.user, on=localdate()), key="-pk")
    page = replace(page, rows=in_words(page.rows))
    return render(request, "handover/releases.html", {"page": page})


@requires(Permission.READ_RELEASED)
@require_safe
def released(request: UserRequest, case_id: int) -> HttpResponse:
    """Show what persons of one case released; without a release there is no such page."""
    today = localdate()
    consents = list(releases_for(request.user, on=today).filter(case=case_id))
    if not consents:
        raise Http404
    found = released_case(consents, on=today)
    kinds = ",".join(found.kinds)
    record(request.user, "release-read", found.case, persons=len(found.persons), kinds=kinds)
    return render(request, "handover/released.html", {"found": found, "case": found.case})
