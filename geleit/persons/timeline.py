# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: histories, and who came and went."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.persons.enums import HistoryKind, JoinedHow, LeftHow
from geleit.persons.models import HistoryEntry, HouseholdMembership
from geleit.persons.queries import history_in, memberships_in
from geleit.persons.words import entry_words

HOUSEHOLD = Kind("haushalt", gettext_lazy("Haushalt"))
KINDS = {
    "bildung": (
        Kind("bildung", gettext_lazy("Kita, Schule, Ausbildung")),
        (HistoryKind.DAYCARE, HistoryKind.SCHOOL, HistoryKind.TRAINING),
    ),
    "sprache": (
        Kind("sprache", gettext_lazy("Sprachkurse und Niveau")),
        (HistoryKind.COURSE, HistoryKind.LEVEL),
    ),
    "arbeit": (
        Kind("arbeit", gettext_lazy("Arbeit und Anerkennung")),
        (HistoryKind.WORK, HistoryKind.QUALIFICATION),
    ),
    "leistung": (Kind("leistung", gettext_lazy("Leistungsträger")), (HistoryKind.BENEFIT,)),
}


def _entries(kinds: tuple[str, ...], case: Case, _reader: Any) -> QuerySet[HistoryEntry]:
    return history_in(case, kinds)


def _begun(row: Row) -> Entry:
    kind, detail, title, place = row.texts
    return Entry(f"{HistoryKind(kind).label}: {entry_words(kind, detail, title, place)}")


def _ended(row: Row) -> Entry:
    kind, detail, title, place = row.texts
    words = {"kind": HistoryKind(kind).label, "what": entry_words(kind, detail, title, place)}
    return Entry(_("%(kind)s beendet: %(what)s") % words)


def _memberships(case: Case, _reader: Any) -> QuerySet[HouseholdMembership]:
    return memberships_in(case)


def _joined(row: Row) -> Entry:
    (how,) = row.texts
    words = JoinedHow(how).label if how else _("gehört zum Haushalt")
    return Entry(str(words), url=reverse("persons:changes", args=[row.case_id]))


def _left(row: Row) -> Entry:
    how, name = row.texts
    words = str(LeftHow(how).label)
    title = words if row.person else f"{name}: {words}"
    return Entry(title, url=reverse("persons:changes", args=[row.case_id]))


ENTRY = ("kind", "detail", "title", "place")
SOURCES = (
    Source(
        HOUSEHOLD, HouseholdMembership, _memberships, "left_on", _left,
        ("left_how", "person_name"), person="person",
    ),
    Source(
        HOUSEHOLD, HouseholdMembership, _memberships, "joined_on", _joined, ("joined_how",),
        person="person",
    ),
    *(
        Source(kind, HistoryEntry, partial(_entries, kinds), day, entry, ENTRY, person="person")
        for kind, kinds in KINDS.values()
        for day, entry in (("ends_on", _ended), ("begins_on", _begun))
    ),
)  # fmt: skip
