# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fictional households: who lives together, how they are called, what offices know of them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from geleit.cases.enums import BenefitAgency, BirthPrecision, HousingType, StatusKind
from geleit.demo.names import CULTURES, Culture, Name, Naming

SIZES = (45, 15, 13, 13, 8, 4, 2)  # households of 1, 2, 3 … persons in a hundred
MAX_SIZE = len(SIZES)
UKRAINE_FROM = date(2022, 3, 1)
ONLY_YEAR_KNOWN = {"AF": 0.35, "SO": 0.35, "ER": 0.2, "GM": 0.25}  # written as 1 January
IN_OWN_SCRIPT = 0.02
SPELLED_OTHERWISE = 0.06  # within one family

REFUGEE, SUBSIDIARY = StatusKind.PERMIT_25_2_REFUGEE, StatusKind.PERMIT_25_2_SUBSIDIARY
LIKELY_STATUS: dict[str, tuple[StatusKind, ...]] = {
    "SY": (REFUGEE, REFUGEE, SUBSIDIARY, SUBSIDIARY, StatusKind.PERMIT_25_1),
    "ER": (REFUGEE, REFUGEE, SUBSIDIARY, StatusKind.APPLICATION),
    "UA": (StatusKind.PERMIT_24,),
    "AF": (REFUGEE, StatusKind.PERMIT_25_3, SUBSIDIARY, StatusKind.APPLICATION),
    "GM": (StatusKind.TOLERATION, StatusKind.TOLERATION, StatusKind.APPLICATION),
    "NG": (StatusKind.APPLICATION, StatusKind.TOLERATION, StatusKind.PERMIT_25_3),
}
OTHER_STATUS = (
    REFUGEE,
    SUBSIDIARY,
    StatusKind.PERMIT_25_3,
    StatusKind.APPLICATION,
    StatusKind.TOLERATION,
    StatusKind.FICTIONAL,
)
FIRST_HOUSING = (HousingType.MUNICIPAL, HousingType.MUNICIPAL, HousingType.CONTAINER)
LEVELS = ("", "none", "alpha", "A1", "A1", "A2", "A2", "B1", "B2")
WITHOUT_WORK_PERMIT = {StatusKind.APPLICATION, StatusKind.TOLERATION}


@dataclass(slots=True)
class Member:
    family: str
    given: str
    sex: str
    born_on: date | None
    precision: BirthPrecision
    german: str


@dataclass(slots=True)
class Family:
    culture: Culture
    language: str
    status: StatusKind
    benefits: BenefitAgency
    members: list[Member]


def sizes(rng: random.Random, persons: int) -> list[int]:
    """Return household sizes that add up to the number of persons."""
    drawn = []
    while persons > 0:
        size = min(persons, rng.choices(range(1, MAX_SIZE + 1), SIZES)[0])
        drawn.append(size)
        persons -= size
    return drawn


def family(rng: random.Random, *, size: int, on: date) -> Family:
    """Return a household of that size as it comes on the day."""
    culture = _culture(rng, on)
    status = rng.choice(LIKELY_STATUS.get(culture.nationality, OTHER_STATUS))
    benefits = BenefitAgency.JOBCENTER
    if status in WITHOUT_WORK_PERMIT:
        benefits = BenefitAgency.ASYLBLG
    elif rng.random() < 0.15:
        benefits = BenefitAgency.SELF
    return Family(
        culture=culture,
        language=rng.choice(culture.languages),
        status=status,
        benefits=benefits,
        members=_members(rng, culture, size, on),
    )


def _culture(rng: random.Random, on: date) -> Culture:
    if on < UKRAINE_FROM:
        return rng.choices(OTHERS, OTHER_SHARES)[0]
    return rng.choices(CULTURES, LATER_SHARES)[0]


OTHERS = [culture for culture in CULTURES if culture.nationality != "UA"]
OTHER_SHARES = [culture.share for culture in OTHERS]
LATER_SHARES = [2 * c.share if c.nationality == "UA" else c.share for c in CULTURES]


