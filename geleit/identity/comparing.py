# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which persons look like one: all at night, a few as soon as they come in. Writes nothing.

Both give the same pairs: whoever shares a key is met in the same blocks, and weighed by how common
her names are here and by what the last night learned from all.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from geleit.cases.models import Case, NameWord, Person, PersonQuerySet
from geleit.cases.queries import COMPARED, LIKELY, record_of, unprotected
from geleit.core.eyes import system_eyes
from geleit.identity.engines import compared
from geleit.identity.models import Decision, LearnedAtNight, PossibleDuplicate
from geleit.names.births import Birth
from geleit.names.keys import part_keys
from geleit.names.records import Learned, Linker, Record, Scored, levels

CHUNK = 400  # values in one query; SQLite takes at most 999 on old builds
Pairs = dict[tuple[int, int], Scored]


@dataclass(frozen=True)
class Found:
    """What a comparison found, by the keys of the persons in their order."""

    persons: int  # that took part
    inside: Pairs  # both at one carrier
    across: list[tuple[int, int]]
    carriers: dict[int, set[int]]
    waiting: set[tuple[int, int]]  # for a decision, and compared once more
    learned: Learned | None = None


@system_eyes()
def among_all() -> Found:
    """Compare everybody with everybody, and what waits for a decision once more."""
    rows = _people(unprotected(Person.unguarded.all()).order_by("pk"))
    waiting = set(_waiting().values_list("first", "second"))
    found, learned = compared([record for record, _home in rows], also=_named(waiting))
    carriers = _carriers({int(record.key): home for record, home in rows})
    inside: Pairs = {}
    across = []
    for pair in found:
        key = _key(pair)
        if carriers[key[0]] & carriers[key[1]]:
            inside[key] = pair
        elif carriers[key[0]] and carriers[key[1]]:
            across.append(key)
    return Found(len(rows), inside, across, carriers, waiting, learned)


@system_eyes()
def with_others(persons: Collection[int]) -> Found:
    """Compare these with the others of their carriers, as the night would.

    Whether another carrier knows somebody is left to the night: nobody learns it by typing a name.
    """
    waiting = set(_waiting_with(persons))
    given = list(_parts_of(unprotected(Person.unguarded.all()), "pk", persons))
    rows = {record.key: (record, home) for record, home in _who_may_meet(given, waiting)}
    asked = {record.key for record, _home in given}
    everybody = unprotected(Person.unguarded.all()).count()
    linker = Linker(
        (record for record, _home in rows.values()), rows=everybody, learned=_learned(everybody)
    )
    met = list(linker.pairs(asked))
    met += linker.named(_named(waiting), met=met)
    homes = {int(one.key): rows[one.key][1] for pair in met for one in pair}
    carriers = _carriers(homes)
    near = (pair for pair in met if carriers[int(pair[0].key)] & carriers[int(pair[1].key)])
    found = linker.weighed(((a, b, levels(a, b)) for a, b in near), LIKELY)
    return Found(len(given), {_key(pair): pair for pair in found}, [], carriers, waiting)


def _waiting() -> QuerySet[PossibleDuplicate]:
    return PossibleDuplicate.unguarded.filter(decision=Decision.OPEN)


def _waiting_with(persons: Collection[int]) -> Iterator[tuple[int, int]]:
    keys = sorted(persons)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        for side in ("first", "second"):
            yield from _waiting().filter(**{f"{side}__in": part}).values_list("first", "second")


def _named(pairs: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in pairs]


def _key(pair: Scored) -> tuple[int, int]:
    one, other = int(pair.a), int(pair.b)
    return min(one, other), max(one, other)


def _people(persons: PersonQuerySet) -> list[tuple[Record, int]]:
    """Return what is compared of these persons, and their households; nothing sealed is opened."""
    rows = persons.only("pk", "household", *COMPARED)
    return [(record_of(person), person.household_id) for person in rows.iterator(chunk_size=2000)]


def _parts_of(
    persons: PersonQuerySet, column: str, values: Iterable[object]
) -> Iterator[tuple[Record, int]]:
    keys = sorted(set(values), key=str)
    for start in range(0, len(keys), CHUNK):
        part = persons.filter(**{f"{column}__in": keys[start : start + CHUNK]})
        yield from _people(part.order_by("pk"))


def _who_may_meet(
    given: list[tuple[Record, int]], waiting: Iterable[tuple[int, int]]
) -> Iterator[tuple[Record, int]]:
    """Give everybody who shares a key of a name or the day of birth with one of these; some twice.

    With them those who wait for a decision, whatever they share by now.
    """
    others = unprotected(Person.unguarded.all())
    keys = sorted(
        {key for one, _home in given for key in part_keys(one.given) | part_keys(one.family)}
    )
    seen = {person for pair in waiting for person in pair}
    for start in range(0, len(keys), CHUNK):
        words = NameWord.unguarded.filter(key__in=keys[start : start + CHUNK])
        seen |= set(words.values_list("person", flat=True))
    births = {record.birth for record, _home in given if record.birth}
    days = sorted({day for birth in births for day in _days(birth)})
    for start in range(0, len(days), CHUNK):
        born = others.filter(born_on__in=days[start : start + CHUNK])
        seen |= set(born.values_list("pk", flat=True))
    yield from _parts_of(others, "pk", seen)
    yield from given


def _days(birth: Birth) -> Iterator[date]:
    """Give the days that share a block with a birth: day and month in either order, or the month."""
    if birth.month and not birth.day:
        length = monthrange(birth.year, birth.month)[1]
        yield from (date(birth.year, birth.month, day) for day in range(1, length + 1))
        return
    yield date(birth.year, birth.month or 1, birth.day or 1)
    if 0 < birth.day <= 12:
        yield date(birth.year, birth.day, birth.month)


def _carriers(homes: dict[int, int]) -> dict[int, set[int]]:
    """Return for each person which carriers have a case of the household; not what went back."""
    of_household: dict[int, set[int]] = {}
    asked = sorted(set(homes.values()))
    for start in range(0, len(asked), CHUNK):
        homes_here = asked[start : start + CHUNK]
        cases = Case.unguarded.filter(household__in=homes_here, handed_back_on=None)
        for household, carrier in cases.values_list("household", "agreement__carrier"):
            of_household.setdefault(household, set()).add(carrier)
    return {person: of_household.get(home, set()) for person, home in homes.items()}


def _learned(persons: int) -> Learned | None:
    """Return what the last night learned, where there are still enough persons to learn from."""
    row = LearnedAtNight.objects.first() if persons >= Linker.LEARNS_FROM else None
    return Learned(row.per_record, row.same) if row else None
