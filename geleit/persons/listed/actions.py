# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The number and the address that lists give for a person: contact channels like all others.

At most one of each kind is from a list. When a later list says otherwise and that is taken, the former
one is crossed out and can be put back; what somebody noted here is left alone. No list brings consent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.audit.models import Entry, record_many
from geleit.cases.models import Case, Person
from geleit.core.bulk import change_many, write_many
from geleit.persons.enums import ChannelKind, ChannelSource
from geleit.persons.models import ContactChannel

KINDS = (ChannelKind.PHONE.value, ChannelKind.EMAIL.value)
PORTION = 500  # keys of one question


@dataclass
class ListedWays:
    """What a list says of one person by kind of channel; nothing said takes the former one out."""

    person: int
    case: Case
    said: dict[str, str]
    before: dict[str, str] = field(default_factory=dict)  # filled when it was taken


@transaction.atomic
def take_many(asked: Iterable[ListedWays], *, by: Any, on: date) -> None:
    """Let the channels say what the list says, all persons together. Their cases are locked."""
    asked = list(asked)
    standing = _standing({one.person for one in asked})
    gone: list[ContactChannel] = []
    new: list[ContactChannel] = []
    cases = {one.person: one.case for one in asked}
    for one in asked:
        for kind, value in one.said.items():
            rows = standing.setdefault((one.person, kind), [])
            listed = [row for row in rows if row.source == ChannelSource.LIST]
            one.before[kind] = listed[0].value if listed else ""
            for row in (row for row in listed if row.value != value):
                rows.remove(row)
                row.removed_on, row.removed_by = on, _who(by)
                gone += [row] if row.pk else []  # else the same list said it a row before
            if value and all(row.value != value for row in rows):
                row = ContactChannel(person_id=one.person, kind=kind, value=value)
                row.source = ChannelSource.LIST
                rows.append(row)
                new.append(row)
    new = [row for row in new if row.removed_on is None]
    change_many(gone, ["removed_on", "removed_by"])
    write_many(new)
    out = {"fields": ["removed_on"]}
    entries = [Entry(by, "channel-changed", row, out, cases[row.person_id]) for row in gone]
    entries += [Entry(by, "channel-added", row, case=cases[row.person_id]) for row in new]
    record_many(entries)


def is_as_left(person: Person, kind: str, *, before: str, after: str) -> bool:
    """Whether the channels still say what a list wrote, and nobody noted a consent since."""
    rows = list(ContactChannel.unguarded.standing().filter(person=person, kind=kind))
    if not after:
        return not any(row.source == ChannelSource.LIST for row in rows)
    return any(row.value == after and (before == after or not row.consent_on) for row in rows)


def give_back(person: Person, kind: str, *, before: str, after: str) -> None:
    """Let the channels say what stood there before a list that is taken back."""
    if before == after:
        return
    rows = ContactChannel.unguarded.filter(person=person, kind=kind)
    listed, standing = rows.filter(source=ChannelSource.LIST), rows.filter(removed_on=None)
    listed.filter(value=after, removed_on=None).delete()
    if not before or standing.filter(value=before).exists():
        return
    former = listed.filter(value=before).exclude(removed_on=None).order_by("pk").last()
    if former is None:
        former = ContactChannel(person=person, kind=kind, value=before, source=ChannelSource.LIST)
    former.removed_on, former.removed_by = None, ""
    former.save()


def _standing(persons: set[int]) -> dict[tuple[int, str], list[ContactChannel]]:
    found: dict[tuple[int, str], list[ContactChannel]] = {}
    for keys in _portions(persons):
        rows = ContactChannel.unguarded.standing().filter(person__in=keys, kind__in=KINDS)
        for row in rows.order_by("pk"):
            found.setdefault((row.person_id, row.kind), []).append(row)
    return found


def _portions(keys: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(sorted(keys))
    while portion := list(islice(waiting, PORTION)):
        yield portion


def _who(by: Any) -> str:
    return str(getattr(by, "name", "") or _("Einlesen der Liste"))[:120]
