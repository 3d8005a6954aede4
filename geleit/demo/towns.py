# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fictional towns with their agreements, and as many social workers as their cases need."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.contrib.auth.hashers import make_password

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.enums import Unit
from geleit.agreements.models import CooperationAgreement, Mandate, ServiceItem
from geleit.counselling.models import Offer
from geleit.demo import steinheim
from geleit.demo.bulk import Table
from geleit.demo.names import TOWNS, WORKERS
from geleit.demo.posts import fill
from geleit.demo.steinheim_scope import ITEMS, OWN, put
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.staffing.models import Position, Qualification

PERSONS_PER_TOWN = 2_500
CASES_PER_WORKER = 90  # cities name 80 to 100
BEGIN = date(2020, 1, 1)
# Of a hundred contacts, how many belong to items 1 to 6 of the scope.
ITEM_SHARES = (46, 14, 14, 10, 10, 6)
MINUTES = 41  # mean length of a contact


@dataclass
class Town:
    name: str
    agreement: CooperationAgreement
    items: dict[int, ServiceItem]
    workers: list[User] = field(default_factory=list)
    loads: list[int] = field(default_factory=list)  # open cases of each worker


class Towns:
    """All towns, from the largest to the smallest."""

    def __init__(self, *, persons: int, on: date) -> None:
        self.on = on
        self.password = make_password(steinheim.PASSWORD)
        self.example = CooperationAgreement.objects.get(key=steinheim.KEY)
        self.staff = 0
        count = max(1, round(persons / PERSONS_PER_TOWN))
        weights = [1 / rank for rank in range(1, count + 1)]
        self.reaches = list(accumulate(weights))
        quarters = max(1, (on - BEGIN).days / 91)
        self.towns = [
            self._town(place, 10 * persons * weight / sum(weights) / quarters)
            for place, weight in enumerate(weights)
        ]
        self.offers = Table(
            Offer, "service_item", "held_on", "minutes", "participants", "recorded_by"
        )
        self._town_login(self.towns[0])

    def draw(self, rng: random.Random) -> Town:
        return rng.choices(self.towns, cum_weights=self.reaches)[0]

    def assign(self, town: Town) -> int:
        """Return the worker with the fewest open cases; hire one when all have their fill."""
        if not town.loads or min(town.loads) >= CASES_PER_WORKER:
            town.workers.append(self._hire(town))
            town.loads.append(0)
        place = town.loads.index(min(town.loads))
        town.loads[place] += 1
        return place

    def month(self, rng: random.Random, days: list[date]) -> None:
        """Office hours every Wednesday, a café on the third Thursday."""
        for town in self.towns:
            if not town.workers:
                continue
            by = town.workers[0].pk
            for day in days:
                if day.weekday() == 2:
                    self.offers.add(town.items[7].pk, day, 120, rng.randint(0, 12), by)
                elif day.weekday() == 3 and 15 <= day.day <= 21:
                    self.offers.add(town.items[8].pk, day, 150, rng.randint(6, 30), by)

    def _town(self, place: int, contacts: float) -> Town:
        name = TOWNS[place % len(TOWNS)]
        if place >= len(TOWNS):
            name += f" {place // len(TOWNS) + 1}"
        body = Organisation.objects.create(
            kind=OrganisationKind.MUNICIPALITY,
            name=f"Stadt {name} (erfunden)",
            short_name=name,
            city=name,
            land=steinheim.LAND,
        )
        agreement = CooperationAgreement.objects.create(
            key=f"beispiel-{place + 1:03d}",
            title=f"Kooperationsvereinbarung {name} (erfunden)",
            municipality=body,
            carrier=self.example.carrier,
            county=self.example.county,
            signed_on=BEGIN,
            in_force_on=BEGIN,
            started_on=BEGIN,
            mandate_text="Erfundene Vereinbarung, um viele Fälle zu zeigen.",
            source="Erfunden",
        )
        return Town(name=name, agreement=agreement, items=_scope(agreement, name, contacts))

    def _hire(self, town: Town) -> User:
        """Add a social worker with a full post and her login."""
        self.staff += 1
        first = WORKERS[self.staff % len(WORKERS)].split()[0]
        last = WORKERS[(self.staff // len(WORKERS) + self.staff) % len(WORKERS)].split()[1]
        user = User.objects.create(
            email=f"fachkraft{self.staff:04d}@geleit.example",
            name=f"{first} {last}",
            password=self.password,
        )
        Membership.objects.create(
            user=user, organisation=self.example.carrier, role=Role.SOCIAL_WORKER, starts_on=BEGIN
        )
        post = Position.objects.create(
            agreement=town.agreement,
            organisation=self.example.carrier,
            title="Begleitung in der Anschlussunterbringung",
            full_time_share=Decimal("1.00"),
            qualification=Qualification.SOCIAL_WORK,
        )
        fill(post, user, hired_from=BEGIN, proved_on=date(2019, 12, 2))
        return user

    def _town_login(self, town: Town) -> None:
        user = User.objects.create(
            email="stadt-beispiel@geleit.example", name="Renate Sommer", password=self.password
        )
        Membership.objects.create(
            user=user,
            organisation=town.agreement.municipality,
            role=Role.TOWN,
            starts_on=BEGIN,
        )


def _scope(agreement: CooperationAgreement, name: str, contacts: float) -> dict[int, ServiceItem]:
    """Give the town the items of the example, with quantities for its contacts in a quarter."""
    mandate = Mandate.objects.create(
        agreement=agreement,
        name="Begleitung in der Anschlussunterbringung",
        funding_source=f"Stadt {name}",
        begins_on=BEGIN,
    )
    items = {}
    for item in ITEMS:
        if item.mandate != OWN:
            continue
        quantity = item.quantity
        if item.number <= len(ITEM_SHARES):
            expected = contacts * ITEM_SHARES[item.number - 1] / sum(ITEM_SHARES)
            quantity = max(1, round(expected * (MINUTES / 60 if item.unit == Unit.HOURS else 1)))
        items[item.number] = put(
            item, mandate, agreed_quantity=Decimal(quantity), description="", not_included=""
        )
    return items
