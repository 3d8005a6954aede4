# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What else a day holds: plans to look at again, time and consents that run out, what was begun
and not sent, and what waits for a second person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import LeadTimes
from geleit.cases.models import Case
from geleit.course import period_rules
from geleit.course.queries import came_back
from geleit.deadlines.queries import Due

REVIEW, PERIOD, CONSENT, RETURNED = "review", "period", "consent", "returned"
SHOWN = 8


def watched(cases: QuerySet[Case], *, on: date, days: int, limit: int) -> list[list[Due]]:
    """Return reviews, periods, ends that came back and consents of these open cases; three queries."""
    found = _times(cases, on=on, until=on + timedelta(days=days), limit=limit)
    return [found, _consents(cases, on=on, limit=limit)]


def review_text() -> str:
    return _("Plan zusammen überprüfen")


def returned_text() -> str:
    return _("Der Abschluss kam mit einer Anmerkung zurück")


def ending(*, on: date) -> Q:
    """Return that the counselling period of a case is over or comes near its end."""
    return Q(period__ends_on__lt=period_rules.months_later(on, max(period_rules.WARNINGS)))


def _times(cases: QuerySet[Case], *, on: date, until: date, limit: int) -> list[Due]:
    """Return plans to look at again by a day, counselling periods that come to their end, and ends
    that came back: they have no day and are to be read today."""
    columns = ("plan__review_on", "plan__pk", "period__ends_on", "period__pk", "is_returned", "pk",
               "number", "household__name")  # fmt: skip
    rows = cases.annotate(is_returned=came_back())
    rows = rows.filter(ending(on=on) | Q(plan__review_on__lte=until) | Q(is_returned=True))
    found = []
    for row in rows.order_by("number").values_list(*columns)[:limit]:
        review_on, plan, ends_on, period, is_returned, case, number, name = row
        if is_returned:
            found.append(Due(on, returned_text(), case, number, name, RETURNED, case))
        if review_on and review_on <= until:
            found.append(Due(review_on, review_text(), case, number, name, REVIEW, plan))
        if ends_on and (text := period_text(ends_on, on=on)):
            found.append(Due(ends_on, text, case, number, name, PERIOD, period))
    return found


def period_text(ends_on: date, *, on: date) -> str:
    """Return what the end of a counselling period asks for, or nothing as long as it is far."""
    warning = period_rules.warning(ends_on=ends_on, on=on)
    return _("Beratungszeitraum: %(words)s") % {"words": warning.text} if warning else ""


def consents_until(*, on: date) -> date:
    """Return the last day on which a consent may end to be told of now; one query."""
    return LeadTimes.objects.in_force(on=on).reaches("consent_days", on=on)


def consent_ends(*, on: date, until: date) -> Q:
    """Return that a consent that stands ends soon: asking again needs a talk."""
    return Q(consents__withdrawn_on=None, consents__until__range=(on, until))


def consent_text(recipient: str) -> str:
    return _("Einwilligung gegenüber %(recipient)s läuft ab") % {"recipient": recipient}


def _consents(cases: QuerySet[Case], *, on: date, limit: int) -> list[Due]:
    columns = ("consents__until", "consents__recipient", "pk", "number", "household__name",
               "consents__pk")  # fmt: skip
    soon = consent_ends(on=on, until=consents_until(on=on))
    rows = cases.filter(soon).order_by("consents__until", "number")
    return [
        Due(day, consent_text(recipient), case, number, household, CONSENT, key)
        for day, recipient, case, number, household, key in rows.values_list(*columns)[:limit]
    ]


@dataclass(frozen=True)
class OpenDraft:
    """Something typed and not sent; only its writer sees it."""

    case_number: str
    household_name: str
    saved_at: datetime
    url: str
    is_note: bool


def open_drafts(cases: QuerySet[Case], user: Any) -> list[OpenDraft]:
    """Return one's own drafts in these open cases, the oldest first; one query."""
    rows = cases.filter(drafts__user=user.pk, drafts__discarded_at=None)
    rows = rows.order_by("drafts__saved_at", "drafts__pk")
    columns = ("number", "household__name", "drafts__saved_at", "drafts__form", "pk")
    return [
        OpenDraft(number, household, saved_at, _place(form, case), form == "note")
        for number, household, saved_at, form, case in rows.values_list(*columns)
    ]


def _place(form: str, case: int) -> str:
    kind, _colon, key = form.partition(":")
    if kind == "contact" and key.isdecimal():
        return reverse("counselling:edit", args=[case, key])
    return reverse("counselling:note", args=[case])


@dataclass(frozen=True)
class WaitingClosing:
    """The end of a case that somebody has put forward."""

    case_id: int
    case_number: str
    household_name: str
    asked_on: date
    asked_by: str


@dataclass(frozen=True)
class Waiting:
    """Closings that wait for this person's word; `more` stand in the list only."""

    closings: list[WaitingClosing]
    more: int


def approvals(cases: QuerySet[Case], user: Any) -> Waiting:
    """Return which of these cases wait for this person's word on their end; one query."""
    columns = ("closings__asked_by", "pk", "number", "household__name", "closings__asked_on",
               "closings__asked_by__name")  # fmt: skip
    rows = cases.filter(closings__closed_on=None, closings__asked_on__isnull=False)
    rows = rows.order_by("closings__asked_on", "closings__pk")
    found = [WaitingClosing(*row) for by, *row in rows.values_list(*columns) if by != user.pk]
    return Waiting(found[:SHOWN], max(0, len(found) - SHOWN))


def by_lead(user: Any) -> Q:
    """Return the cases whose end waits for the lead."""
    lead = Role.CARRIER_LEAD
    return covered_by(user, lead, organisation="agreement__carrier", agreement="agreement")


NAMED = Q(is_protected=True)  # specially protected cases: another one who may see it
