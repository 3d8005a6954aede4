# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the work lies on the team: for support, so it shows load and no comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.cases.team import team_of
from geleit.deadlines.enums import DeadlineState

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class TeamRow:
    """One person of the team, or nobody: open cases, what waits beyond its day, what ends soon."""

    key: str  # for the filter of the list of cases
    name: str
    cases: int
    overdue: int
    legal: int = 0  # legal deadlines that are overdue or end within a week
    is_gone: bool = False  # no longer of the team, but cases are still in this name


def team_of_lead(user: Any, carriers: list[int], *, on: date) -> list[TeamRow]:
    """Return the team by name, then who left with open cases, then what nobody holds."""
    cases = Case.objects.visible_to(user).open().accepted().filter(agreement__carrier__in=carriers)
    held = dict(cases.values_list("holder").annotate(n=Count("pk")).order_by("holder"))
    overdue = _overdue(cases, on=on)
    team = dict(team_of(carriers, on=on).values_list("pk", "name"))
    gone = User.objects.filter(pk__in=held.keys() - team.keys() - {None}).order_by("name", "pk")
    names = team | dict(gone.values_list("pk", "name"))
    legal = _legal(cases, names, on=on)
    rows = [
        TeamRow(
            str(key), name, held.get(key, 0), overdue.get(key, 0), legal.get(key, 0),
            is_gone=key not in team,
        )
        for key, name in names.items()
    ]  # fmt: skip
    if None in held:
        rows.append(TeamRow("niemand", "", held[None], overdue.get(None, 0), legal.get(None, 0)))
    return rows


def _legal(cases: Any, names: Mapping[int, str], *, on: date) -> dict[int | None, int]:
    """Count legal deadlines overdue or ending within a week, by who looks after each; one query."""
    soon = cases.filter(
        deadlines__state=DeadlineState.OPEN, deadlines__counts_on__lte=on + WEEK
    ).values_list("deadlines__owner", "holder")
    found: dict[int | None, int] = {}
    for owner, holder, n in soon.annotate(n=Count("deadlines")).order_by("holder"):
        key = owner if owner in names else holder
        found[key] = found.get(key, 0) + n
    return found


def _overdue(cases: Any, *, on: date) -> dict[int | None, int]:
    """Count reminders and steps beyond their day, by holder of the cases."""
    step = "plan__goals__steps__"
    is_open = {"plan__goals__reached_on": None, "plan__goals__removed_on": None}
    is_open |= {f"{step}done_on": None, f"{step}removed_on": None}
    reminders = cases.filter(reminders__done_on=None, reminders__due_on__lt=on)
    steps = cases.filter(**is_open, **{f"{step}due_on__lt": on})
    found: dict[int | None, int] = {}
    for rows, what in ((reminders, "reminders"), (steps, "plan__goals__steps")):
        for holder, n in rows.values_list("holder").annotate(n=Count(what)).order_by("holder"):
            found[holder] = found.get(holder, 0) + n
    return found
