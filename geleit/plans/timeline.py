# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: the plan and its versions, goals reached, steps
done, and how independent somebody was seen to be."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.assessment.models import Assessment
from geleit.plans.enums import AgreedHow, Bearer, Occasion, View
from geleit.plans.models import Goal, IntegrationPlan, PlanStep
from geleit.plans.queries import assessments_in, goals_in, plans_in, steps_in, versions_in

PLAN = Kind("plan", gettext_lazy("Plan"))
INDEPENDENCE = Kind("selbststaendigkeit", gettext_lazy("Selbstständigkeit"))


def _plan(case: Case, _reader: Any) -> QuerySet[IntegrationPlan]:
    return plans_in(case)


def _spoken(case: Case, _reader: Any) -> QuerySet[IntegrationPlan]:
    """Return a plan that was agreed before versions were kept; later days are in its versions."""
    return plans_in(case).filter(versions=None)


def _goals(case: Case, _reader: Any) -> QuerySet[Goal]:
    return goals_in(case)


def _steps(case: Case, _reader: Any) -> QuerySet[PlanStep]:
    return steps_in(case)


def _versions(case: Case, _reader: Any) -> QuerySet[PlanVersion]:
    return versions_in(case)


def _version(row: Row) -> Entry:
    number, how = row.texts
    url = reverse("plans:version", args=[row.case_id, int(number)])
    title = _("Plan vereinbart, Fassung %(number)s") % {"number": number}
    return Entry(title, note=str(AgreedHow(how).label), url=url)


def _assessments(case: Case, _reader: Any) -> QuerySet[Assessment]:
    return assessments_in(case)


def _assessment(row: Row) -> Entry:
    occasion, view, person, text = row.texts
    url = reverse("plans:assessments", args=[row.case_id]) + f"?person={person}"
    title = _("Selbstständigkeit eingeschätzt: %(occasion)s") % {
        "occasion": Occasion(occasion).label
    }
    return Entry(title, text, note=str(View(view).label), url=url)


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
    Source(PLAN, PlanVersion, _versions, "agreed_on", _version, ("number", "how")),
    Source(
        PLAN, IntegrationPlan, _spoken, "agreed_on",
        lambda row: Entry(_("Plan gemeinsam besprochen"), url=_place(row)),
    ),
    Source(
        INDEPENDENCE, Assessment, _assessments, "assessed_on", _assessment,
        ("occasion", "view", "person", "note"), person="person",
    ),
    Source(
        PLAN, IntegrationPlan, _plan, "begun_on",
        lambda row: Entry(_("Plan begonnen"), url=_place(row)),
    ),
)  # fmt: skip
