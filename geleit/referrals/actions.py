# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the directory and of referrals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case, Person
from geleit.consents import actions as consents
from geleit.core.problems import Problem, Refused
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.models import MainstreamService, Referral


@transaction.atomic
def keep_service(
    service: MainstreamService | None, *, organisation: int, by: User, on: date, **said: Any
) -> MainstreamService:
    """Add a service to the carrier's directory, or correct it; it counts as checked today."""
    row = service or MainstreamService(organisation_id=organisation)
    others = MainstreamService.objects.filter(organisation=organisation, name=said["name"])
    if others.exclude(pk=row.pk).exists():
        raise Refused([Problem("name", _("Diesen Dienst gibt es schon im Verzeichnis."))])
    for name, value in said.items():
        setattr(row, name, value)
    row.checked_on = on
    row.save()
    record(by, "service-kept", row)
    return row


@transaction.atomic
def refer(
    case: Case,
    *,
    person: Person,
    service: MainstreamService,
    concern: str,
    kinds: Iterable[str],
    agrees: bool,
    is_written: bool,
    by: User,
    on: date,
) -> Referral:
    """Refer somebody. Data pass on only where the person agreed, now or before.

    Without any data (`kinds` is empty) the person goes by herself, and nobody has to agree.
    """
    case = locked_for_writing(case)
    person = Person.unguarded.get(pk=person.pk, household=case.household_id)
    kinds = sorted(kinds)
    if kinds and agrees:
        consents.give(
            case, person=person, kinds=kinds, by=by, on=on, recipient=service.name,
            purpose=concern, is_written=is_written, given_on=on, until=None,
        )  # fmt: skip
    grounds = consents.ask_before_disclosure(person, recipient=service.name, kinds=kinds, on=on)
    same = Referral.unguarded.open().filter(case=case, person=person, service=service)
    if one := next((row for row in same.filter(referred_on=on) if row.concern == concern), None):
        return one  # a double click
    referral = Referral.unguarded.create(
        case=case, person=person, service=service, concern=concern, kinds=kinds,
        referred_on=on, referred_by=by,
    )  # fmt: skip
    referral.consents.set(grounds)
    record(by, "referral-made", referral, case=case.pk, service=service.pk)
    return referral


@transaction.atomic
def note_outcome(referral: Referral, *, outcome: str, by: User, on: date) -> Referral:
    """Note what became of a referral."""
    locked_for_writing(referral.case)
    referral = Referral.unguarded.select_for_update().get(pk=referral.pk)
    if referral.outcome != outcome:
        referral.outcome = outcome
        referral.outcome_on = None if outcome == ReferralOutcome.OPEN else on
        referral.save(update_fields=["outcome", "outcome_on"])
        record(by, "referral-outcome", referral, case=referral.case_id, outcome=outcome)
    return referral
