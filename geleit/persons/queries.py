# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what is known about the persons of a case that was narrowed to its reader."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Subquery

from geleit.cases.models import Case, Person, PersonName, ResidenceStatus
from geleit.cases.partial_days import partial_text
from geleit.persons.enums import HistoryKind
from geleit.persons.models import (
    ContactChannel,
    HistoryEntry,
    HouseholdMembership,
    PersonCode,
    Vulnerability,
)
from geleit.persons.rules import told_apart
from geleit.together.queries import has_former


def members_of(case: Case, reader: Any, *, statuses: Any = None) -> Any:
    """Return the persons of the household with all that the file says of each; six queries.

    Each gets `role`, `left_on` and `left_how` of the household, the name in her own script, and
    whether there is a note on vulnerability that this reader may open. `statuses`: where a page
    asks more of them than the row says.
    """
    rows = HouseholdMembership.unguarded.filter(
        person=OuterRef("pk"), household=OuterRef("household")
    ).order_by(F("left_on").desc(nulls_first=True), "-pk")
    names = PersonName.unguarded.filter(person=OuterRef("pk"), kind="original")
    notes = Vulnerability.unguarded.readable_in(case, reader)
    notes = notes.filter(person=OuterRef("pk"), ended_on=None)
    titles = ResidenceStatus.objects.all() if statuses is None else statuses
    return (
        case.household.persons.annotate(
            role=Subquery(rows.values("role")[:1]),
            left_on=Subquery(rows.values("left_on")[:1]),
            left_how=Subquery(rows.values("left_how")[:1]),
            own_given=Subquery(names.values("given_names")[:1]),
            own_family=Subquery(names.values("family_name")[:1]),
            has_note=Exists(notes),
        )
        .prefetch_related(
            Prefetch("statuses", titles.order_by("-is_current", F("valid_until").desc(), "-pk")),
            Prefetch("codes", PersonCode.unguarded.order_by("pk")),
            Prefetch("channels", ContactChannel.unguarded.standing().order_by("pk")),
            Prefetch("history", HistoryEntry.unguarded.standing().order_by("begins_on", "pk")),
        )
        .order_by(F("born_on").asc(nulls_last=True), "pk")
    )


def own_name(person: int | None) -> str:
    """Return the name of somebody in her own script, empty where nobody noted it."""
    found = PersonName.unguarded.filter(person=person, kind="original").first()
    return f"{found.given_names} {found.family_name}".strip() if found else ""


def labels_of(persons: Iterable[Person]) -> dict[int, str]:
    """Return the name of each person, with the date of birth where two share one."""
    return told_apart(
        (person.pk, person.full_name, partial_text(person.born_on, person.birth_precision))
        for person in persons
    )


def former() -> Any:
    """Return the predicate for persons who left the household in which they stand, or died."""
    here = HouseholdMembership.unguarded.filter(person=OuterRef("pk"))
    here = here.filter(household=OuterRef("household"))
    return Exists(here.exclude(left_on=None)) & ~Exists(here.filter(left_on=None))


def present_members(case: Case) -> dict[int, str]:
    """Return who belongs to the household today, by number, told apart."""
    return labels_of(case.household.persons.exclude(former()).order_by("born_on", "pk"))


def memberships_of(case: Case) -> list[HouseholdMembership]:
    """Return what is noted of coming and going, the latest first."""
    rows = HouseholdMembership.unguarded.filter(household=case.household_id)
    return list(rows.order_by(F("left_on").desc(nulls_last=True), "-joined_on", "-pk"))


def present_entries(person: Person, *, on: date) -> list[HistoryEntry]:
    """Return the entries that hold on the day, one of each kind but levels; history is loaded."""
    found: dict[str, HistoryEntry] = {}
    for entry in person.history.all():  # type: ignore[attr-defined]
        begun = entry.begins_on is None or entry.begins_on <= on
        if entry.kind != HistoryKind.LEVEL and begun and is_going_on(entry, on=on):
            found[entry.kind] = entry
    return [found[kind] for kind in HistoryKind.values if kind in found]


def is_going_on(entry: HistoryEntry, *, on: date) -> bool:
    return entry.ends_on is None or entry.ends_on >= on


def of_person(person: Person) -> dict[str, Any]:
    """Return what the sheet of a person shows beside her own columns."""
    history: dict[str, list[HistoryEntry]] = {kind: [] for kind in HistoryKind.values}
    entries = HistoryEntry.unguarded.filter(person=person)
    entries = entries.annotate(has_former=has_former(HistoryEntry))
    for entry in entries.order_by(F("begins_on").desc(nulls_last=True), "-pk"):
        history[entry.kind].append(entry)
    channels = list(
        channels_of(person).annotate(has_former=has_former(ContactChannel)).order_by("pk")
    )
    groups = [
        (HistoryKind(kind), [row for row in rows if row.removed_on is None])
        for kind, rows in history.items()
    ]
    return {
        "names": list(PersonName.unguarded.filter(person=person).order_by("kind", "pk")),
        "codes": list(PersonCode.unguarded.filter(person=person).order_by("pk")),
        "channels": [row for row in channels if row.removed_on is None],
        "removed_channels": [row for row in channels if row.removed_on],
        "groups": groups,
        "removed": [row for rows in history.values() for row in rows if row.removed_on],
        "statuses": list(
            person.statuses.annotate(has_former=has_former(ResidenceStatus)).order_by(
                "-is_current", F("valid_until").desc(), "-pk"
            )
        ),
    }


def entries_of(case: Case, person: Person) -> Any:
    """Return all entries of the person, those taken out too, for their own pages."""
    return HistoryEntry.unguarded.filter(person=person, person__household=case.household_id)


def names_of(person: Person) -> Any:
    return PersonName.unguarded.filter(person=person)


def channels_of(person: Person) -> Any:
    return ContactChannel.unguarded.filter(person=person)


def history_in(case: Case, kinds: Iterable[str]) -> Any:
    rows = HistoryEntry.unguarded.standing()
    return rows.filter(person__household=case.household_id, kind__in=[str(kind) for kind in kinds])


def memberships_in(case: Case) -> Any:
    return HouseholdMembership.unguarded.filter(household=case.household_id)
