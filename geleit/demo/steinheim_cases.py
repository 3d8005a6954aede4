# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented households of the example, their cases and their plans."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from geleit.accounts.models import User
from geleit.agreements.enums import ActionField
from geleit.agreements.models import CooperationAgreement
from geleit.cases.enums import BirthPrecision, Phase
from geleit.cases.models import (
    Case,
    CaseNumber,
    Household,
    HousingStay,
    Person,
    ResidenceStatus,
)
from geleit.demo.phrases import GOALS
from geleit.demo.steinheim_households import FIRST, RECENT, WAITING, Family, Member
from geleit.organisations.models import Organisation
from geleit.plans.models import Goal, IntegrationPlan, PlanStep, PlanTemplate

HIRED_ON = date(2020, 1, 7)
INVENTED = "Erfundene Person"
STAYING = (0, 2, 3, 6, 10, 13)  # of the first households: still advised today
CAME = ((520, "worker"), (400, "worker"), (240, "worker"), (150, "worker"), (90, "colleague"),
        (30, "colleague"), (1461, "worker"))  # days ago, and to whom, of the later households  # fmt: skip


@dataclass
class Example:
    """What the parts below need of each other."""

    agreement: CooperationAgreement
    bodies: dict[str, Organisation]
    users: dict[str, User]
    on: date
    rng: random.Random = field(default_factory=lambda: random.Random(2020))
    cases: list[Case] = field(default_factory=list)
    persons: dict[int, list[Person]] = field(default_factory=dict)  # by household
    goals: dict[int, list[Goal]] = field(default_factory=dict)  # by case
    numbers: dict[int, int] = field(default_factory=dict)  # last case number by year

    def of(self, holder: str, *, day: date) -> list[Case]:
        """Return the cases of a worker that are open on the day."""
        return [
            case
            for case in self.cases
            if case.holder == self.users[holder]
            and case.opened_on <= day
            and (case.closed_on is None or day < case.closed_on)
        ]


def load(example: Example) -> None:
    """Write households, cases and plans up to the day."""
    _first_households(example)
    _recent_households(example)
    _waiting_households(example)
    for year, last in example.numbers.items():
        CaseNumber.objects.create(year=year, last=last)
    _plans(example)


def _first_households(example: Example) -> None:
    for index, family in enumerate(FIRST):
        holder = "worker" if index < 10 else "colleague"
        opened = HIRED_ON + timedelta(days=(0, 1, 2, 3, 6, 7, 8, 9, 13, 14)[index % 10])
        lasted = timedelta(days=300 + 61 * index)
        closed = None if index in STAYING or opened + lasted > example.on else opened + lasted
        phase = (Phase.LINKING, Phase.MONITORING, Phase.PLANNING)[index % 3]
        _case(
            example,
            family,
            status_until=_status_end(example, index),
            since=date(2018, 9, 3) + timedelta(days=17 * index),
            holder=example.users[holder],
            opened_on=opened,
            closed_on=closed,
            phase=Phase.CLOSED if closed else phase,
            handed_over_by=example.bodies["county"],
            handed_over_on=opened - timedelta(days=18),
            accepted_on=opened,
            accepted_by=example.users["lead"].name,
        )


def _recent_households(example: Example) -> None:
    for index, (family, (days, holder)) in enumerate(zip(RECENT, CAME, strict=True)):
        opened = max(HIRED_ON, example.on - timedelta(days=days))
        _case(
            example,
            family,
            status_until=_status_end(example, index + 1),
            since=opened - timedelta(days=3),
            holder=example.users[holder],
            opened_on=opened,
            phase=(Phase.MONITORING, Phase.LINKING, Phase.PLANNING, Phase.ASSESSMENT)[index % 4],
            handed_over_by=example.bodies["county"],
            handed_over_on=opened - timedelta(days=9),
            accepted_on=opened,
            accepted_by=example.users["lead"].name,
        )


def _waiting_households(example: Example) -> None:
    for family, days in zip(WAITING, (6, 2), strict=True):
        day = example.on - timedelta(days=days)
        _case(
            example,
            family,
            status_until=example.on + timedelta(days=410),
            since=day - timedelta(days=300),
            holder=None,
            opened_on=day,
            phase=Phase.INTAKE,
            handed_over_by=example.bodies["county"],
            handed_over_on=day,
        )


def _status_end(example: Example, index: int) -> date:
    """Return the day on which the titles of a household end; some within ninety days."""
    days = {0: 24, 2: 52, 3: 11, 6: 83, 10: 37}.get(index, 150 + 47 * index)
    return example.on + timedelta(days=days)


