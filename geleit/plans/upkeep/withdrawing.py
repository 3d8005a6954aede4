# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take back a template or a scale after a slip of the pen, and begin the next one with its words."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.accounts.permissions import UserRequest
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.plans.upkeep import actions, queries


def withdraw(request: UserRequest, table: type[Any], name: str, space: str) -> HttpResponse:
    """Take back the row that was sent as `name`; go back to the list with what it means."""
    kept = queries.kept_by(request.user)
    key = read_key(request.POST.get(name, ""))
    row = get_object_or_404(queries.seen_by(request.user)(table), pk=key)
    if row.carrier_id not in kept:
        raise Http404
    try:
        actions.withdraw(row, by=request.user, on=localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        words = _(
            "„%(name)s“ ist zurückgenommen; was davor galt, gilt weiter. Unter „Zurückgenommen“ "
            "können Sie mit diesen Worten neu beginnen."
        )
        messages.success(request, words % {"name": row})
    return redirect(f"{space}:{LISTS[space]}")


BEGINS_LIKE = gettext_lazy(
    "Sie beginnt mit den Worten, die zurückgenommen sind. Berichtigen Sie, was falsch war."
)


def start_like(row: Any, *, on: date) -> dict[str, Any]:
    """Return what a form takes over of what was taken back; a past day is asked anew."""
    start = {"carrier": row.carrier_id, "source": row.source}
    return start | ({"valid_from": row.valid_from} if row.valid_from >= on else {})


LISTS = {"scales": "list", "templates": "templates"}
