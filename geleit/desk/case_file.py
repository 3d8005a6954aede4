# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a case file shows, put together from the rooms below: a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers
from geleit.cases.models import Case, Person, ResidenceStatus, UnreadValue
from geleit.deadlines.forms import ReminderForm
from geleit.deadlines.models import Deadline
from geleit.deadlines.queries import Due, expiring, reminders_of
from geleit.deadlines.tracking.queries import showing
from geleit.kern.templatetags.kern import urgency
from geleit.plans.models import PlanStep
from geleit.plans.queries import open_steps


def file_of(case: Case, persons: list[Person], user: Any, *, on: date) -> dict[str, Any]:
    """Return everything but the timeline."""
    steps = open_steps(case)
    values = [value for person in persons for value in person.unread_values.all()]
    stays = case.household.housing_stays.select_related("accommodation").order_by(
        F("moved_out_on").desc(nulls_first=True), F("moved_in_on").desc(nulls_last=True), "-pk"
    )
    return {
        "case": case,
        "today": on,
        "persons": persons,
        "stays": list(stays),
        "open_values": [value for value in values if value.settled_on is None],
        "settled_values": [value for value in values if value.settled_on],
        "dues": _dues(expiring(case, persons, on=on), steps, showing(case, on=on), on=on),
        "open_steps": steps,
        "reminders": reminders_of(case),
        "reminder_form": ReminderForm(),
        "problems": case.writing_problems(),
        "named": _named(case),
        "may_protect": case.is_protected or case.holder_id == user.pk,
        "may_assign": covers(
            user,
            Permission.ACCEPT_CASES,
            organisation=case.agreement.carrier_id,
            agreement=case.agreement_id,
        ),
    }


def _named(case: Case) -> list[str]:
    """Return who may see a specially protected case, by name."""
    if not case.is_protected:
        return []
    return list(case.protected_readers.order_by("user__name").values_list("user__name", flat=True))


@dataclass(frozen=True)
class FileDue:
    """One line of what the case waits for; `who` takes the step."""

    day: date
    text: str
    who: str
    badge: str
    deadline_id: int = 0  # of a deadline, which has a page of its own


def _dues(
    titles: list[Due], steps: list[PlanStep], deadlines: list[Deadline], *, on: date
) -> list[FileDue]:
    """Return deadlines, titles that none follows, and steps with a day, the earliest first."""
    lines = [
        FileDue(title.day, title.text, "", "danger" if title.day < on else "warning")
        for title in titles
    ]
    lines += [
        FileDue(row.due_on, row.name, row.person.full_name if row.person else "",
                urgency(row.due_on, on), row.pk)
        for row in deadlines
    ]  # fmt: skip
    lines += [
        FileDue(step.due_on, step.text, step.get_bearer_display(), urgency(step.due_on, on))
        for step in steps
        if step.due_on
    ]
    return sorted(lines, key=lambda line: line.day)


def people_of(case: Case) -> list[Person]:
    """Return the persons of the household, the oldest first, with what the file says of each."""
    statuses = ResidenceStatus.objects.order_by("-is_current", F("valid_until").desc(), "-pk")
    persons = case.household.persons.prefetch_related(
        Prefetch("statuses", statuses),
        Prefetch("unread_values", UnreadValue.objects.order_by("pk")),
    )
    return list(persons.order_by(F("born_on").asc(nulls_last=True), "pk"))
