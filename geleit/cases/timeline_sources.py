# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: the case itself, and where people lived."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.enums import HousingType
from geleit.cases.models import Case, HousingStay
from geleit.cases.timeline import Entry, Kind, Row, Source

CASE = Kind("fall", gettext_lazy("Fall"))
HOUSING = Kind("wohnen", gettext_lazy("Wohnen"))


def _itself(case: Case, _reader: Any) -> QuerySet[Case]:
    return case.household.cases.filter(pk=case.pk)


def _stays(case: Case, _reader: Any) -> QuerySet[HousingStay]:
    return case.household.housing_stays.all()


def _moved_in(row: Row) -> Entry:
    street, city, kind, house = row.texts
    place = ", ".join(part for part in (house, street, city) if part)
    note = str(HousingType(kind).label) if kind else ""
    url = reverse("cases:stay", args=[row.case_id, row.key])
    return Entry(_("Eingezogen: %(place)s") % {"place": place or "–"}, note=note, url=url)


def _moved_out(row: Row) -> Entry:
    street, city, house = row.texts
    place = ", ".join(part for part in (house, street, city) if part)
    url = reverse("cases:stay", args=[row.case_id, row.key])
    return Entry(_("Ausgezogen: %(place)s") % {"place": place or "–"}, url=url)


SOURCES = (
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
        ("street", "city", "kind", "accommodation__name"),
    ),
    Source(
        HOUSING, HousingStay, _stays, "moved_out_on", _moved_out,
        ("street", "city", "accommodation__name"),
    ),
)  # fmt: skip
