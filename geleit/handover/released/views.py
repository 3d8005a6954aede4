# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county reads what persons released to it, each time noted in the log of the case."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.handover.released import rules
from geleit.handover.released.queries import (
    case_of,
    given_back,
    in_words,
    released_case,
    releases_for,
)
from geleit.kern.keyset import page_of
from geleit.packages.lines import points_of


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
    """Show what persons of one case released; without a release there is no such page.

    Of a case that was given back it shows what was released then, as a package would have it.
    """
    today = localdate()
    consents = list(releases_for(request.user, on=today).filter(case=case_id))
    if not consents:
        return _given_back(request, case_id, on=today)
    found = released_case(consents, on=today)
    kinds = ",".join(found.kinds)
    record(request.user, "release-read", found.case, persons=len(found.persons), kinds=kinds)
    return render(request, "handover/released.html", {"found": found, "case": found.case})


def _given_back(request: UserRequest, case_id: int, *, on: date) -> HttpResponse:
    row = given_back(request.user, case_id)
    content = rules.open_today(row.released, on=on) if row else {}
    points = rules.open_points(content)
    if row is None or not points:
        raise Http404
    record(request.user, "release-read", case_of(row), kinds=",".join(points))
    context = {"row": row, "transfer": row.transfer, "points": points_of(content)}
    return render(request, "handover/given_back.html", context | {"sender": content["sender"]})
