# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a case file shows, put together from the rooms below: a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers
from geleit.cases.models import Case, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.course import period_rules
from geleit.course.entitlement.queries import entitlements, standings
from geleit.deadlines.forms import ReminderForm
from geleit.deadlines.models import Deadline
from geleit.deadlines.queries import Due, expiring, reminders_of, with_lead_days
from geleit.deadlines.tracking.queries import showing
from geleit.desk.home_watch import returned_text
from geleit.identity.queries import linked
from geleit.intake.places import STAY
from geleit.kern.templatetags.kern import urgency
from geleit.packages.queries import not_released
from geleit.persons.models import HistoryEntry
from geleit.persons.queries import labels_of, members_of, present_entries
from geleit.plans.models import PlanStep
from geleit.plans.queries import open_steps
from geleit.spreadsheets.column_names import field_by_name


def file_of(case: Case, persons: list[Person], user: Any, *, on: date) -> dict[str, Any]:
    """Return everything but the timeline."""
    steps = open_steps(case)
    values = [value for person in persons for value in person.unread_values.all()]
    found = case.household.housing_stays.select_related("accommodation", "person").order_by(
        F("moved_out_on").desc(nulls_first=True), F("moved_in_on").desc(nulls_last=True), "-pk"
    )
    members, stays = _members(persons, on=on), list(found)
    deadlines, followed = showing(case, on=on)
    here = [member for member in members if not member.person.left_on]
    people = [member.person for member in here]
    titles = expiring(case, people, on=on, followed=followed)
    return {
        "case": case,
        "today": on,
        "members": here,
        "former": [member for member in members if member.person.left_on],
        "linked": linked(persons, user),
        "stays": stays,
        "homes": [stay for stay in stays if stay.moved_out_on is None],
        "open_values": [
            (value, _home_asked(value, stays)) for value in values if value.settled_on is None
        ],
        "settled_values": [value for value in values if value.settled_on],
        "dues": sorted(
            _dues(titles, steps, deadlines, on=on) + _times(case, on=on), key=lambda line: line.day
        )
        if case.closed_on is None
        else [],
        "period": getattr(case, "period", None),
        "entitlements": entitlements(case, standings(persons, stays), on=on),
        "open_steps": steps,
        "reminders": reminders_of(case),
        "reminder_form": ReminderForm(),
        "problems": case.writing_problems(),
        "named": _named(case),
        "shut": not_released(case, user, on=on),
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
    url: str = ""  # of another page where one goes on


def _dues(
    titles: list[Due], steps: list[PlanStep], deadlines: list[Deadline], *, on: date
) -> list[FileDue]:
    """Return deadlines, titles that none follows, and steps with a day."""
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
    return lines


REVIEW_AHEAD = timedelta(days=14)


def _times(case: Case, *, on: date) -> list[FileDue]:
    """Return an end that came back, a review that is due, and the end of the counselling period as
    it comes near."""
    plan, period = getattr(case, "plan", None), getattr(case, "period", None)
    lines = []
    by_door = getattr(case, "door_ends_at", None)
    if getattr(case, "is_returned", False):
        url = "" if by_door else reverse("course:closing", args=[case.pk])
        lines.append(FileDue(on, returned_text(), "", "warning", url=url))
    if plan and plan.review_on <= on + REVIEW_AHEAD:
        url = reverse("plans:plan", args=[case.pk])
        text = _("Plan zusammen überprüfen")
        lines.append(FileDue(plan.review_on, text, "", urgency(plan.review_on, on), url=url))
    warning = period_rules.warning(ends_on=period.ends_on, on=on) if period else None
    if period and warning:
        url = "" if by_door else reverse("course:period", args=[case.pk])
        text = _("Beratungszeitraum: %(words)s") % {"words": warning.text}
        badge = "danger" if period.ends_on < on else "warning"
        lines.append(FileDue(period.ends_on, text, "", badge, url=url))
    return lines


def _home_asked(value: UnreadValue, stays: list[HousingStay]) -> HousingStay | None:
    """Return the home that a list asks about: hers alone before that of the household."""
    if field_by_name(value.column)[1] not in STAY:
        return None
    here = [stay for stay in stays if stay.moved_out_on is None]
    own = [stay for stay in here if stay.person_id == value.person_id]
    common = [stay for stay in here if stay.person_id is None]
    return next(iter(own + common), None)


def people_of(case: Case, user: Any, *, on: date) -> list[Person]:
    """Return the persons of the household, the oldest first, with what the file says of each."""
    unread = Prefetch("unread_values", UnreadValue.objects.order_by("pk"))
    statuses = with_lead_days(ResidenceStatus.objects.all(), on=on)
    return list(members_of(case, user, statuses=statuses).prefetch_related(unread))


@dataclass(frozen=True)
class Member:
    """One line of the household: the person, her name told apart, and what holds today."""

    person: Any
    name: str
    status: ResidenceStatus | None
    entries: list[HistoryEntry]


def _members(persons: list[Any], *, on: date) -> list[Member]:
    names = labels_of(persons)
    return [
        Member(
            person,
            names[person.pk],
            next((status for status in person.statuses.all() if status.is_current), None),
            present_entries(person, on=on),
        )
        for person in persons
    ]
