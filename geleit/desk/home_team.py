# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the work lies on the team: for support, so it shows load and no comparison."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from geleit.cases.models import Case
from geleit.cases.team import team_of
from geleit.deadlines.models import FollowUpReminder
from geleit.plans.models import PlanStep


@dataclass(frozen=True)
class TeamRow:
    """One person of the team, or nobody: open cases, and what waits beyond its day."""

    key: str  # for the filter of the list of cases
    name: str
    cases: int
    overdue: int


def team_of_lead(user: Any, carriers: list[int], *, on: date) -> list[TeamRow]:
    """Return the team by name, then who left with open cases, then what nobody holds."""
    cases = Case.objects.visible_to(user).open().accepted().filter(agreement__carrier__in=carriers)
    held = dict(cases.values_list("holder").annotate(n=Count("pk")).order_by("holder"))
    overdue = _overdue(user, cases, on=on)
    team = dict(team_of(carriers, on=on).values_list("pk", "name"))
    gone = cases.exclude(holder=None).exclude(holder__in=list(team)).order_by("holder__name")
    names = team | dict(gone.values_list("holder", "holder__name").distinct())
    rows = [TeamRow(str(k), name, held.get(k, 0), overdue.get(k, 0)) for k, name in names.items()]
    if None in held:
        rows.append(TeamRow("niemand", "", held[None], overdue.get(None, 0)))
    return rows


def _overdue(user: Any, cases: Any, *, on: date) -> dict[int | None, int]:
    """Count reminders and steps beyond their day, by holder."""
    reminders = FollowUpReminder.objects.visible_to(user).open()
    reminders = reminders.filter(due_on__lt=on, case__in=cases)
    steps = PlanStep.objects.visible_to(user).open().filter(goal__reached_on=None)
    steps = steps.filter(due_on__lt=on, goal__plan__case__in=cases)
    found: dict[int | None, int] = {}
    for holder, rows in (("case__holder", reminders), ("goal__plan__case__holder", steps)):
        for key, n in rows.values_list(holder).annotate(n=Count("pk")).order_by(holder):
            found[key] = found.get(key, 0) + n
    return found
