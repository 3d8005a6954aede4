# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules of the mandates say of a household."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.cases.models import Case
from geleit.course.entitlement.models import EntitlementRule
from geleit.course.entitlement.rules import entitled
from geleit.course.enums import Entitled


@dataclass(frozen=True)
class Standing:
    """What a person's entitlement is seen from."""

    person: Any
    status: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Entitlement:
    """One mandate and what its rule says of each person."""

    rule: EntitlementRule
    answers: list[tuple[Any, Entitled]]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many persons belong to it, in words, the yes first."""
        found = Counter(answer for _person, answer in self.answers)
        return [(str(answer.label), found[answer]) for answer in Entitled if found[answer]]


def standings(persons: Iterable[Any], stays: Iterable[Any]) -> list[Standing]:
    """Return the standing of those who live in the household; rows that are loaded already."""
    here = [stay for stay in stays if stay.moved_out_on is None]
    return [
        Standing(
            person,
            next((row.kind for row in person.statuses.all() if row.is_current), ""),
            tuple(stay.stage for stay in here if stay.person_id in (None, person.pk)),
        )
        for person in persons
        if not person.left_on
    ]


def entitlements(case: Case, people: list[Standing], *, on: date) -> list[Entitlement]:
    """Return what each mandate of the case's agreement says; one query."""
    return [
        Entitlement(
            rule,
            [
                (one.person, entitled(rule.circle, status=one.status, stages=one.stages))
                for one in people
            ],
        )
        for rule in EntitlementRule.objects.in_force(case.agreement_id, on=on)
    ]
