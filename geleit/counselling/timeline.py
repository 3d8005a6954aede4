# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: the contacts, with their own part of the page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.counselling.models import Contact

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


SOURCES = (
    Source(
        CONTACT, Contact, _contacts, "happened_on", _contact,
        person="persons", has_persons=True, load=_shown,
    ),
)  # fmt: skip
