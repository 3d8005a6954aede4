# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases, plans and contacts of fictional households, written as the months go by."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from operator import itemgetter

from geleit.agreements.enums import ActionField
from geleit.cases.enums import HousingType, Phase
from geleit.cases.models import (
    Case,
    CaseNumber,
    Household,
    HousingStay,
    NameWord,
    Person,
    ResidenceStatus,
)
from geleit.core.text import search_form
from geleit.counselling.models import Contact, ContactKind, NoGoal
from geleit.deadlines.models import FollowUpReminder
from geleit.demo import steinheim
from geleit.demo.bulk import Table, finish
from geleit.demo.families import FIRST_HOUSING, Family
from geleit.demo.names import STREETS
from geleit.demo.phrases import GOALS, NOTES, REMINDERS
from geleit.demo.steinheim_cases import plan_template
from geleit.demo.towns import ITEM_SHARES, Town, Towns
from geleit.names.keys import search_words
from geleit.plans.models import Goal, IntegrationPlan, PlanStep

KINDS = (
    *(ContactKind.TALK,) * 9,
    *(ContactKind.PHONE,) * 5,
    *(ContactKind.MESSAGE,) * 3,
    *(ContactKind.MAIL,) * 2,
    *(ContactKind.VISIT,) * 1,
    *(ContactKind.ACCOMPANIMENT,) * 1,
)
MINUTES = (10, 15, 15, 20, 30, 30, 30, 45, 45, 60, 60, 75, 90)
NO_GOAL = (NoGoal.BRIEF, NoGoal.BRIEF, NoGoal.BRIEF, NoGoal.CRISIS)
ITEM_REACHES = tuple(accumulate(ITEM_SHARES))
FIELDS = tuple(GOALS)
ALL_NOTES = tuple(note for notes in NOTES.values() for note in notes)
LEAD = steinheim.LOGINS["lead"].name
WITH_PLAN = 0.8
SERVED_GOAL = 0.65
CURRENT, FORMER = True, False


@dataclass(slots=True)
class ActiveCase:
    """What the months need of an open case."""

    pk: int
    town: Town
    worker: int  # place in the town's list
    persons: tuple[int, ...]
    opened: date
    closes: date
    plan_from: date
    goals: tuple[tuple[int, str], ...]  # key, action field
    months: int = 0


