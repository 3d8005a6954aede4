# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented case work of the example: January to March 2020, and the last weeks.

Written like real life for a half post: about 19.5 hours a week, of which some 14 are documented
contacts and offers. From 17 March 2020 people are advised by telephone; office hours, café and
parents' evening do not take place until April.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from geleit.accounts.models import User
from geleit.agreements.enums import ActionField
from geleit.agreements.models import CooperationAgreement, ServiceItem
from geleit.cases.models import (
    Case,
)
from geleit.core.dates import Quarter
from geleit.counselling.models import Contact, ContactKind, NoGoal, Offer
from geleit.deadlines.models import FollowUpReminder
from geleit.demo import steinheim_cases, steinheim_effect, steinheim_lives, steinheim_network
from geleit.demo.phrases import NOTES, REMINDERS
from geleit.demo.steinheim_cases import HIRED_ON, Example
from geleit.organisations.models import Organisation
from geleit.volunteers.models import Assignment

FIRST_QUARTER = Quarter(2020, 1)
BEFORE_A_PLAN = timedelta(days=21)  # talks in these days of a case are first talks
BY_TELEPHONE_FROM = date(2020, 3, 17)  # contact restrictions of spring 2020
DUE = (-5, 0, 2, 4, -1, 0, 9, 1, 6, -3, 13, 5)  # days from today to open reminders
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


def load(
    *,
    agreement: CooperationAgreement,
    bodies: dict[str, Organisation],
    users: dict[str, User],
    on: date,
) -> None:
    """Write households, cases, plans, contacts, offers, reminders and tasks up to the day."""
    example = Example(agreement, bodies, users, on)
    steinheim_cases.load(example)
    steinheim_lives.load(example)
    this = Quarter.of(on)
    for quarter in sorted({FIRST_QUARTER, this.previous(), this}):
        if quarter >= FIRST_QUARTER:
            _contacts(example, quarter)
            _offers(example, quarter)
    _years_between(example)
    _reminders(example)
    _tasks(example)
    steinheim_effect.load(example)
    steinheim_network.load(example)


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
    return (
        ServiceItem.objects.agreed().filter(mandate__agreement=example.agreement).order_by("number")
    )


def _contact(example: Example, work: Load, item: ServiceItem, day: date, case: Case) -> Contact:
    kind = example.rng.choice(work.kinds)
    minutes = example.rng.choice(work.lengths)
    if BY_TELEPHONE_FROM <= day <= FIRST_QUARTER.last_day and kind in (TALK, VISIT):
        kind, minutes = PHONE, min(minutes, 45)
    goals = [goal for goal in example.goals.get(case.pk, []) if goal.plan.begun_on <= day]
    goal = example.rng.choice(goals) if goals and example.rng.random() < 0.7 else None
    why_none = NoGoal.CRISIS if example.rng.random() < 0.1 else NoGoal.BRIEF
    if not goals and day <= case.opened_on + BEFORE_A_PLAN:
        why_none = NoGoal.INTAKE
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
    for contact in contacts:
        contact.recorded_at = datetime.combine(contact.happened_on, time(15), tzinfo=UTC)
    Contact.unguarded.bulk_update(contacts, ["recorded_at"])
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


def _reminders(example: Example) -> None:
    """Some overdue, some today, some this week, some done."""
    open_cases = [case for case in example.cases if case.holder and not case.closed_on]
    for index, case in enumerate(open_cases):
        FollowUpReminder.unguarded.create(
            case=case,
            text=REMINDERS[index % len(REMINDERS)],
            due_on=example.on + timedelta(days=DUE[index % len(DUE)]),
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
