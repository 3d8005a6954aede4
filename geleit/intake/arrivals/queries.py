# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is announced, and which day is proposed for a first appointment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from geleit.cases.models import Case
from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.lawbook import standard
from geleit.intake.arrivals import rules
from geleit.intake.arrivals.models import Arrival, ArrivalQuerySet, FirstMeetingRule
from geleit.intake.queries import workers_of
from geleit.packages.queries import Twins
from geleit.staffing.models import Absence


def waiting(user: Any) -> ArrivalQuerySet:
    """Return the arrivals that wait, with what the pages show of them."""
    rows = Arrival.objects.visible_to(user).open()
    return rows.select_related("agreement", "county", "accommodation", "inquiry")


def former_cases(twins: Iterable[Twins], agreement: int) -> list[Case]:
    """Return the closed cases of this agreement that may go on instead of a new one."""
    found = {
        one.case.pk: one.case
        for twin in twins
        for one in twin.alike
        if one.case and one.may_reopen and one.case.agreement_id == agreement
    }
    return [found[key] for key in sorted(found)]


def proposed_meeting(arrival: Arrival, *, on: date) -> date:
    """Return the day that the rule in force proposes; free days of the Land are left out."""
    rule = FirstMeetingRule.objects.in_force(on=on)
    calendar = standard().calendar(Place(arrival.agreement.land))
    return rules.first_meeting_on(
        arrives_on=arrival.arrives_on,
        working_days=rule.working_days,
        on=on,
        is_free=calendar.is_free,
    )


def first_days_there(
    arrival: Arrival, proposed: date, *, on: date
) -> list[tuple[str, date | None]]:
    """Return who is away on the proposed day, and the first working day after; None: not known."""
    workers = list(workers_of(arrival.agreement, on=on))
    away: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=proposed),
        filling__position__agreement=arrival.agreement_id, filling__holder__in=workers,
    )  # fmt: skip
    for holder, first, last in rows.values_list("filling__holder", "starts_on", "ends_on"):
        away[holder].append((first, last))
    is_free = standard().calendar(Place(arrival.agreement.land)).is_free
    days = [(one.name, rules.first_day_there(proposed, away[one.pk], is_free)) for one in workers]
    return [(name, day) for name, day in days if day != proposed]
