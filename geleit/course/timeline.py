# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: phases, how it ended, and later."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Row, Source
from geleit.cases.timeline_sources import CASE
from geleit.course.enums import LaterResult
from geleit.course.models import CaseClosing, CounsellingPeriod, PhaseStep
from geleit.course.queries import closings_in, period_in, phase_steps_in


def _steps(case: Case, _reader: Any) -> QuerySet[PhaseStep]:
    return phase_steps_in(case)


def _closings(case: Case, _reader: Any) -> QuerySet[CaseClosing]:
    return closings_in(case)


def _periods(case: Case, _reader: Any) -> QuerySet[CounsellingPeriod]:
    return period_in(case)


def _phase(row: Row) -> Entry:
    phase, by = row.texts
    return Entry(_("Phase: %(phase)s") % {"phase": Phase(phase).label}, note=by)


def _reopened(row: Row) -> Entry:
    return Entry(_("Fall wieder geöffnet"), text=row.texts[0])


def _later(row: Row) -> Entry:
    result, note = row.texts
    title = _("Nachfrage nach dem Abschluss: %(result)s") % {"result": LaterResult(result).label}
    return Entry(title, text=note, url=reverse("course:closing", args=[row.case_id]))


def _ended(row: Row) -> Entry:
    reason, by = row.texts
    url = reverse("course:closing", args=[row.case_id])
    return Entry(_("Abschluss: %(reason)s") % {"reason": reason}, note=by, url=url)


def _period(row: Row) -> Entry:
    url = reverse("course:period", args=[row.case_id])
    return Entry(_("Beratungszeitraum verlängert"), text=row.texts[0], url=url)


SOURCES = (
    Source(
        CASE,
        CaseClosing,
        _closings,
        "closed_on",
        _ended,
        ("reason__name", "written_by__name"),
    ),
    Source(
        CASE,
        CounsellingPeriod,
        _periods,
        "extended_on",
        _period,
        ("extension_reason",),
    ),
    Source(CASE, CaseClosing, _closings, "later_asked_on", _later, ("later_result", "later_note")),
    Source(CASE, CaseClosing, _closings, "reopened_on", _reopened, ("reopen_reason",)),
    Source(CASE, PhaseStep, _steps, "begun_on", _phase, ("phase", "by")),
)