class Casework:
    """Write households and what is done with them."""

    def __init__(self, rng: random.Random, *, towns: Towns, on: date) -> None:
        self.rng, self.towns, self.on = rng, towns, on
        self.template = plan_template(on=date(2020, 1, 7))
        self.numbers = dict(CaseNumber.objects.values_list("year", "last"))
        self.households = Table(Household, "name", "created_at")
        self.persons = Table(
            Person,
            *("household", "family_name", "given_names", "family_search", "given_search", "sex"),
            *("born_on", "birth_precision", "nationality", "language", "needs_interpreter"),
            *("german_level", "benefit_agency", "remark"),
        )
        self.name_words = Table(NameWord, "person", "word", "key")
        self.statuses = Table(ResidenceStatus, "person", "kind", "valid_until", "is_current")
        self.stays = Table(
            HousingStay,
            *("household", "kind", "street", "postcode", "city", "moved_in_on", "moved_out_on"),
        )
        self.cases = Table(
            Case,
            *("number", "household", "agreement", "holder", "phase", "opened_on", "closed_on"),
            *("handed_over_by", "handed_over_on", "accepted_on", "accepted_by"),
        )
        self.plans = Table(
            IntegrationPlan, "case", "template", "begun_on", "agreed_on", "review_on"
        )
        self.goals = Table(Goal, "plan", "action_field", "text", "measure", "due_on", "reached_on")
        self.steps = Table(PlanStep, "goal", "text", "bearer", "bearer_name", "due_on", "done_on")
        self.reminders = Table(FollowUpReminder, "case", "text", "due_on", "done_on", "done_by")
        self.contacts = Table(
            Contact,
            *("case", "service_item", "kind", "happened_on", "minutes", "goal", "no_goal"),
            *("text", "recorded_by", "recorded_at"),
        )
        self.present = Table(Contact.persons.through, "contact", "person")

    def open(self, family: Family, town: Town, *, opened: date, closes: date) -> ActiveCase:
        """Write a household with its case, plan and reminders."""
        rng = self.rng
        household = self.households.add(family.members[0].family, _afternoon(opened))
        persons = self._persons(family, household, opened, closes)
        self._stays(household, town, opened, closes)
        worker = self.towns.assign(town)
        is_closed = closes <= self.on
        county = self.towns.example.county_id if rng.random() < 0.6 else None
        case = self.cases.add(
            self._number(opened.year),
            household,
            town.agreement.pk,
            town.workers[worker].pk,
            Phase.CLOSED if is_closed else self._phase(opened),
            opened,
            closes if is_closed else None,
            county,
            opened - timedelta(days=rng.randint(1, 21)) if county else None,
            opened if county else None,
            LEAD if county else "",
        )
        self._reminders(case, town.workers[worker].name, opened, closes)
        plan_from = opened + timedelta(days=rng.randint(7, 45))
        goals: tuple[tuple[int, str], ...] = ()
        if rng.random() < WITH_PLAN and plan_from < min(closes, self.on):
            goals = self._plan(
                case, begun=plan_from, until=min(closes, self.on), is_closed=is_closed
            )
        return ActiveCase(case, town, worker, persons[:2], opened, closes, plan_from, goals)

    def month(
        self, active: list[ActiveCase], days: list[date], *, rate: float, early: tuple[int, float]
    ) -> None:
        """Write the contacts of a month in the order of the days."""
        draw = self.rng.random
        early_months, factor = early
        found: list[tuple[date, ActiveCase]] = []
        for case in active:
            if case.closes <= days[0]:
                continue
            expected = rate * (factor if case.months < early_months else 1)
            case.months += 1
            for _ in range(int(2 * expected * draw() + draw())):
                day = days[int(len(days) * draw())]
                if day < case.opened:
                    day = days[-1]
                found.append((day if day < case.closes else days[0], case))
        found.sort(key=itemgetter(0))
        times = {day: _afternoon(day) for day in days}
        for day, case in found:
            self._contact(case, day, times[day])

    def still_open(self, active: list[ActiveCase], day: date) -> list[ActiveCase]:
        """Return the cases that go on after the day; the others free their worker."""
        staying = []
        for case in active:
            if case.closes > day:
                staying.append(case)
            else:
                case.town.loads[case.worker] -= 1
        return staying

    def finish(self) -> None:
        finish(
            *(self.households, self.persons, self.name_words, self.statuses, self.stays),
            *(self.cases, self.plans),
            *(self.goals, self.steps, self.reminders, self.contacts, self.present),
            self.towns.offers,
        )
        for year, last in self.numbers.items():
            CaseNumber.objects.update_or_create(year=year, defaults={"last": last})

    def _contact(self, case: ActiveCase, day: date, at: datetime) -> None:
        draw = self.rng.random
        number = self.rng.choices(range(1, 7), cum_weights=ITEM_REACHES)[0]
        item = case.town.items[number]
        goal, topic = None, item.action_field
        if case.goals and day >= case.plan_from and draw() < SERVED_GOAL:
            goal, field = case.goals[int(len(case.goals) * draw())]
            topic = field if topic == ActionField.EVERYDAY else topic
        notes = NOTES[topic]
        text = notes[int(len(notes) * draw())]
        while draw() < 0.45:
            text += " " + ALL_NOTES[int(len(ALL_NOTES) * draw())]
        contact = self.contacts.add(
            case.pk,
            item.pk,
            KINDS[int(len(KINDS) * draw())],
            day,
            MINUTES[int(len(MINUTES) * draw())],
            goal,
            "" if goal else NO_GOAL[int(4 * draw())],
            text,
            case.town.workers[case.worker].pk,
            at,
        )
        self.present.add(contact, case.persons[0])
        if len(case.persons) > 1 and draw() < 0.25:
            self.present.add(contact, case.persons[1])

    def _persons(
        self, family: Family, household: int, opened: date, closes: date
    ) -> tuple[int, ...]:
        rng, keys = self.rng, []
        last_known = min(closes, self.on)
        ends = last_known + timedelta(days=rng.randint(-10, 900))
        for member in family.members:
            person = self.persons.add(
                household,
                member.family,
                member.given,
                search_form(member.family)[:120],
                search_form(member.given)[:120],
                member.sex,
                member.born_on,
                member.precision,
                family.culture.nationality,
                family.language,
                member.german in ("", "none", "alpha", "A1"),
                member.german,
                family.benefits,
                "Erfundene Person",
            )
            keys.append(person)
            for found in search_words(f"{member.family} {member.given}"):
                self.name_words.add(person, found.word, found.key)
            if rng.random() < 0.35:
                self.statuses.add(person, "application", opened - timedelta(days=90), FORMER)
            self.statuses.add(person, family.status, ends, CURRENT)
        return tuple(keys)

    def _stays(self, household: int, town: Town, opened: date, closes: date) -> None:
        rng = self.rng
        came = opened - timedelta(days=rng.randint(0, 10))
        moved = opened + timedelta(days=rng.randint(150, 900))
        moves = rng.random() < 0.5 and moved < min(closes, self.on)
        self.stays.add(
            household,
            rng.choice(FIRST_HOUSING),
            f"{rng.choice(STREETS)} {rng.randint(1, 90)}",
            "",
            town.name,
            came,
            moved if moves else None,
        )
        if moves:
            street = f"{rng.choice(STREETS)} {rng.randint(1, 90)}"
            self.stays.add(household, HousingType.PRIVATE, street, "", town.name, moved, None)

    def _number(self, year: int) -> str:
        self.numbers[year] = self.numbers.get(year, 0) + 1
        return f"{year}-{self.numbers[year]:04d}"

    def _phase(self, opened: date) -> Phase:
        days = (self.on - opened).days
        if days < 30:
            return self.rng.choice((Phase.INTAKE, Phase.ASSESSMENT))
        if days < 120:
            return self.rng.choice((Phase.ASSESSMENT, Phase.PLANNING))
        if days < 300:
            return self.rng.choice((Phase.PLANNING, Phase.LINKING))
        return self.rng.choice((Phase.LINKING, Phase.MONITORING, Phase.EVALUATION))

    def _plan(
        self, case: int, *, begun: date, until: date, is_closed: bool
    ) -> tuple[tuple[int, str], ...]:
        rng = self.rng
        agreed = begun + timedelta(days=7)
        review = until if is_closed else self.on + timedelta(days=rng.randint(-20, 180))
        plan = self.plans.add(
            case, self.template.pk, begun, agreed if agreed <= until else None, review
        )
        goals = []
        for field in rng.sample(FIELDS, rng.choice((1, 2, 2, 3))):
            phrase = rng.choice(GOALS[field])
            due = begun + timedelta(days=rng.randint(60, 400))
            is_reached = due < until and rng.random() < 0.6
            goal = self.goals.add(
                plan, field, phrase.text, phrase.measure, due, due if is_reached else None
            )
            goals.append((goal, field))
            for place, (text, bearer, name) in enumerate(phrase.steps, 1):
                step_due = begun + timedelta(days=30 * place)
                is_done = step_due < until and (is_reached or rng.random() < 0.6)
                self.steps.add(goal, text, bearer, name, step_due, step_due if is_done else None)
        return tuple(goals)

    def _reminders(self, case: int, holder: str, opened: date, closes: date) -> None:
        rng = self.rng
        if closes > self.on and rng.random() < 0.6:
            due = self.on + timedelta(days=rng.randint(-10, 45))
            self.reminders.add(case, rng.choice(REMINDERS), max(due, opened), None, "")
        done = opened + timedelta(days=rng.randint(14, 300))
        if done < min(closes, self.on):
            self.reminders.add(case, rng.choice(REMINDERS), done, done, holder)


def _afternoon(day: date) -> datetime:
    return datetime.combine(day, time(15), tzinfo=UTC)
