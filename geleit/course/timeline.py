# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: phases, and what was found after the end."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Row, Source
from geleit.cases.timeline_sources import CASE
from geleit.course.enums import LaterResult
from geleit.course.models import CaseClosing, PhaseStep
from geleit.course.queries import closings_in, phase_steps_in


def _steps(case: Case, _reader: Any) -> QuerySet[PhaseStep]:
    return phase_steps_in(case)


def _closings(case: Case, _reader: Any) -> QuerySet[CaseClosing]:
    return closings_in(case)


def _phase(row: Row) -> Entry:
    phase, by = row.texts
    return Entry(_("Phase: %(phase)s") % {"phase": Phase(phase).label}, note=by)


def _reopened(row: Row) -> Entry:
    return Entry(_("Fall wieder geöffnet"), text=row.texts[0])


def _later(row: Row) -> Entry:
    result, note = row.texts
    title = _("Nachfrage nach dem Abschluss: %(result)s") % {"result": LaterResult(result).label}
    return Entry(title, text=note, url=reverse("course:closing", args=[row.case_id]))


SOURCES = (
    Source(CASE, CaseClosing, _closings, "later_asked_on", _later, ("later_result", "later_note")),
    Source(CASE, CaseClosing, _closings, "reopened_on", _reopened, ("reopen_reason",)),
    Source(CASE, PhaseStep, _steps, "begun_on", _phase, ("phase", "by")),
)
