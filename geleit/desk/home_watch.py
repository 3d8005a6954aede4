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
from geleit.cases.models import Case
from geleit.course import period_rules
from geleit.course.models import CaseClosing
from geleit.deadlines.queries import Due
from geleit.together.models import Draft

REVIEW, PERIOD, CONSENT = "review", "period", "consent"
CONSENT_DAYS = 28  # a renewal needs a talk, and a talk an appointment
SHOWN = 8


def watched(user: Any, *, on: date, days: int, limit: int) -> list[list[Due]]:
    """Return reviews, periods and consents of the cases held or stood in for; three queries."""
    cases = Case.objects.visible_to(user).filter(closed_on=None).held_by(user, on=on)
    return [
        _reviews(cases, until=on + timedelta(days=days), limit=limit),
        _periods(cases, on=on, limit=limit),
        _consents(cases, on=on, limit=limit),
    ]


def _reviews(cases: QuerySet[Case], *, until: date, limit: int) -> list[Due]:
    columns = ("plan__review_on", "pk", "number", "household__name", "plan__pk")
    rows = cases.filter(plan__review_on__lte=until).order_by("plan__review_on", "number")
    found = rows.values_list(*columns)[:limit]
    return [
        Due(day, review_text(), case, number, household, REVIEW, key)
        for day, case, number, household, key in found
    ]


def review_text() -> str:
    return _("Plan zusammen überprüfen")


def ending(*, on: date) -> Q:
    """Return that the counselling period of a case is over or comes near its end."""
    return Q(period__ends_on__lt=period_rules.months_later(on, max(period_rules.WARNINGS)))


def _periods(cases: QuerySet[Case], *, on: date, limit: int) -> list[Due]:
    columns = ("period__ends_on", "pk", "number", "household__name", "period__pk")
    rows = cases.filter(ending(on=on)).order_by("period__ends_on", "number")
    found = []
    for day, case, number, household, key in rows.values_list(*columns)[:limit]:
        if text := period_text(day, on=on):
            found.append(Due(day, text, case, number, household, PERIOD, key))
    return found


def period_text(ends_on: date, *, on: date) -> str:
    """Return what the end of a counselling period asks for, or nothing as long as it is far."""
    warning = period_rules.warning(ends_on=ends_on, on=on)
    return _("Beratungszeitraum: %(words)s") % {"words": warning.text} if warning else ""


def consent_ends(*, on: date) -> Q:
    """Return that a consent that stands ends soon: asking again needs a talk."""
    until = on + timedelta(days=CONSENT_DAYS)
    return Q(consents__withdrawn_on=None, consents__until__range=(on, until))


def consent_text(recipient: str) -> str:
    return _("Einwilligung gegenüber %(recipient)s läuft ab") % {"recipient": recipient}


def _consents(cases: QuerySet[Case], *, on: date, limit: int) -> list[Due]:
    columns = ("consents__until", "consents__recipient", "pk", "number", "household__name",
               "consents__pk")  # fmt: skip
    rows = cases.filter(consent_ends(on=on)).order_by("consents__until", "number")
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


def open_drafts(user: Any) -> list[OpenDraft]:
    """Return one's own drafts in open cases, the oldest first; one query."""
    drafts = Draft.objects.visible_to(user).filter(discarded_at=None, case__closed_on=None)
    found = drafts.select_related("case__household").order_by("saved_at", "pk")
    return [
        OpenDraft(
            draft.case.number,
            draft.case.household.name,
            draft.saved_at,
            _place(draft),
            draft.form == "note",
        )
        for draft in found
    ]


def _place(draft: Draft) -> str:
    kind, _colon, key = draft.form.partition(":")
    if kind == "contact" and key.isdecimal():
        return reverse("counselling:edit", args=[draft.case_id, key])
    return reverse("counselling:note", args=[draft.case_id])


@dataclass(frozen=True)
class Waiting:
    """Closings that wait for this person's word; `more` stand in the list only."""

    closings: list[CaseClosing]
    more: int


def approvals(user: Any, narrowed: Q) -> Waiting:
    """Return the ends of cases that wait for this person, as narrowed to her part; one query."""
    waiting = CaseClosing.objects.visible_to(user).waiting().exclude(asked_by=user.pk)
    rows = waiting.filter(narrowed).select_related("case__household", "asked_by")
    rows = rows.only(
        "asked_on", "asked_by__name", "case__number", "case__household__name"
    )  # the evaluation stays sealed
    found = list(rows.order_by("asked_on", "pk"))
    return Waiting(found[:SHOWN], max(0, len(found) - SHOWN))


def by_lead(user: Any) -> Q:
    """Return that the end of a case waits for the lead."""
    return covered_by(
        user,
        Role.CARRIER_LEAD,
        organisation="case__agreement__carrier",
        agreement="case__agreement",
    )


NAMED = Q(case__is_protected=True)  # of a specially protected case: another one who may see it
