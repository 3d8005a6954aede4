# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented case work of the example: January to March 2020, and the last weeks.

Written like real life for a half post: about 19.5 hours a week, of which some 14 are documented
contacts and offers. From 17 March 2020 people are advised by telephone; office hours, café and
parents' evening do not take place until April.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from geleit.accounts.models import User
from geleit.agreements.enums import ActionField
from geleit.agreements.models import CooperationAgreement, ServiceItem
from geleit.cases.enums import BirthPrecision, Phase
from geleit.cases.models import (
    Case,
    CaseNumber,
    Household,
    HousingStay,
    Person,
    ResidenceStatus,
)
from geleit.core.dates import Quarter
from geleit.counselling.models import Contact, ContactKind, NoGoal, Offer
from geleit.deadlines.models import FollowUpReminder
from geleit.demo.phrases import GOALS, NOTES, REMINDERS
from geleit.demo.steinheim_households import FIRST, RECENT, WAITING, Family, Member
from geleit.organisations.models import Organisation
from geleit.plans.models import Goal, IntegrationPlan, PlanStep, PlanTemplate
from geleit.volunteers.models import Assignment

FIRST_QUARTER = Quarter(2020, 1)
HIRED_ON = date(2020, 1, 7)
BY_TELEPHONE_FROM = date(2020, 3, 17)  # contact restrictions of spring 2020
STAYING = (0, 2, 3, 6, 10, 13)  # of the first households: still advised today
TALK, PHONE, VISIT = ContactKind.TALK, ContactKind.PHONE, ContactKind.VISIT
ESCORT, MAIL, MESSAGE = ContactKind.ACCOMPANIMENT, ContactKind.MAIL, ContactKind.MESSAGE


class Load(NamedTuple):
    """How much of an item is done in a quarter, in minutes or in contacts, and how."""

    number: int
    worker: str
    minutes: int  # 0: count contacts
    contacts: int
    lengths: tuple[int, ...]
    kinds: tuple[ContactKind, ...]
    households: int = 0  # 0: all


WORK = (
    Load(1, "worker", 76 * 60, 0, (20, 30, 30, 45, 45, 60, 75), (TALK, TALK, TALK, PHONE, VISIT)),
    Load(2, "worker", 0, 20, (60, 75, 90, 120), (ESCORT,)),
    Load(3, "worker", 21 * 60, 0, (30, 45, 60), (TALK, PHONE, VISIT, MAIL)),
    Load(4, "worker", 0, 15, (15, 20, 30), (TALK, PHONE, MESSAGE)),
    Load(5, "worker", 15 * 60, 0, (30, 45, 60), (TALK, TALK, MAIL)),
    Load(6, "worker", 0, 6, (45, 60, 90), (TALK, ESCORT), households=2),
    Load(10, "colleague", 62 * 60, 0, (30, 45, 60, 60, 75), (TALK, TALK, PHONE, VISIT)),
    Load(11, "colleague", 0, 12, (45, 60, 90), (TALK,)),
)


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


def load(
    *,
    agreement: CooperationAgreement,
    bodies: dict[str, Organisation],
    users: dict[str, User],
    on: date,
) -> None:
    """Write households, cases, plans, contacts, offers, reminders and tasks up to the day."""
    example = Example(agreement, bodies, users, on)
    _first_households(example)
    _recent_households(example)
    _waiting_households(example)
    for year, last in example.numbers.items():
        CaseNumber.objects.create(year=year, last=last)
    _plans(example)
    this = Quarter.of(on)
    for quarter in sorted({FIRST_QUARTER, this.previous(), this}):
        if quarter >= FIRST_QUARTER:
            _contacts(example, quarter)
            _offers(example, quarter)
    _years_between(example)
    _reminders(example)
    _tasks(example)


