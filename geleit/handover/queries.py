# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits between county and carrier."""

from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.packages.inquiry.models import has_question
from geleit.packages.models import AcceptedHandover


def handed_over_to(user: Any) -> Any:
    """Return the cases that came to this lead's carrier by hand-over, accepted or not."""
    led = covered_by(
        user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
    )
    seen = Case.objects.visible_to(user).filter(led)
    return seen.filter(handed_over_by__isnull=False)


def waiting_for(user: Any) -> QuerySet[Case]:
    """Return the cases that this lead may accept, with the number of persons."""
    seen = handed_over_to(user).waiting().select_related("household", "handed_over_by", "inquiry")
    return seen.annotate(persons=Count("household__persons"), was_asked=has_question("inquiry__pk"))


def handed_over_by(user: Any) -> QuerySet[Case]:
    """Return what this person's county handed over and nobody accepted yet."""
    seen = Case.objects.visible_to(user).waiting().filter(_sent_by(user))
    return seen.select_related("agreement__carrier", "inquiry").annotate(
        persons=Count("household__persons")
    )


@system_eyes()
def accepted_batches(user: Any) -> list[Any]:
    """Return how many cases of this person's county were accepted, the latest first.

    Numbers only: after acceptance the county does not see the case any more. A former case that
    went on is counted as a new one is: the county is not to read from it who was here before.
    """
    accepted = Case.unguarded.filter(_sent_by(user), accepted_on__isnull=False)
    new = accepted.values("handed_over_on").annotate(
        cases=Count("pk"), last_accepted_on=Max("accepted_on")
    )
    again = (
        _receipts_of_former(user)
        .values("handed_over_on")
        .annotate(cases=Count("pk"), last_accepted_on=TruncDate(Max("accepted_at")))
    )
    both: Any = new.order_by().union(again.order_by(), all=True)
    days: dict[date, dict[str, Any]] = {}
    for batch in both:
        known = days.setdefault(batch["handed_over_on"], batch | {"cases": 0})
        known["cases"] += batch["cases"]
        known["last_accepted_on"] = max(known["last_accepted_on"], batch["last_accepted_on"])
    last_first = sorted(days.values(), key=itemgetter("last_accepted_on", "handed_over_on"))
    return last_first[::-1]


def _receipts_of_former(user: Any) -> QuerySet[AcceptedHandover]:
    """Return what was accepted from this person's county into cases that came otherwise before."""
    sent = covered_by(user, Role.COUNTY, organisation="sender", agreement="case__agreement")
    as_it_came = Q(case__handed_over_by=F("sender"), case__handed_over_on=F("handed_over_on"))
    return AcceptedHandover.unguarded.filter(sent).exclude(as_it_came)


def _sent_by(user: Any) -> Q:
    """Return what the counties for which this person works handed over."""
    return covered_by(user, Role.COUNTY, organisation="handed_over_by", agreement="agreement")
