# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: contacts, one's own private notes, attendance."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.counselling.models import Attendance, Contact, PrivateNote
from geleit.counselling.queries import private_notes_in

CONTACT = Kind("kontakt", gettext_lazy("Kontakte"))


def _contacts(case: Case, _reader: Any) -> QuerySet[Contact]:
    return case.contacts.all()  # withdrawn ones are not among them


def _shown(case: Case, keys: list[int]) -> dict[int, Any]:
    contacts = case.contacts.select_related("service_item", "goal", "recorded_by")
    return contacts.prefetch_related("persons").in_bulk(keys)


def _contact(row: Row) -> Entry:
    contact: Contact = row.found
    title = contact.get_kind_display()
    return Entry(title, contact.text, part="counselling/_entry.html", found=contact)


def _private(case: Case, reader: Any) -> QuerySet[PrivateNote]:
    return private_notes_in(case, reader)


def _private_note(row: Row) -> Entry:
    return Entry(_("Arbeitsnotiz, nur für Sie"), row.texts[0])


def _attended(case: Case, _reader: Any) -> QuerySet[Attendance]:
    return case.attendances.filter(offer__withdrawn_at=None)


def _attendance(row: Row) -> Entry:
    topic, item = row.texts
    return Entry(_("hat an einer Gruppe teilgenommen"), note=topic or item)


PRIVATE = Kind("arbeitsnotiz", gettext_lazy("Arbeitsnotizen, nur Ihre"))
GROUP = Kind("gruppe", gettext_lazy("Gruppen"))
SOURCES = (
    Source(
        CONTACT, Contact, _contacts, "happened_on", _contact,
        person="persons", has_persons=True, load=_shown,
    ),
    Source(PRIVATE, PrivateNote, _private, "contact__happened_on", _private_note, ("text",)),
    Source(
        GROUP, Attendance, _attended, "offer__held_on", _attendance,
        ("offer__topic", "offer__service_item__name"), person="person",
    ),
)  # fmt: skip
