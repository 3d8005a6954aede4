# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Households that come back on a list and have no running case: what this reader may know of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.intake.models import ImportBatch
from geleit.intake.returning import rules
from geleit.intake.returning.enums import Again

CHUNK = 500
Found = list[Any]  # row of the list, household, name as the list writes it


@dataclass(frozen=True)
class Returning:
    """One household; `case` is the last one, None where it is not for this reader to know."""

    row: int
    home: int
    name: str
    last: int  # key of the last case, to remember that it was left; never shown
    case: Case | None
    chosen: str = ""

    @property
    def words(self) -> str:
        case = self.case
        if case is None:
            return rules.words(number="", closed_on=None, handed_back_on=None)
        return rules.words(
            number=case.number, closed_on=case.closed_on, handed_back_on=case.handed_back_on
        )

    @property
    def options(self) -> list[Again]:
        case = self.case
        return rules.options(
            is_known=case is not None,
            is_handed_back=case is not None and case.handed_back_on is not None,
            is_protected=case is not None and case.is_protected,
        )


@system_eyes()
def returning(
    found: Iterable[Found],
    agreement: CooperationAgreement,
    user: User | None,
    decisions: Mapping[str, str] | None = None,
) -> list[Returning]:
    """Return the households that have no running case here now, with what was decided on them.

    Neither a protected case nor one that went on to another carrier is named to somebody who does
    not see it. Who was left as she is stays so until her case is another one.
    """
    found = list(found)
    if not found:
        return []
    cases, seen = _cases([home for _row, home, _name in found], user)
    left = left_before(agreement)
    result = []
    for row, home, name in found:
        mine = [case for case in cases[home] if case.agreement_id == agreement.pk]
        if not cases[home] or any(case.closed_on is None for case in mine):
            continue
        last = (mine or cases[home])[-1]
        is_open = mine == cases[home] and all(not c.is_protected or c.pk in seen for c in mine)
        chosen = (decisions or {}).get(str(row), "")
        if not chosen and left.get(str(home)) == last.pk:
            chosen = Again.LEAVE.value
        result.append(Returning(row, home, name, last.pk, last if is_open else None, chosen))
    return result


def _cases(homes: list[int], user: User | None) -> tuple[dict[int, list[Case]], set[int]]:
    """Return the cases of the households in their order, and which this reader sees."""
    cases: dict[int, list[Case]] = defaultdict(list)
    seen: set[int] = set()
    for start in range(0, len(homes), CHUNK):
        rows = Case.unguarded.filter(household__in=homes[start : start + CHUNK])
        for case in rows.order_by("opened_on", "pk"):
            cases[case.household_id].append(case)
        if user and any(case.is_protected for some in cases.values() for case in some):
            seen |= set(rows.visible_to(user).values_list("pk", flat=True))
    return cases, seen


def left_before(agreement: CooperationAgreement) -> dict[str, int]:
    """Return by household which case was left as it is, as the last list remembers it."""
    rows = ImportBatch.unguarded.filter(
        agreement=agreement, taken_over_at__isnull=False, undone_at=None
    )
    last = rows.order_by("-taken_over_at", "-pk").values_list("reading", flat=True).first()
    return dict((last or {}).get("left", {}))
