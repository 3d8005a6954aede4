# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: letters, deadlines and reminders."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.deadlines.enums import DeadlineState, DoneHow
from geleit.deadlines.models import Deadline, FollowUpReminder, IncomingLetter

LETTER = Kind("brief", gettext_lazy("Briefe"))
DEADLINE = Kind("frist", gettext_lazy("Fristen"))
REMINDER = Kind("wiedervorlage", gettext_lazy("Wiedervorlagen"))


def _letters(case: Case, _reader: Any) -> QuerySet[IncomingLetter]:
    return case.letters.filter(corrected_by=None)


def _letter(row: Row) -> Entry:
    sender, about, by = row.texts
    url = reverse("deadlines:letter", args=[row.case_id, row.key])
    return Entry(_("Brief von %(sender)s") % {"sender": sender}, about, note=by, url=url)


def _deadlines(case: Case, _reader: Any) -> QuerySet[Deadline]:
    """Return those whose day has come, and those that were settled before."""
    return case.deadlines.exclude(state=DeadlineState.WITHDRAWN)


def _done(row: Row) -> Entry:
    name, how, by = row.texts
    title = _("Frist erledigt: %(name)s") % {"name": name}
    note = ", ".join(part for part in (str(DoneHow(how).label) if how else "", by) if part)
    return Entry(title, note=note, url=_deadline_place(row))


def _passed(row: Row) -> Entry:
    title = _("Frist abgelaufen: %(name)s") % {"name": row.texts[0]}
    return Entry(title, url=_deadline_place(row))


def _deadline_place(row: Row) -> str:
    return reverse("deadlines:deadline", args=[row.case_id, row.key])


def _reminders(case: Case, _reader: Any) -> QuerySet[FollowUpReminder]:
    return case.reminders.all()


def _reminder(row: Row) -> Entry:
    text, by = row.texts
    return Entry(_("Wiedervorlage erledigt: %(text)s") % {"text": text}, note=by)


SOURCES = (
    Source(
        LETTER, IncomingLetter, _letters, "recorded_on", _letter,
        ("sender", "about", "recorded_by"), person="person",
    ),
    Source(
        DEADLINE, Deadline, lambda case, reader: _deadlines(case, reader).exclude(closed_on=None),
        "closed_on", _done, ("name", "done_how", "closed_by"), person="person",
    ),
    Source(
        DEADLINE, Deadline, lambda case, reader: _deadlines(case, reader).filter(closed_on=None),
        "due_on", _passed, ("name",), person="person",
    ),
    Source(REMINDER, FollowUpReminder, _reminders, "done_on", _reminder, ("text", "done_by")),
)  # fmt: skip
