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
from geleit.course.entitlement.rules import entitled, not_noted
from geleit.course.enums import Entitled


@dataclass(frozen=True)
class Standing:
    """What a person's entitlement is seen from."""

    person: Any
    status: str
    stages: tuple[str, ...]
    stay: int | None = None  # where she lives; its stage is noted there


@dataclass(frozen=True)
class Answer:
    """What a rule says of one person, and what nobody noted if it can not say."""

    standing: Standing
    words: Entitled
    lacks: list[str]


@dataclass(frozen=True)
class Entitlement:
    """One mandate and what its rule says of each person."""

    rule: EntitlementRule
    answers: list[Answer]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many persons belong to it, in words, the yes first."""
        found = Counter(answer.words for answer in self.answers)
        return [(str(answer.label), found[answer]) for answer in Entitled if found[answer]]

    @property
    def lacks(self) -> list[str]:
        """Return what nobody noted of somebody, so that the answer is open."""
        return sorted({name for answer in self.answers for name in answer.lacks}, reverse=True)


def standings(persons: Iterable[Any], stays: Iterable[Any]) -> list[Standing]:
    """Return the standing of those who live in the household; rows that are loaded already."""
    here = [stay for stay in stays if stay.moved_out_on is None]
    return [_standing(person, here) for person in persons if not person.left_on]


def _standing(person: Any, here: list[Any]) -> Standing:
    mine = [stay for stay in here if stay.person_id in (None, person.pk)]
    return Standing(
        person,
        next((row.kind for row in person.statuses.all() if row.is_current), ""),
        tuple(stay.told_stage for stay in mine),
        mine[-1].pk if mine else None,
    )


def entitlements(case: Case, people: list[Standing], *, on: date) -> list[Entitlement]:
    """Return what each mandate of the case's agreement says; one query."""
    rules = EntitlementRule.objects.in_force(case.agreement_id, on=on)
    return [Entitlement(rule, [_answer(rule, one) for one in people]) for rule in rules]


def _answer(rule: EntitlementRule, one: Standing) -> Answer:
    known: dict[str, Any] = {"status": one.status, "stages": one.stages}
    return Answer(one, entitled(rule.circle, **known), not_noted(rule.circle, **known))
