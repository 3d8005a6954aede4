# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is announced, and which day is proposed for a first appointment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from geleit.cases.models import Case
from geleit.core.dates import day_text
from geleit.deadlines.workdays import calendar_of
from geleit.intake.arrivals import rules
from geleit.intake.arrivals.models import Arrival, ArrivalQuerySet, FirstMeetingRule
from geleit.intake.queries import workers_of
from geleit.packages.inquiry.models import has_question
from geleit.packages.queries import Twins
from geleit.staffing.models import Absence


def waiting(user: Any) -> ArrivalQuerySet:
    """Return the arrivals that wait, with what the pages show of them."""
    rows = Arrival.objects.visible_to(user).open().annotate(was_asked=has_question("inquiry"))
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
    calendar = calendar_of(arrival.agreement)
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
    is_free = calendar_of(arrival.agreement).is_free
    days = [(one.name, rules.first_day_there(proposed, away[one.pk], is_free)) for one in workers]
    return [(name, day) for name, day in days if day != proposed]


def off_day(arrival: Arrival, chosen: date) -> str:
    """Say that the chosen day is a holiday or at the week-end; "" where somebody is at work."""
    calendar = calendar_of(arrival.agreement)
    if not calendar.is_free(chosen):
        return ""
    words = {"day": day_text(chosen), "name": calendar.holiday_name(chosen)}
    words["next"] = day_text(calendar.next_open(chosen))
    text = (
        _(
            "Das Erstgespräch liegt auf einem Feiertag (%(day)s, %(name)s). Der nächste Arbeitstag "
            "ist der %(next)s."
        )
        if words["name"]
        else _(
            "Das Erstgespräch liegt am Wochenende (%(day)s). Der nächste Arbeitstag ist der %(next)s."
        )
    )
    return text % words