# Households and cases


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
    for index, family in enumerate(RECENT):
        opened = max(HIRED_ON, example.on - timedelta(days=(520, 400, 240, 150, 90, 30)[index]))
        _case(
            example,
            family,
            status_until=_status_end(example, index + 1),
            since=opened - timedelta(days=3),
            holder=example.users["worker" if index < 4 else "colleague"],
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
    only_year = len(member.born) == 4
    return Person.unguarded.create(
        household=household,
        family_name=member.family or family.name,
        given_names=member.given,
        sex=member.sex,
        born_on=date.fromisoformat(member.born + "-01-01" if only_year else member.born),
        birth_precision=BirthPrecision.ASSUMED if only_year else BirthPrecision.DAY,
        nationality=family.nationality,
        language=family.language,
        needs_interpreter=member.german in ("", "none", "alpha", "A1"),
        german_level=member.german,
        benefit_agency=family.benefits,
        remark="Erfundene Person",
    )


# Plans


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


# Contacts and offers


def working_days(first: date, last: date) -> Iterator[date]:
    """Return Monday to Thursday; on Fridays a half post is free."""
    day = first
    while day <= last:
        if day.weekday() < 4:
            yield day
        day += timedelta(days=1)


def _contacts(example: Example, quarter: Quarter) -> None:
    """Write a quarter's contacts item by item, until its load is reached.

    A quarter that has only begun gets its share of the load.
    """
    first, last = max(quarter.first_day, HIRED_ON), min(quarter.last_day, example.on)
    days = list(working_days(first, last))
    share = min(1, ((last - quarter.first_day).days + 1) / 91)
    if quarter != FIRST_QUARTER:
        share *= example.rng.uniform(0.85, 1.1)
    items = {item.number: item for item in _items(example)}
    for work in WORK:
        left = round((work.minutes or work.contacts) * share)
        made = []
        while left > 0 and days:
            day = example.rng.choice(days)
            cases = example.of(work.worker, day=day)[: work.households or None]
            if not cases:
                break
            contact = _contact(example, work, items[work.number], day, example.rng.choice(cases))
            made.append(contact)
            left -= contact.minutes if work.minutes else 1
        _write(example, sorted(made, key=lambda contact: contact.happened_on))


def _items(example: Example) -> Iterable[ServiceItem]:
    return ServiceItem.objects.filter(mandate__agreement=example.agreement).order_by("number")


def _contact(example: Example, work: Load, item: ServiceItem, day: date, case: Case) -> Contact:
    kind = example.rng.choice(work.kinds)
    minutes = example.rng.choice(work.lengths)
    if BY_TELEPHONE_FROM <= day <= FIRST_QUARTER.last_day and kind in (TALK, VISIT):
        kind, minutes = PHONE, min(minutes, 45)
    goals = [goal for goal in example.goals.get(case.pk, []) if goal.plan.begun_on <= day]
    goal = example.rng.choice(goals) if goals and example.rng.random() < 0.7 else None
    why_none = NoGoal.CRISIS if example.rng.random() < 0.1 else NoGoal.BRIEF
    topic = item.action_field
    if topic == ActionField.EVERYDAY and goal:
        topic = goal.action_field
    return Contact(
        case=case,
        service_item=item,
        kind=kind,
        happened_on=day,
        minutes=minutes,
        goal=goal,
        no_goal="" if goal else why_none,
        text=example.rng.choice(NOTES[topic]),
        recorded_by=example.users[work.worker],
    )


def _write(example: Example, contacts: list[Contact]) -> None:
    contacts = Contact.unguarded.bulk_create(contacts)
    through = Contact.persons.through
    links = []
    for contact in contacts:
        persons = example.persons[contact.case.household_id]
        links.append(through(contact=contact, person=persons[0]))
        if len(persons) > 1 and example.rng.random() < 0.4:
            links.append(through(contact=contact, person=persons[1]))
    through.objects.bulk_create(links)


def _offers(example: Example, quarter: Quarter) -> None:
    """Office hours every Wednesday, a café each month, no parents' evening so far."""
    items = {item.number: item for item in _items(example)}
    first, last = max(quarter.first_day, HIRED_ON), min(quarter.last_day, example.on)
    if quarter == FIRST_QUARTER:
        last = min(last, BY_TELEPHONE_FROM - timedelta(days=1))
    days = list(working_days(first, last))
    wednesdays = [day for day in days if day.weekday() == 2]
    third_thursdays = [day for day in days if day.weekday() == 3 and 15 <= day.day <= 21]
    held = [(items[7], day, 120, example.rng.randint(2, 9)) for day in wednesdays]
    held += [(items[8], day, 150, example.rng.randint(11, 24)) for day in third_thursdays]
    Offer.objects.bulk_create(
        Offer(
            service_item=item,
            held_on=day,
            minutes=minutes,
            participants=guests,
            recorded_by=example.users["worker"],
        )
        for item, day, minutes, guests in held
    )


def _years_between(example: Example) -> None:
    """Give those who stayed a talk each quarter between the start and the last half year."""
    items = {item.number: item for item in _items(example)}
    quarter, made = FIRST_QUARTER.next(), []
    while quarter < Quarter.of(example.on).previous():
        days = list(working_days(quarter.first_day, quarter.last_day))
        for work in (WORK[0], WORK[6]):
            day = example.rng.choice(days)
            made += [
                _contact(example, work, items[work.number], day, case)
                for case in example.of(work.worker, day=day)
            ]
        quarter = quarter.next()
    _write(example, made)


# What is due


def _reminders(example: Example) -> None:
    """Some overdue, some today, some this week, some done."""
    open_cases = [case for case in example.cases if case.holder and not case.closed_on]
    for index, case in enumerate(open_cases):
        FollowUpReminder.unguarded.create(
            case=case,
            text=REMINDERS[index % len(REMINDERS)],
            due_on=example.on + timedelta(days=(-5, 0, 2, 4, -1, 0, 9, 16)[index % 8]),
        )
        if case.opened_on < example.on - timedelta(days=30):
            done = example.on - timedelta(days=12 + index)
            FollowUpReminder.unguarded.create(
                case=case,
                text=REMINDERS[(index + 3) % len(REMINDERS)],
                due_on=done,
                done_on=done,
                done_by=case.holder.name if case.holder else "",
            )


def _tasks(example: Example) -> None:
    """One task that nobody has taken, one taken, one done."""
    common = {"agreement": example.agreement, "group": example.bodies["volunteers"]}
    volunteer = example.users["volunteer"]
    Assignment.unguarded.create(
        title="Hausaufgabenhilfe, vierte Klasse",
        details="Zweimal in der Woche eine Stunde, am liebsten Mathematik. Spricht gut Deutsch.",
        meeting_point="Stadtbücherei, Lesetisch",
        wanted_on=example.on + timedelta(days=8),
        **common,
    )
    Assignment.unguarded.create(
        title="Zum Bürgerbüro begleiten",
        details="Meldebescheinigung abholen. Deutsch A1, Englisch geht gut.",
        meeting_point="Rathaus, Haupteingang",
        wanted_on=example.on + timedelta(days=2),
        contact_name="Blessing",
        volunteer=volunteer,
        **common,
    )
    done_on = example.on - timedelta(days=10)
    Assignment.unguarded.create(
        title="Beim Umzug einen Schrank tragen",
        details="Zweiter Stock ohne Aufzug, der Wagen ist da.",
        meeting_point="Riedstraße 14",
        wanted_on=done_on,
        volunteer=volunteer,
        done_on=done_on,
        minutes=90,
        **common,
    )
