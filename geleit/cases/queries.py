# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be the same person as somebody that is being entered.

Discloses what the asker sees.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.agreements.models.agreement import AgreementQuerySet
from geleit.cases.models import Case, CaseQuerySet, NameWord, Person, PersonQuerySet
from geleit.core.eyes import system_eyes
from geleit.names.births import Birth
from geleit.names.keys import part_keys
from geleit.names.reasons import Reason, in_words
from geleit.names.records import Linker, Record, levels, why

LIKELY = 0.5
MOST_CANDIDATES = 400
# What of a person is compared with others.
COMPARED = (
    "given_names", "family_name", "born_on", "birth_precision", "sex", "nationality",
)  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same person, and why."""

    person: Person
    probability: float
    reasons: tuple[Reason, ...]
    case: Case | None = None  # where this reader may see it
    may_reopen: bool = False  # it is closed, and none of the household runs under its agreement

    @property
    def words(self) -> str:
        return "; ".join(in_words(self.reasons))


def running_for(user: Any, *, on: date) -> AgreementQuerySet:
    """Return the agreements under which this person can open a case on the day."""
    reached = covered_by(user, Permission.EDIT_CASES, organisation="carrier", agreement="pk")
    running = CooperationAgreement.objects.living(on=on).filter(reached, in_force_on__lte=on)
    return running.order_by("title")


def record_of(person: Person) -> Record:
    birth = Birth.of(person.born_on, person.birth_precision)
    key, sex = str(person.pk), person.sex
    names = (person.given_names, person.family_name)
    return Record(key, *names, birth, sex, person.nationality.lower())


def unprotected(persons: PersonQuerySet) -> PersonQuerySet:
    """Leave out who is in a specially protected case; nobody is told that they are here."""
    return persons.exclude(household__cases__is_protected=True)


def alike(said: dict[str, Any], *, among: PersonQuerySet) -> list[Alike]:
    """Return who of these persons may be the one whose master data was said, likeliest first."""
    born_on: date | None = said.get("born_on")
    asked = Record(
        "",
        said.get("given_names", ""),
        said.get("family_name", ""),
        Birth.of(born_on, said.get("birth_precision", "day")),
        said.get("sex", ""),
        said.get("nationality", "").lower(),
    )
    keys = part_keys(f"{asked.given} {asked.family}")
    words = NameWord.unguarded.filter(key__in=keys).values("person")
    found = unprotected(among).filter(pk__in=words)
    if born_on:
        near = found.filter(born_on__year__range=(born_on.year - 1, born_on.year + 1))
        same_day = found.filter(born_on__month=born_on.month, born_on__day=born_on.day)
        found = near | same_day | found.filter(born_on=None)
    candidates = list(found.order_by("-pk")[:MOST_CANDIDATES])
    linker = Linker([asked])
    hits = []
    for person in candidates:
        how = levels(asked, record_of(person))
        probability = linker.probability(asked, record_of(person), how)
        if probability >= LIKELY:
            hits.append(Alike(person, probability, why(how)))
    return sorted(hits, key=lambda hit: (-hit.probability, hit.person.pk))[:5]


def with_cases(hits: list[Alike], cases: CaseQuerySet) -> list[Alike]:
    """Name the case of each, the running one first, then the latest; `cases`: what one sees."""
    if not hits:
        return []
    homes = {hit.person.household_id for hit in hits}
    rows = cases.filter(household__in=homes).order_by(F("closed_on").asc(nulls_last=True), "pk")
    last = {case.household_id: case for case in rows}
    closed = {home: case.agreement_id for home, case in last.items() if case.closed_on}
    if closed:
        with system_eyes():  # one that runs unseen bars the way, as reopening itself says
            running = Case.unguarded.open().filter(household__in=closed)
            barred = {*running.values_list("household", "agreement")}
        closed = {home: place for home, place in closed.items() if (home, place) not in barred}
    return [_with_case(hit, last, may_reopen={*closed}) for hit in hits]


def _with_case(hit: Alike, last: dict[int, Case], *, may_reopen: set[int]) -> Alike:
    home = hit.person.household_id
    return replace(hit, case=last.get(home), may_reopen=home in may_reopen)
