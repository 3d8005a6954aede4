# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of files from which deadlines follow, and what is open in one file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q

from geleit.cases.enums import BirthPrecision
from geleit.cases.models import Case, Person, ResidenceStatus
from geleit.deadlines.catalogue import Source
from geleit.deadlines.enums import DeadlineState, FactKind
from geleit.deadlines.models import CaseFact, Deadline, DeadlineChange, IncomingLetter
from geleit.deadlines.tracking.answering import note_who_answers
from geleit.persons.queries import former
from geleit.together.queries import has_former

DONE_SHOWN = 5


def sources_of(cases: Iterable[Case], *, on: date) -> dict[int, list[Source]]:
    """Return the days of each of these files, in a fixed number of queries."""
    cases = list(cases)
    statuses = Prefetch("statuses", ResidenceStatus.objects.filter(is_current=True))
    persons = Person.unguarded.filter(household__in=[case.household_id for case in cases])
    persons = persons.exclude(former())  # nothing more falls due for who died or moved away
    by_household: dict[int, list[Person]] = {}
    for person in persons.prefetch_related(statuses).order_by("pk"):
        by_household.setdefault(person.household_id, []).append(person)
    stays: dict[int, list[Source]] = {}
    for case in Case.unguarded.filter(pk__in=[case.pk for case in cases]).order_by("pk").values_list(
        "household", "household__housing_stays", "household__housing_stays__kind",
        "household__housing_stays__moved_in_on", "household__housing_stays__moved_out_on",
    ):  # fmt: skip
        household, key, kind, moved_in, moved_out = case
        if key and moved_in and moved_out is None:
            stays.setdefault(household, []).append(
                Source("move_in", f"stay:{key}", moved_in, kind=kind)
            )
    facts: dict[int, list[CaseFact]] = {}
    for fact in CaseFact.unguarded.standing().filter(case__in=cases).order_by("pk"):
        facts.setdefault(fact.case_id, []).append(fact)
    return {
        case.pk: _sources(
            by_household.get(case.household_id, []),
            facts.get(case.pk, []),
            stays.get(case.household_id, []),
            on=on,
        )
        for case in cases
    }


def _sources(
    persons: list[Person], facts: list[CaseFact], stays: list[Source], *, on: date
) -> list[Source]:
    known = {person.pk: _traits(person) for person in persons}
    household = frozenset(traits["status"] for traits in known.values() if traits["status"])
    shared: dict[str, Any] = {
        "household": household,
        "with_minor": any(is_minor(p, on=on) for p in persons),
    }
    found = []
    for person in persons:
        traits = known[person.pk] | shared | {"person_id": person.pk}
        for status in person.statuses.all():
            if status.valid_until:
                found.append(
                    Source("status", f"status:{status.pk}", status.valid_until, kind=status.kind,
                           status_id=status.pk, **traits)
                )  # fmt: skip
        if person.born_on and person.birth_precision == BirthPrecision.DAY:
            found.append(Source("birth", f"person:{person.pk}", person.born_on, **traits))
    for fact in facts:
        traits = known.get(fact.person_id or 0) or (known[persons[0].pk] if persons else {})
        mine = traits | shared | {"person_id": fact.person_id}
        found.append(Source("fact", f"fact:{fact.pk}", fact.day, kind=fact.kind, **mine))
        if fact.kind == FactKind.RENT:
            found += _months(fact, on=on)
    agency = max((traits["agency"] for traits in known.values()), default="")
    found += [replace(stay, agency=agency, **shared) for stay in stays]
    if persons:
        found += [replace(each, agency=agency, **shared) for each in _of_the_calendar(on)]
    return found


def _of_the_calendar(on: date) -> list[Source]:
    """Return the days that come for every file: end of the year, next half-year of school."""
    halves = [date(on.year, 2, 1), date(on.year, 8, 1), date(on.year + 1, 2, 1)]
    half = next(day for day in halves if day >= on)
    return [
        Source("year_end", f"year:{on.year}", date(on.year, 12, 31)),
        Source("half_year", f"half:{half}", half),
    ]


def _months(fact: CaseFact, *, on: date) -> list[Source]:
    """Return this month and the next, for what is due in every one."""
    this = max(on, fact.day).replace(day=1)
    months = (this, (this + timedelta(days=32)).replace(day=1))
    return [
        Source("month", f"month:{fact.pk}:{day:%Y-%m}", day) for day in months if day >= fact.day
    ]


def is_minor(person: Person, *, on: date) -> bool:
    """Return whether somebody is under 18; where only the year is known, it may be so."""
    born = person.born_on
    return bool(born) and (on.year - born.year, on.month, on.day) < (18, born.month, born.day)  # type: ignore[union-attr]


def _traits(person: Person) -> dict:
    current = next(iter(person.statuses.all()), None)
    return {
        "status": current.kind if current else "",
        "agency": person.benefit_agency,
        "born_on": person.born_on if person.birth_precision == BirthPrecision.DAY else None,
    }


@dataclass(frozen=True)
class FileDeadlines:
    """What a case file shows of its deadlines."""

    open: list[Deadline]
    done: list[Deadline]
    facts: list[CaseFact]
    struck: list[CaseFact]  # days that were taken out, of which former wordings are kept


def deadlines_of(case: Case, *, on: date) -> FileDeadlines:
    """Return the deadlines of a case that was narrowed to its reader."""
    rows = Deadline.unguarded.filter(case=case).select_related("person", "owner", "deputy")
    closed = rows.exclude(state=DeadlineState.OPEN).order_by("-closed_on", "-pk")[:DONE_SHOWN]
    facts = CaseFact.unguarded.filter(case=case).select_related("person")
    noted = list(facts.annotate(has_former=has_former(CaseFact)).order_by("day", "pk"))
    open_ones = list(rows.open().order_by("counts_on", "pk"))
    note_who_answers(open_ones, case, on=on)
    return FileDeadlines(
        open=open_ones,
        done=list(closed),
        facts=[fact for fact in noted if fact.removed_on is None],
        struck=[fact for fact in noted if fact.removed_on and fact.has_former],
    )


def history_of(deadline: Deadline) -> list[DeadlineChange]:
    return list(deadline.changes.order_by("at", "pk"))


def letters_of(case: Case) -> list[IncomingLetter]:
    """Return the letters that stand, the newest first; corrected ones are read from those."""
    rows = IncomingLetter.unguarded.filter(case=case, corrected_by=None)
    return list(rows.select_related("person").order_by("-recorded_on", "-pk"))


def open_from_letters(case: Case) -> list[Deadline]:
    """Return what must not be left behind when a case is closed, the most urgent first."""
    rows = Deadline.unguarded.open().filter(case=case).exclude(letter=None)
    return list(rows.select_related("person").order_by("counts_on", "pk"))


def showing(case: Case, *, on: date) -> tuple[list[Deadline], set[int | None]]:
    """Return the open deadlines of which one should know by this day, and the statuses followed."""
    rows = Deadline.unguarded.filter(Q(state=DeadlineState.OPEN) | Q(status__isnull=False))
    rows = rows.filter(case=case).select_related("person").order_by("counts_on", "pk")
    found = list(rows)
    shown = [row for row in found if row.state == DeadlineState.OPEN and row.appears_on <= on]
    return shown, {row.status_id for row in found}
