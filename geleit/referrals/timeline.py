# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: referrals and what became of them."""

import json
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.consents.enums import words_of
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.models import Referral

REFERRALS = Kind("verweise", gettext_lazy("Verweise"))


def _referrals(case: Case, _reader: Any) -> QuerySet[Referral]:
    rows: QuerySet[Referral] = case.referrals.all()  # the case was narrowed already
    return rows


def _referred(row: Row) -> Entry:
    title = _("Verwiesen an %(service)s") % {"service": row.texts[0]}
    kinds = words_of(json.loads(row.texts[2] or "[]"))
    passed_on = _("weitergegeben: %(what)s") % {"what": ", ".join(kinds)} if kinds else ""
    note = " · ".join(filter(None, (row.person, passed_on)))
    return Entry(title, text=row.texts[1], note=note, url=_place(row))


def _ended(row: Row) -> Entry:
    service, outcome = row.texts
    said = {"service": service, "outcome": ReferralOutcome(outcome).label}
    return Entry(_("%(service)s: %(outcome)s") % said, note=row.person, url=_place(row))


def _place(row: Row) -> str:
    return reverse("referrals:referrals", args=[row.case_id])


SOURCES = (
    Source(
        REFERRALS,
        Referral,
        _referrals,
        "outcome_on",
        _ended,
        ("service__name", "outcome"),
        "person",
    ),
    Source(
        REFERRALS,
        Referral,
        _referrals,
        "referred_on",
        _referred,
        ("service__name", "concern", "kinds"),
        "person",
    ),
)
