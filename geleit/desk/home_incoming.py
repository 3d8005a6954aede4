# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes to the lead from outside, and what she began to pass on."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from geleit.handover.models import Transfer
from geleit.intake.arrivals.queries import waiting
from geleit.intake.models import ImportBatch
from geleit.packages.queries import waiting_packages


def incoming(user: Any, *, limit: int) -> dict[str, Any]:
    """Return arrivals, lists and packages, and bulk hand-overs that did not move yet."""
    arrivals = waiting(user).led_by(user)
    prepared = Transfer.objects.visible_to(user).prepared_by_leads(user).filter(done_at=None)
    lists = ImportBatch.objects.visible_to(user).defer("content").select_related("sender")
    lists = lists.annotate(open_ones=ExpressionWrapper(Q(undecided__gt=0), BooleanField()))
    return {
        "arrivals": list(arrivals.order_by("arrives_on", "pk")[:limit]),
        "arrivals_count": arrivals.count(),
        "lists": lists.order_by(F("open_ones").desc(), "-pk")[:3],
        "packages_count": waiting_packages(user).order_by().count(),
        "prepared_count": prepared.count(),
    }
