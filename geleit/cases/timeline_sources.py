# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: the case itself, and where people lived."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.enums import HousingStage, HousingType, StatusKind
from geleit.cases.models import Case, HousingStay, ResidenceStatus
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.core.dates import day_text

CASE = Kind("fall", gettext_lazy("Fall"))
STATUS = Kind("aufenthalt", gettext_lazy("Aufenthaltstitel"))
HOUSING = Kind("wohnen", gettext_lazy("Wohnen"))


def _itself(case: Case, _reader: Any) -> QuerySet[Case]:
    return case.household.cases.filter(pk=case.pk)


def _stays(case: Case, _reader: Any) -> QuerySet[HousingStay]:
    return case.household.housing_stays.all()


def _moved_in(row: Row) -> Entry:
    street, unit, kind, stage = row.texts
    words = [HousingStage(stage).label if stage else "", HousingType(kind).label if kind else ""]
    note = ", ".join(str(word) for word in words if word)
    url = reverse("persons:stay", args=[row.case_id, row.key])
    return Entry(_("Eingezogen: %(place)s") % {"place": _place(street, unit)}, note=note, url=url)


def _moved_out(row: Row) -> Entry:
    url = reverse("persons:stay", args=[row.case_id, row.key])
    return Entry(_("Ausgezogen: %(place)s") % {"place": _place(*row.texts)}, url=url)


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or "–"


def _statuses(case: Case, _reader: Any) -> QuerySet[ResidenceStatus]:
    return ResidenceStatus.objects.filter(person__household=case.household_id)


def _title_given(row: Row) -> Entry:
    kind, wording, until, person = row.texts
    note = _("gültig bis %(day)s") % {"day": day_text(date.fromisoformat(until))} if until else ""
    url = reverse("persons:status", args=[row.case_id, int(person)])
    return Entry(
        str(StatusKind(kind).label), note=", ".join(filter(None, (wording, note))), url=url
    )


def _title_ended(row: Row) -> Entry:
    return Entry(_("endete: %(title)s") % {"title": StatusKind(row.texts[0]).label})


SOURCES = (
    Source(
        STATUS, ResidenceStatus,
        lambda case, reader: _statuses(case, reader).filter(is_current=False),
        "valid_until", _title_ended, ("kind",), person="person",
    ),
    Source(
        STATUS, ResidenceStatus, _statuses, "valid_from", _title_given,
        ("kind", "wording", "valid_until", "person"), person="person",
    ),
    Source(
        CASE, Case, _itself, "closed_on", lambda row: Entry(_("Fall abgeschlossen")),
    ),
    Source(
        CASE, Case, _itself, "opened_on", lambda row: Entry(_("Fall eröffnet")),
    ),
    Source(
        CASE, Case, _itself, "handed_over_on",
        lambda row: Entry(_("Übergeben von %(who)s") % {"who": row.texts[0]}),
        ("handed_over_by__name",),
    ),
    Source(
        HOUSING, HousingStay, _stays, "moved_in_on", _moved_in,
        ("street", "unit", "kind", "stage"), person="person",
    ),
    Source(
        HOUSING, HousingStay, _stays, "moved_out_on", _moved_out,
        ("street", "unit", "city"), person="person",
    ),
)  # fmt: skip
