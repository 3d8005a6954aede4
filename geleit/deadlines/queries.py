# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is due: reminders, and residence titles that run out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from geleit.cases.enums import StatusKind
from geleit.cases.models import Case, Person, ResidenceStatus
from geleit.deadlines import rules
from geleit.deadlines.enums import DeadlineState
from geleit.deadlines.models import ExpiryRule, FollowUpReminder

REMINDER, EXPIRY, DEADLINE = "reminder", "expiry", "deadline"


@dataclass(frozen=True)
class Due:
    """One thing that must not be forgotten, and in which case."""

    day: date
    text: str
    case_id: int
    case_number: str
    household_name: str
    kind: str  # REMINDER, EXPIRY or DEADLINE
    key: int = 0  # of the reminder or deadline
    needs_check: bool = False  # by a second person
    work_by: date | None = None  # of a deadline
    is_fatal: bool = False  # cannot be made good


def due_in(cases: QuerySet[Case], on: date, days: int, *, limit: int = 50) -> list[Due]:
    """Return what is due in these open cases, the earliest first; four queries.

    Reminders of the next `days` days and older ones; deadlines from the day on which one should
    know of them; titles that no deadline follows yet, from the day on which one must begin to act
    (`ExpiryRule`). `limit`: rows of each kind, so that many titles push no deadline out. The cases
    were narrowed to their reader.
    """
    found = _reminders(cases, until=on + timedelta(days=days), limit=limit)
    found += _expiries(cases, on=on, limit=limit)
    found += _deadlines(cases, on=on, limit=limit)
    return sorted(found, key=lambda due: (due.day, due.case_number, due.text))


def _reminders(cases: QuerySet[Case], *, until: date, limit: int) -> list[Due]:
    columns = ("reminders__due_on", "reminders__text", "pk", "number", "household__name",
               "reminders__pk")  # fmt: skip
    due = cases.filter(reminders__done_on=None, reminders__due_on__lte=until)
    rows = due.order_by("reminders__due_on", "number").values_list(*columns)[:limit]
    return [
        Due(day, text, case_id, number, name, REMINDER, key)
        for day, text, case_id, number, name, key in rows
    ]


def _deadlines(cases: QuerySet[Case], *, on: date, limit: int) -> list[Due]:
    columns = ("deadlines__counts_on", "deadlines__name", "pk", "number", "household__name",
               "deadlines__pk", "deadlines__person__given_names", "deadlines__work_by",
               "deadlines__is_fatal")  # fmt: skip
    showing = cases.filter(deadlines__state=DeadlineState.OPEN, deadlines__appears_on__lte=on)
    rows = showing.order_by("deadlines__counts_on", "number").values_list(*columns)[:limit]
    return [
        Due(
            day,
            f"{name}: {person}" if person else name,
            case_id,
            number,
            family,
            DEADLINE,
            key,
            work_by=work_by,
            is_fatal=is_fatal,
        )
        for day, name, case_id, number, family, key, person, work_by, is_fatal in rows
    ]


def _expiries(cases: QuerySet[Case], *, on: date, limit: int) -> list[Due]:
    status = "household__persons__statuses__"
    columns = [f"{status}valid_until", f"{status}kind", "household__persons__family_name",
               "household__persons__given_names", "pk", "number", "household__name"]  # fmt: skip
    followed = Q(**{f"{status}deadlines": None})
    rows = cases.filter(is_running_out(status, on=on) & followed).order_by(
        f"{status}valid_until", "number"
    )
    titles: dict[_Title, list[str]] = {}
    for day, kind, family, given, *place in rows.values_list(*columns)[:limit]:
        person = f"{family}, {given}".strip(", ")
        titles.setdefault(_Title(day, kind, *place), []).append(person)
    return [_expiry(title, names, on=on) for title, names in titles.items()]


class _Title(NamedTuple):
    """Titles of one kind that end on one day in one case: one thing to do, not one a head."""

    day: date
    kind: str
    case_id: int
    case_number: str
    household_name: str


def _expiry(title: _Title, names: list[str], *, on: date) -> Due:
    text = _expiry_text("; ".join(names), title.kind, is_over=title.day < on)
    place = (title.case_id, title.case_number, title.household_name)
    return Due(title.day, text, *place, EXPIRY)


def is_running_out(status: str, *, on: date) -> Q:
    """Return the predicate for statuses on which one must act by now."""
    lead_days = ExpiryRule.objects.lead_days(on=on)
    last_days = {kind: rules.last_day_to_warn(on, kind=kind, lead_days=lead_days)
                 for kind in StatusKind.values}  # fmt: skip
    by_day: dict[date, list[str]] = {}
    for kind, last in last_days.items():
        if last:
            by_day.setdefault(last, []).append(kind)
    if not by_day:
        return Q(pk__in=[])
    early = Q()
    for last, kinds in by_day.items():
        early |= Q(**{f"{status}kind__in": kinds, f"{status}valid_until__lte": last})
    # The outer limit says nothing new; it lets the database go by the index of the day.
    return Q(**{f"{status}is_current": True, f"{status}valid_until__lte": max(by_day)}) & early


def _expiry_text(name: str, kind: str, *, is_over: bool) -> str:
    said = {"name": name, "status": StatusKind(kind).label}
    if is_over:
        return _("%(name)s: %(status)s ist abgelaufen") % said
    return _("%(name)s: %(status)s läuft ab") % said


def with_lead_days(statuses: QuerySet[ResidenceStatus], *, on: date) -> QuerySet[ResidenceStatus]:
    """Say of each how many days ahead one must act: by the latest rule of its kind, or of all."""
    holding = ExpiryRule.objects.filter(valid_from__lte=on).order_by("-valid_from")
    days = holding.values("lead_days")
    own, common = days.filter(kind=OuterRef("kind")), days.filter(kind="")
    return statuses.annotate(lead_days=Coalesce(Subquery(own[:1]), Subquery(common[:1])))


def expiring(
    case: Case, persons: Iterable[Person], *, on: date, followed: set[int | None]
) -> list[Due]:
    """Return which titles of these persons run out; their statuses are loaded, `with_lead_days`.

    `followed`: the statuses that a deadline looks after.
    """
    place = (case.pk, case.number, case.household.name)
    titles: dict[_Title, list[str]] = {}
    for person in persons:
        statuses: Iterable[Any] = person.statuses.all()
        for status in statuses:
            until, lead = status.valid_until, status.lead_days
            if not status.is_current or until is None or lead is None or status.pk in followed:
                continue
            if until <= on + timedelta(days=lead):
                title = _Title(until, status.kind, *place)
                titles.setdefault(title, []).append(person.full_name)
    found = [_expiry(title, names, on=on) for title, names in titles.items()]
    return sorted(found, key=lambda due: (due.day, due.text))


@dataclass(frozen=True)
class Reminders:
    """The reminders of a case: all open ones, and the latest that are done, for undoing."""

    open: list[FollowUpReminder]
    done: list[FollowUpReminder]


DONE_SHOWN = 3


def reminders_of(case: Case) -> Reminders:
    """Return both in one query: a file is opened often."""
    reminders = FollowUpReminder.unguarded.filter(case=case)
    last = reminders.exclude(done_on=None).order_by("-done_on", "-pk").values("pk")[:DONE_SHOWN]
    rows = list(reminders.filter(Q(done_on=None) | Q(pk__in=last)).order_by("due_on", "pk"))
    done = [row for row in rows if row.done_on]
    done.sort(key=lambda row: (row.done_on, row.pk), reverse=True)
    return Reminders(open=[row for row in rows if not row.done_on], done=done)
