# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links and decisions on pairs that touch the persons of a list: while they stand, the list stays.

The log does not tell it: a link that was undone leaves everything as before, and its entries remain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from geleit.audit.models import Event
from geleit.cases.models import Case, Person, UnreadValue
from geleit.identity.models import Decision, PersonLink, PossibleDuplicate
from geleit.identity.queries import Pair, pairs
from geleit.intake.models import ImportBatch, ImportedRow

# What people do with pairs, each with its reverse: what stands is asked of the pairs themselves.
ABOUT_PAIRS = ("person-linked", "person-unlinked", "duplicate-decided", "duplicate-asked-anew")
SETTLED = "value-settled"


def _touching(batch: ImportBatch) -> Q:
    rows = ImportedRow.unguarded.filter(batch=batch, is_new=True, person__isnull=False)
    return Q(first__in=rows.values("person")) | Q(second__in=rows.values("person"))


def links(batch: ImportBatch) -> "QuerySet[PersonLink]":
    """Return the links that stand with a person whom the list brought."""
    return PersonLink.unguarded.filter(_touching(batch), undone_at=None)


def told_apart(batch: ImportBatch) -> "QuerySet[PossibleDuplicate]":
    """Return the pairs with such a person of which somebody said that they are two persons.

    Not those with a specially protected case: nobody is asked about them, nor could decide anew.
    """
    rows = PossibleDuplicate.unguarded.filter(_touching(batch), decision=Decision.NOT_SAME)
    cases = Case.unguarded.filter(is_protected=True).values("household")
    persons = Person.unguarded.filter(household__in=cases).values("pk")
    return rows.exclude(Q(first__in=persons) | Q(second__in=persons))


@dataclass(frozen=True)
class Standing:
    """How many links and decisions on pairs keep a list, as far as one reader sees them."""

    links: int
    told_apart: int
    unseen: int = 0


def standing(batch: ImportBatch, user: Any) -> Standing:
    """Return what keeps the list; without a reader all of it. To be asked with the system's eyes."""
    found = list(links(batch).values_list("pk", flat=True))
    apart = list(told_apart(batch).values_list("pk", flat=True))
    if user is None or not (found or apart):
        return Standing(len(found), len(apart))
    seen = PersonLink.unguarded.visible_to(user).filter(pk__in=found).count()
    seen_apart = PossibleDuplicate.unguarded.visible_to(user).filter(pk__in=apart).count()
    unseen = len(found) - seen + len(apart) - seen_apart
    return Standing(seen, seen_apart, unseen)


def cases_seen_by(user: Any, batch: ImportBatch, *, most: int) -> list[list[Case]]:
    """Return of some of these pairs both cases, where this person sees both; with the eyes of the reader."""
    seen_links = PersonLink.unguarded.visible_to(user).filter(pk__in=links(batch).values("pk"))
    seen_pairs = PossibleDuplicate.unguarded.visible_to(user)
    seen_pairs = seen_pairs.filter(pk__in=told_apart(batch).values("pk"))
    found = [*pairs(seen_links.order_by("pk"), user), *pairs(seen_pairs.order_by("pk"), user)]
    return list(filter(None, map(_both, found)))[:most]


def _both(pair: Pair) -> list[Case]:
    cases = [case for _person, case in pair.sides if case]
    return cases if len(cases) == 2 else []


def without_settled_by_links(events: Iterable[Event]) -> list[Event]:
    """Leave out that a link settled a question: it stands and bars the way itself, or it was undone.

    What its undoing opened again and somebody settled since is work.
    """
    events = list(events)
    settled = [int(event.key) for event in events if event.verb == SETTLED]
    if not settled:
        return events
    values = UnreadValue.objects.filter(pk__in=settled)
    persons = values.values("person")
    known = PersonLink.unguarded.filter(Q(first__in=persons) | Q(second__in=persons))
    by_standing, by_undone = (
        _answered(known.filter(undone_at__isnull=is_standing)) for is_standing in (True, False)
    )
    is_open = set(values.filter(settled_on=None).values_list("pk", flat=True))
    by_links = {str(key) for key in by_standing | (by_undone & is_open)}
    return [event for event in events if event.verb != SETTLED or event.key not in by_links]


def _answered(known: "QuerySet[PersonLink]") -> set[int]:
    return {key for keys in known.values_list("answered", flat=True) for key in keys}
