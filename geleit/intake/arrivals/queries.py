# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is announced, and which day is proposed for a first appointment."""

from datetime import date
from typing import Any

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.lawbook import standard
from geleit.intake.arrivals import rules
from geleit.intake.arrivals.models import Arrival, ArrivalQuerySet, FirstMeetingRule

STATE = "BW"  # the Land of all agreements so far


def waiting(user: Any) -> ArrivalQuerySet:
    """Return the arrivals that wait, with what the pages show of them."""
    rows = Arrival.objects.visible_to(user).open()
    return rows.select_related("agreement", "county", "accommodation")


def proposed_meeting(arrival: Arrival, *, on: date) -> date:
    """Return the day that the rule in force proposes; free days of the Land are left out."""
    rule = FirstMeetingRule.objects.in_force(on=on)
    calendar = standard().calendar(Place(STATE))
    return rules.first_meeting_on(
        arrives_on=arrival.arrives_on,
        working_days=rule.working_days,
        on=on,
        is_free=calendar.is_free,
    )
