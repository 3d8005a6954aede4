# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a command tells of people who were here or may be: rows, and the cases that its reader sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Entry, record_many
from geleit.cases.models import Case
from geleit.intake.likely.matching import cases_meant
from geleit.intake.planned import Plan, PlannedRow
from geleit.intake.returning.enums import Again
from geleit.intake.returning.queries import returning

CHUNK = 500
UNNAMED = "…"


@dataclass(frozen=True)
class Told:
    """A household of a list on which somebody has to decide."""

    row: int
    is_certain: bool  # a list had brought it; else it only looks alike
    case: Case | None  # the last one, where this reader sees it


def households_to_decide(
    plan: Plan, agreement: CooperationAgreement, user: User | None
) -> list[Told]:
    """Return the households that have a former case here and no running one, by row.

    Without a reader no case is named. Whoever was left as she is before is left out.
    """
    known = returning(plan.returning, agreement, user)
    likely = [one for one in plan.likely if not one.person]
    former = cases_meant((one.home for one in likely), agreement)
    found = [
        Told(one.row, is_certain=True, case=one.case) for one in known if one.chosen != Again.LEAVE
    ]
    found += [Told(one.row, is_certain=False, case=former.get(one.home)) for one in likely]
    seen = _seen((one.case.number for one in found if one.case), user)
    told = [replace(one, case=seen.get(one.case.number) if one.case else None) for one in found]
    return sorted(told, key=lambda one: one.row)


def as_seen_by(user: User | None, plan: Plan) -> Plan:
    """Return the plan; where a row names a case that this reader does not see, without its number."""
    seen = _seen((row.near for row in plan.rows if row.near), user)
    rows = tuple(
        row if not row.near or row.near in seen else _without_number(row) for row in plan.rows
    )
    return replace(plan, rows=rows)


def _without_number(row: PlannedRow) -> PlannedRow:
    marks = (replace(mark, message=mark.message.replace(row.near, UNNAMED)) for mark in row.marks)
    return replace(row, near="", marks=tuple(marks))


def record_told(told: Iterable[Told], *, by: User) -> None:
    """Note of whose files something was told."""
    cases = {one.case.pk: one.case for one in told if one.case}
    record_many([Entry(by, "case-read", case, {"part": "list"}, case) for case in cases.values()])


def _seen(numbers: Iterable[str], user: User | None) -> dict[str, Case]:
    """Return by number the cases that this reader sees."""
    asked, seen = sorted(set(numbers)), dict[str, Case]()
    if user is None:
        return seen
    for start in range(0, len(asked), CHUNK):
        rows = Case.objects.visible_to(user).filter(number__in=asked[start : start + CHUNK])
        seen |= {case.number: case for case in rows}
    return seen
