# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: consents given and withdrawn."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.consents.models import Consent

CONSENT = Kind("einwilligung", gettext_lazy("Einwilligungen"))


def _consents(case: Case, _reader: Any) -> QuerySet[Consent]:
    rows: QuerySet[Consent] = case.consents.all()  # the case was narrowed already
    return rows


def _given(row: Row) -> Entry:
    recipient, purpose = row.texts
    title = _("Einwilligung gegenüber %(recipient)s") % {"recipient": recipient}
    return Entry(title, purpose, note=row.person, url=_place(row))


def _withdrawn(row: Row) -> Entry:
    title = _("Einwilligung gegenüber %(recipient)s widerrufen") % {"recipient": row.texts[0]}
    return Entry(title, note=row.person, url=_place(row))


def _place(row: Row) -> str:
    return reverse("consents:consents", args=[row.case_id])


SOURCES = (
    Source(CONSENT, Consent, _consents, "withdrawn_on", _withdrawn, ("recipient",), "person"),
    Source(CONSENT, Consent, _consents, "given_on", _given, ("recipient", "purpose"), "person"),
)
