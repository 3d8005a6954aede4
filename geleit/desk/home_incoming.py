# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes to the lead from outside, and what she began to pass on."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from geleit.handover.models import Transfer
from geleit.intake.arrivals.queries import waiting
from geleit.intake.models import ImportBatch
from geleit.intake.returning.queries import counted_anew
from geleit.packages.queries import waiting_packages

SHOWN_LISTS = 3
LOOKED_AT = 12  # lists, to find those in which something is still to be decided


def incoming(user: Any, *, limit: int) -> dict[str, Any]:
    """Return arrivals, lists and packages, and bulk hand-overs that did not move yet."""
    arrivals = waiting(user).led_by(user)
    prepared = Transfer.objects.visible_to(user).prepared_by_leads(user).filter(done_at=None)
    return {
        "arrivals": list(arrivals.order_by("arrives_on", "pk")[:limit]),
        "arrivals_count": arrivals.count(),
        "lists": _lists(user)[:SHOWN_LISTS],
        "packages_count": waiting_packages(user).order_by().count(),
        "prepared_count": prepared.count(),
    }


def _lists(user: Any) -> list[ImportBatch]:
    """Return the last lists, first those with households to decide on."""
    lists = ImportBatch.objects.visible_to(user).select_related("agreement", "sender")
    lists = lists.defer("content", "reading", "decisions")
    lists = lists.annotate(open_ones=ExpressionWrapper(Q(undecided__gt=0), BooleanField()))
    found = counted_anew(lists.order_by(F("open_ones").desc(), "-pk")[:LOOKED_AT])
    return sorted(found, key=lambda one: (not one.undecided, -one.pk))
