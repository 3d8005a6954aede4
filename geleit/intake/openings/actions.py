# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases that run again by a list: opened, and taken back with the list while nobody worked in them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import Event
from geleit.cases.actions import open_case
from geleit.cases.models import Case, Household
from geleit.course.actions import reopen, take_reopening_back
from geleit.course.models import CaseClosing
from geleit.intake.models import ImportBatch

Opening = dict[str, Any]  # case, is_new, closed_on and closing of before, at


def open_again(case: Case, *, by: User, on: date) -> Opening:
    """Open the former case; return what taking that back needs."""
    closed_on = case.closed_on
    closing = CaseClosing.unguarded.standing().filter(case=case).first()
    reopen(case, reason=_("Der Haushalt steht wieder auf einer Liste."), by=by, on=on)
    former = {"closed_on": closed_on and closed_on.isoformat(), "closing": closing and closing.pk}
    return _opening(case, is_new=False) | former


def open_anew(batch: ImportBatch, home: int, *, holder: User | None, by: User, on: date) -> Opening:
    """Open a new case for a household that was here; return what taking that back needs."""
    case = open_case(
        household=Household.unguarded.get(pk=home),
        agreement=batch.agreement,
        holder=holder,
        opened_on=on,
        handed_over_by=batch.sender,
        by=by,
    )
    case.accepted_on, case.accepted_by = on, by.name
    case.save(update_fields=["accepted_on", "accepted_by"])
    return _opening(case, is_new=True)


def _opening(case: Case, *, is_new: bool) -> Opening:
    return {"case": case.pk, "is_new": is_new, "at": timezone.now().isoformat()}


def openings_of(batch: ImportBatch) -> list[Opening]:
    """Return the openings of a list; earlier versions kept their number alone."""
    return list(batch.reading.get("openings", ()))


def not_kept(batch: ImportBatch) -> int:
    """Return how many cases run again by a list of which nothing more is known."""
    return int(batch.reading.get("opened", 0)) - len(openings_of(batch))


def since(batch: ImportBatch, openings: Iterable[Opening]) -> dict[int, datetime]:
    """Return by case from when on what people do in it is work."""
    return {
        one["case"]: max(batch.taken_over_at or timezone.now(), datetime.fromisoformat(one["at"]))
        for one in openings
    }


def worked_in(events: Iterable[Event], days: dict[int, datetime]) -> set[int]:
    """Return the cases of these events, without what came before the case ran again."""
    return {
        event.case_key
        for event in events
        if event.case_key and (event.case_key not in days or event.at > days[event.case_key])
    }


def take_back(openings: Iterable[Opening], *, by: User) -> None:
    """Close again what was opened again, and remove the new cases."""
    for one in openings:
        case = Case.unguarded.filter(pk=one["case"])
        if one["is_new"]:
            case.delete()
        elif found := case.first():
            day = date.fromisoformat(one["closed_on"])
            take_reopening_back(found, closed_on=day, closing=one["closing"], by=by)
