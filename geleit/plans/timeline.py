# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: the plan, goals reached and steps done."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.plans.enums import Bearer
from geleit.plans.models import Goal, IntegrationPlan, PlanStep
from geleit.plans.queries import goals_in, plans_in, steps_in

PLAN = Kind("plan", gettext_lazy("Plan"))


def _plan(case: Case, _reader: Any) -> QuerySet[IntegrationPlan]:
    return plans_in(case)


def _goals(case: Case, _reader: Any) -> QuerySet[Goal]:
    return goals_in(case)


def _steps(case: Case, _reader: Any) -> QuerySet[PlanStep]:
    return steps_in(case)


def _place(row: Row) -> str:
    return reverse("plans:plan", args=[row.case_id])


def _step(row: Row) -> Entry:
    text, bearer = row.texts
    title = _("Schritt erledigt: %(text)s") % {"text": text}
    return Entry(title, note=str(Bearer(bearer).label), url=_place(row))


SOURCES = (
    Source(
        PLAN, Goal, _goals, "reached_on",
        lambda row: Entry(_("Ziel erreicht: %(text)s") % {"text": row.texts[0]}, url=_place(row)),
        ("text",),
    ),
    Source(PLAN, PlanStep, _steps, "done_on", _step, ("text", "bearer")),
    Source(
        PLAN, IntegrationPlan, _plan, "agreed_on",
        lambda row: Entry(_("Plan gemeinsam besprochen"), url=_place(row)),
    ),
    Source(
        PLAN, IntegrationPlan, _plan, "begun_on",
        lambda row: Entry(_("Plan begonnen"), url=_place(row)),
    ),
)  # fmt: skip
