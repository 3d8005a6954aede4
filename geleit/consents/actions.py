# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of consents, and the question that every disclosure asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked
from geleit.cases.models import Case, Person
from geleit.consents import rules
from geleit.consents.models import Consent
from geleit.core.problems import Refused


@transaction.atomic
def give(
    case: Case, *, person: Person, kinds: Iterable[str], by: User, on: date, **said: Any
) -> Consent:
    """Note that a person of the case has agreed; the same words again stay one consent."""
    case = locked(case)
    person = Person.unguarded.get(pk=person.pk, household=case.household_id)
    kinds = sorted(kinds)
    problems = rules.consent_problems(
        kinds=kinds,
        is_written=said["is_written"],
        given_on=said["given_on"],
        until=said["until"],
        on=on,
    )
    problems += case.consent_problems()
    county = said.setdefault("shown_to", None)
    problems += rules.release_problems(
        shown_to=county and county.pk, handed_over_by=case.handed_over_by_id
    )
    if problems:
        raise Refused(problems)
    said["kinds"] = kinds
    for one in Consent.unguarded.filter(case=case, person=person, withdrawn_on=None):
        if all(getattr(one, name) == value for name, value in said.items()):
            return one
    consent = Consent.unguarded.create(case=case, person=person, recorded_by=by, **said)
    record(by, "consent-given", consent, case=case.pk)
    return consent


@transaction.atomic
def withdraw(consent: Consent, *, by: User, on: date) -> Consent:
    """Note that the person no longer agrees; possible in a closed case, too."""
    locked(consent.case)
    consent = Consent.unguarded.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on is None:
        consent.withdrawn_on = max(on, consent.given_on)
        consent.save(update_fields=["withdrawn_on"])
        record(by, "consent-withdrawn", consent, case=consent.case_id)
    return consent


def ask_before_disclosure(
    person: Person, *, recipient: str, kinds: Iterable[str], on: date
) -> list[Consent]:
    """Return the consents on which these data may go to the recipient; raise Refused without."""
    kinds, rows = set(kinds), list(Consent.unguarded.filter(person=person))
    facts = [one.facts for one in rows]
    problems = rules.disclosure_problems(facts, recipient=recipient, kinds=kinds, on=on)
    if problems:
        raise Refused(problems)
    return [
        row
        for row in rows
        if kinds & set(row.kinds)
        and row.facts.holds(on=on)
        and rules.is_to(row.facts, recipient, since=None)
    ]
