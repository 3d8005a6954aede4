# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many fictional persons with plausible case work over years, from a seed.

Towns of different size have agreements with the example's carrier. Month by month households come,
are advised, and leave after one to four years; rows are written in the order in which they would
have come about. About ten contacts for each person, about ninety open cases for each worker.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.demo import families
from geleit.demo.casework import ActiveCase, Casework
from geleit.demo.families import UKRAINE_FROM
from geleit.demo.towns import Town, Towns

FIRST_MONTH = date(2020, 1, 1)
SURGE_UNTIL = date(2022, 11, 1)  # many came from Ukraine at once
SHORTEST, LONGEST = 12, 48  # months that a case stays open
CONTACTS_PER_PERSON = 10.05
EARLY_MONTHS, EARLY_FACTOR = 2, 2.2  # more talks at the beginning
Say = Callable[[str], None]


@dataclass(slots=True)
class Arrival:
    """A household to come: how many, in which month, for how many months."""

    size: int
    month: int
    months: int


@dataclass(slots=True)
class Calendar:
    """The months up to the day, each with its working days."""

    on: date
    months: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        month = FIRST_MONTH
        while month <= self.on:
            self.months.append(month)
            month = (month + timedelta(days=31)).replace(day=1)

    def working_days(self, month: date) -> list[date]:
        last = min(self.on, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        days = [month + timedelta(days=n) for n in range((last - month).days + 1)]
        return [day for day in days if day.weekday() < 5] or [last]


@transaction.atomic
def load(*, persons: int, seed: int, on: date, say: Say) -> None:
    """Add that many persons to a database that holds the example; same seed and day, same rows."""
    rng = random.Random(f"geleit {seed}")
    calendar = Calendar(on)
    coming = _arrivals(rng, persons, calendar)
    towns = Towns(persons=persons, on=on)
    work = Casework(rng, towns=towns, on=on)
    rate = CONTACTS_PER_PERSON * persons / sum(_weight(one, calendar) for one in coming)
    active: list[ActiveCase] = []
    queue = iter(coming)
    upcoming = next(queue, None)
    for number, month in enumerate(calendar.months):
        days = calendar.working_days(month)
        while upcoming and upcoming.month == number:
            active.append(_open(rng, work, towns, upcoming, days))
            upcoming = next(queue, None)
        work.month(active, days, rate=rate, early=(EARLY_MONTHS, EARLY_FACTOR))
        towns.month(rng, days)
        active = work.still_open(active, days[-1])
        if month.month == 12 or month == calendar.months[-1]:
            words = {"year": month.year, "cases": work.cases.total, "contacts": work.contacts.total}
            say(_("%(year)s: %(cases)s Fälle, %(contacts)s Kontakte") % words)
    work.finish()


def _arrivals(rng: random.Random, persons: int, calendar: Calendar) -> list[Arrival]:
    sizes = families.sizes(rng, persons)
    shares = [2.2 if UKRAINE_FROM <= month < SURGE_UNTIL else 1.0 for month in calendar.months]
    months = sorted(rng.choices(range(len(shares)), shares, k=len(sizes)))
    return [
        Arrival(size, month, rng.randint(SHORTEST, LONGEST))
        for size, month in zip(sizes, months, strict=True)
    ]


def _weight(arrival: Arrival, calendar: Calendar) -> float:
    """Return for how many usual months of contacts a household will be there."""
    months = min(arrival.months, len(calendar.months) - arrival.month)
    return months + min(months, EARLY_MONTHS) * (EARLY_FACTOR - 1)


def _open(
    rng: random.Random, work: Casework, towns: Towns, arrival: Arrival, days: list[date]
) -> ActiveCase:
    opened = rng.choice(days)
    town: Town = towns.draw(rng)
    household = families.family(rng, size=arrival.size, on=opened)
    closes = opened + timedelta(days=30 * arrival.months + rng.randint(0, 29))
    return work.open(household, town, opened=opened, closes=closes)
