# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the files of persons whom a list may mean."""

from collections.abc import Iterable
from datetime import date

from geleit.cases.models import HousingStay, Person, ResidenceStatus
from geleit.core.eyes import system_eyes
from geleit.intake.likely.onfile import OnFile
from geleit.persons.models import ContactChannel

CHUNK = 500


@system_eyes()
def files_of(persons: Iterable[int]) -> dict[int, OnFile]:
    """Return by person what stands in her file."""
    asked, found = sorted(set(persons)), dict[int, OnFile]()
    for start in range(0, len(asked), CHUNK):
        keys = asked[start : start + CHUNK]
        rows = Person.unguarded.filter(pk__in=keys)
        some = {person.pk: OnFile(person) for person in rows}
        for status in ResidenceStatus.objects.filter(person__in=keys, is_current=True):
            some[status.person_id].status = status
        for way in ContactChannel.unguarded.standing().filter(person__in=keys).order_by("pk"):
            some[way.person_id].ways.setdefault(way.kind, []).append(way.value)
        stays = _stays({one.person.household_id for one in some.values()})
        for one in some.values():
            one.stay = stays.get(one.person.household_id)
        found |= some
    return found


def _stays(homes: Iterable[int]) -> dict[int, HousingStay]:
    """Return by household where it lives, or lived last."""
    rows = HousingStay.objects.filter(household__in=sorted(homes), person=None)
    found: dict[int, HousingStay] = {}
    for stay in sorted(rows, key=lambda row: (row.moved_out_on or date.max, row.pk)):
        found[stay.household_id] = stay
    return found
