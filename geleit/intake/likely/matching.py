# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows whose persons are likely those of a closed case that no list brought. Looks up, never writes.

Whether they are is asked once for the household: nothing is decided here. Of persons whose household
is here anyway accompanied.py asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.cases.queries import LIKELY
from geleit.core.eyes import system_eyes
from geleit.intake.former import columns_of
from geleit.intake.likely.onfile import as_known
from geleit.intake.likely.queries import files_of
from geleit.intake.planned import CameBack, Plan, PlannedRow, RowState
from geleit.names.reasons import in_words
from geleit.names.records import Levels, Record, why

CHUNK = 500
EXACT = ("equal", "equal", "straight", "equal")


@dataclass(frozen=True)
class Here:
    """Somebody who is here already: how she compares, in which case, in which household."""

    record: Record
    number: str
    home: int


@dataclass(frozen=True)
class Likely:
    """That a row is likely about somebody who is here already."""

    here: Here
    how: Levels
    probability: float

    @property
    def is_likely(self) -> bool:
        """Whether it rests on more than the name alone."""
        return self.probability >= LIKELY

    @property
    def person(self) -> int:
        return int(self.here.record.key)

    @property
    def words(self) -> str:
        if self.how[:4] == EXACT:
            return _("Name und Geburtstag gleich")
        return "; ".join(in_words(why(self.how)))


@system_eyes()
def cases_meant(homes: Iterable[int], agreement: CooperationAgreement) -> dict[int, Case]:
    """Return by household its running case in this agreement, else its last one if all are closed there.

    Whoever has a protected case, one that waits for acceptance, or, without a running one, one that
    was handed back or is another carrier's, is left out: nobody is told of it.
    """
    asked, found = sorted(set(homes)), dict[int, Case]()
    for start in range(0, len(asked), CHUNK):
        rows = Case.unguarded.filter(household__in=asked[start : start + CHUNK])
        some: dict[int, list[Case]] = defaultdict(list)
        for case in rows.select_related("household").order_by("opened_on", "pk"):
            some[case.household_id].append(case)
        for home, cases in some.items():
            if (meant := _meant(cases, agreement)) is not None:
                found[home] = meant
    return found


def _meant(cases: Sequence[Case], agreement: CooperationAgreement) -> Case | None:
    ours = [case for case in cases if case.agreement_id == agreement.pk]
    here = [case for case in ours if case.handed_back_on is None]
    if any(case.is_protected or case.is_waiting for case in cases):
        return None
    running = [case for case in here if case.closed_on is None]
    if running:
        return running[-1]
    return here[-1] if here and len(here) == len(cases) else None


def came_back(
    plan: Plan, likely: Mapping[int, list[Likely]], agreement: CooperationAgreement
) -> tuple[CameBack, ...]:
    """Return the households to ask about; `likely` says by row who may be meant, likeliest first."""
    known = plan.known_homes
    likely = {
        number: more
        for number, some in likely.items()
        if (more := [one for one in some if one.is_likely])
    }
    rows = {
        row.row.number: row
        for row in plan.rows
        if row.row.number in likely and row.state is RowState.NEW and row.household not in known
    }
    homes = {one.here.home for number in rows for one in likely[number]}
    meant = cases_meant(homes - set(known.values()), agreement)
    former = {home: case for home, case in meant.items() if case.closed_on}
    homes_meant = _homes_meant(rows, likely, former.keys())
    pairs = each_once(
        (number, one)
        for number, row in rows.items()
        for one in likely[number]
        if one.here.home == homes_meant.get(row.household)
    )
    if not pairs:
        return ()
    files = files_of(one.person for _number, one in pairs)
    columns = columns_of(plan.mapping.columns)
    first = _first_rows(plan)
    groups: dict[tuple[int, str], list[tuple[int, Likely]]] = defaultdict(list)
    for number, one in pairs:
        if one.person in files:
            groups[one.here.home, _reference(rows[number])].append((number, one))
    found = []
    for (home, _name), members in groups.items():
        households = frozenset(rows[number].household for number, _one in members)
        start = min((first[name] for name in households), key=lambda row: row.row.number)
        name = start.row.name
        found.append(
            CameBack(
                home=home,
                row=start.row.number,
                name=(name.family or name.given) if name else "",
                households=households,
                rows=tuple(
                    as_known(without_mark(rows[number], one), files[one.person], columns)
                    for number, one in members
                ),
                reasons=tuple(
                    _("Zeile {row}: {reasons}").format(row=number, reasons=one.words)
                    for number, one in members
                ),
            )
        )
    return tuple(sorted(found, key=lambda one: one.row))


def _reference(row: PlannedRow) -> str:
    """Return which household of the list a row is asked about with; rows without one are together."""
    return "" if row.household == f"row {row.row.number}" else row.household


def _homes_meant(
    rows: Mapping[int, PlannedRow], likely: Mapping[int, list[Likely]], former: Iterable[int]
) -> dict[str, int]:
    """Return by household of the list which of ours it likeliest is.

    A row counts for the household of the likeliest person alone, and for none where that one is
    accompanied now.
    """
    former = set(former)
    votes: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number, row in rows.items():
        most = likely[number][0].probability
        best = [one for one in likely[number] if one.probability == most]
        if all(one.here.home in former for one in best):
            for home in {one.here.home for one in best}:
                votes[row.household][home] += most
    return {
        household: max(some, key=lambda home: (some[home], -home))
        for household, some in votes.items()
    }


def each_once(pairs: Iterable[tuple[int, Likely]]) -> list[tuple[int, Likely]]:
    """Return who is who, by row; the likeliest pairs come first, and nobody is two persons."""
    taken: set[int] = set()
    found: dict[int, Likely] = {}
    for number, one in sorted(pairs, key=lambda pair: (-pair[1].probability, pair[0])):
        if number not in found and one.person not in taken:
            found[number] = one
            taken.add(one.person)
    return sorted(found.items())


def _first_rows(plan: Plan) -> dict[str, PlannedRow]:
    first: dict[str, PlannedRow] = {}
    for row in plan.rows:
        if row.row.name:
            first.setdefault(row.household, row)
    return first


def without_mark(row: PlannedRow, one: Likely) -> PlannedRow:
    """Ask no more whether she is here already: that is what somebody says of the household."""
    if row.near != one.here.number:
        return row
    return replace(row, near="", marks=row.marks[:-1])