def _case(
    example: Example, family: Family, *, status_until: date, since: date, **fields: object
) -> None:
    household = Household.unguarded.create(name=family.name)
    persons = [_person(household, family, member) for member in family.members]
    for person in persons:
        ResidenceStatus.objects.create(
            person=person, kind=family.status, valid_until=status_until, is_current=True
        )
    waits = fields.get("holder") is None
    HousingStay.objects.create(
        household=household,
        kind=family.housing,
        street=family.street,
        postcode="" if waits else "71711",
        city="Ludwigsburg" if waits else "Steinheim an der Murr",
        moved_in_on=since,
    )
    opened: date = fields["opened_on"]  # type: ignore[assignment]
    number = example.numbers[opened.year] = example.numbers.get(opened.year, 0) + 1
    case = Case.unguarded.create(
        number=f"{opened.year}-{number:04d}",
        household=household,
        agreement=example.agreement,
        **fields,
    )
    example.cases.append(case)
    example.persons[household.pk] = persons


def _person(household: Household, family: Family, member: Member) -> Person:
    return Person.unguarded.create(household=household, **fields_of(family, member))


def fields_of(family: Family, member: Member) -> dict[str, Any]:
    """Return what is noted of a person of a household."""
    only_year = len(member.born) == 4
    return {
        "family_name": member.family or family.name,
        "given_names": member.given,
        "sex": member.sex,
        "born_on": date.fromisoformat(member.born + "-01-01" if only_year else member.born),
        "birth_precision": BirthPrecision.ASSUMED if only_year else BirthPrecision.DAY,
        "nationality": family.nationality,
        "language": family.language,
        "needs_interpreter": member.german in ("", "none", "alpha", "A1"),
        "german_level": member.german,
        "benefit_agency": family.benefits,
        "remark": INVENTED,
    }


def _plans(example: Example) -> None:
    template = plan_template(on=HIRED_ON)
    fields = (
        ActionField.LANGUAGE,
        ActionField.HOUSING,
        ActionField.WORK,
        ActionField.EVERYDAY,
        ActionField.SCHOOL,
        ActionField.MONEY,
        ActionField.HEALTH,
        ActionField.STATUS,
        ActionField.PARTICIPATION,
        ActionField.TRAINING,
    )
    for index, case in enumerate(example.cases):
        begun = case.opened_on + timedelta(days=7 + 3 * (index % 5))
        if case.phase in (Phase.INTAKE, Phase.ASSESSMENT) or begun > example.on:
            continue
        plan = IntegrationPlan.unguarded.create(
            case=case,
            template=template,
            begun_on=begun,
            agreed_on=begun + timedelta(days=7)
            if begun + timedelta(days=7) <= example.on
            else None,
            review_on=_review_on(example, case, begun, index),
        )
        chosen = [fields[index % 3], fields[3 + index % 7], fields[(index + 1) % 3]][
            : 2 + index % 2
        ]
        example.goals[case.pk] = [
            _goal(example, plan, field, position) for position, field in enumerate(chosen)
        ]


def _review_on(example: Example, case: Case, begun: date, index: int) -> date:
    """Return the day of the next look at the plan: half-yearly; one is due this week."""
    if case.closed_on:
        return case.closed_on
    return example.on + timedelta(days=(3, 26, 61, 95, 140)[index % 5])


def _goal(example: Example, plan: IntegrationPlan, action_field: str, position: int) -> Goal:
    phrase = example.rng.choice(GOALS[action_field])
    case, on = plan.case, example.on
    due = plan.begun_on + timedelta(days=120 + 45 * position)
    reached = None
    if due < on and (case.closed_on or position == 0):
        reached = min(due, case.closed_on or due)
    elif due < on:
        due = on + timedelta(days=40 + 30 * position)
    goal = Goal.unguarded.create(
        plan=plan,
        action_field=action_field,
        text=phrase.text,
        measure=phrase.measure,
        due_on=due,
        reached_on=reached,
    )
    for number, (text, bearer, name) in enumerate(phrase.steps):
        step_due = plan.begun_on + timedelta(days=30 * (number + 1))
        is_done = step_due < on and (reached is not None or number % 2 == 0)
        if not is_done and step_due < on:
            step_due = on + timedelta(days=10 * (number + 1))
        PlanStep.unguarded.create(
            goal=goal,
            text=text,
            bearer=bearer,
            bearer_name=name,
            due_on=step_due,
            done_on=step_due - timedelta(days=4) if is_done else None,
        )
    return goal


def plan_template(*, on: date) -> PlanTemplate:
    """Return the template that was valid on the day, or an example where there is none."""
    valid = PlanTemplate.objects.filter(valid_from__lte=on).order_by("-valid_from", "-pk")
    return valid.first() or PlanTemplate.objects.create(
        name="Integrationsplan (Beispielvorlage)",
        valid_from=date(2018, 1, 1),
        review_months=6,
        source="Beispiel: Die Form des Plans schreibt keine der gefundenen Quellen vor.",
    )