def _members(rng: random.Random, culture: Culture, size: int, on: date) -> list[Member]:
    """Return adults first, then children from the eldest."""
    speller = Speller(rng, use_script=rng.random() < IN_OWN_SCRIPT)
    adults = _adults(rng, culture, size)
    eldest = int(rng.triangular(19, 64, 29))
    mother = max(19, eldest - rng.randint(0, 6))
    ages = [eldest, mother][: len(adults)]
    youngest_parent = min(ages)
    oldest_child = max(0, min(17, youngest_parent - 18))
    children = [rng.randint(0, oldest_child) for _ in range(size - len(adults))]
    children.sort(reverse=True)
    sexes = adults + ["m" if rng.random() < 0.52 else "w" for _ in children]
    names = _names(speller, culture, sexes, len(adults))
    return [
        Member(*name, sex, *_birth(rng, culture, age, on), _german(rng, age))
        for name, sex, age in zip(names, sexes, ages + children, strict=True)
    ]


def _adults(rng: random.Random, culture: Culture, size: int) -> list[str]:
    if size == 1:
        return ["w" if rng.random() < (0.6 if culture.nationality == "UA" else 0.28) else "m"]
    if rng.random() < (0.65 if culture.nationality == "UA" else 0.22):
        return ["w"]
    return ["m", "w"]


class Speller:
    """Spell names as lists do; a household is usually, not always, spelled alike."""

    def __init__(self, rng: random.Random, *, use_script: bool) -> None:
        self.rng, self.use_script = rng, use_script

    def pick(self, names: tuple[Name, ...]) -> Name:
        """Return a name; the first ones of a list are the most common."""
        return names[int(len(names) * self.rng.random() ** 1.6)]

    def spell(self, name: Name) -> str:
        if self.use_script and name.script:
            return name.script
        if self.rng.random() < 0.6:
            return name.spellings[0]
        return self.rng.choice(name.spellings)

    def again(self, name: Name, spelled: str) -> str:
        return self.spell(name) if self.rng.random() < SPELLED_OTHERWISE else spelled


def _names(
    speller: Speller, culture: Culture, sexes: list[str], adults: int
) -> list[tuple[str, str]]:
    """Return family name and given name of each."""
    shared = speller.pick(culture.families)
    spelled = speller.spell(shared)
    fathers_name = ""
    names: list[tuple[str, str]] = []
    for place, sex in enumerate(sexes):
        given = speller.spell(speller.pick(culture.male if sex == "m" else culture.female))
        is_adult = place < adults
        if culture.naming is Naming.FATHER:
            own = speller.spell(speller.pick(culture.male))
            last = own if is_adult else fathers_name or own
            fathers_name = fathers_name or (given if is_adult and sex == "m" else "")
        elif (
            culture.naming is Naming.OWN and place == 1 and is_adult and speller.rng.random() < 0.5
        ):
            last = speller.spell(speller.pick(culture.families))
        else:
            last = speller.again(shared, spelled)
        names.append((last, given))
    return names


def _birth(
    rng: random.Random, culture: Culture, age: int, on: date
) -> tuple[date | None, BirthPrecision]:
    born = on - timedelta(days=int(365.25 * age) + rng.randint(1, 364))
    draw = rng.random()
    if draw < 0.006:
        return None, BirthPrecision.UNKNOWN
    if age >= 16 and draw < ONLY_YEAR_KNOWN.get(culture.nationality, 0.08):
        return born.replace(month=1, day=1), BirthPrecision.ASSUMED
    if draw > 0.995:
        return born.replace(month=1, day=1), BirthPrecision.YEAR
    if draw > 0.992:
        return born.replace(day=1), BirthPrecision.MONTH
    return born, BirthPrecision.DAY


def _german(rng: random.Random, age: int) -> str:
    return rng.choice(LEVELS) if age >= 16 else ""
