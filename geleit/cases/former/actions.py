# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shut the closed files of a carrier whose household another carrier accompanies now.

They show the household as it is today: what is written over there would be read here.
"""

from collections.abc import Iterable
from datetime import date

from geleit.cases.models import Case, CaseQuerySet


def left_behind(
    households: Iterable[int], *, carrier: int, going: Iterable[int] = ()
) -> CaseQuerySet:
    """Return the closed files that this carrier keeps of households it accompanies no longer.

    `going` are the cases that leave it.
    """
    here = Case.unguarded.filter(household__in=households, agreement__carrier=carrier)
    still = here.open().exclude(pk__in=going).values("household")
    closed = here.exclude(closed_on=None).filter(handed_back_on=None)
    found: CaseQuerySet = closed.exclude(household__in=still).order_by("pk")
    return found


def shut(cases: CaseQuerySet, *, on: date) -> list[Case]:
    """Let these files open for nobody, and return them as they stood. For callers that log it."""
    found = list(cases.select_for_update(of=["self"]))
    Case.unguarded.filter(pk__in=[case.pk for case in found]).update(handed_back_on=on, holder=None)
    return found


def open_again(holders: dict[int, int | None], *, team: set[int]) -> list[Case]:
    """Let files open again that were shut; who can hold none today gets none back."""
    found = list(
        Case.unguarded.select_for_update(of=["self"]).filter(pk__in=holders).order_by("pk")
    )
    for case in found:
        holder = holders[case.pk]
        case.handed_back_on, case.holder_id = None, holder if holder in team else None
    Case.unguarded.bulk_update(found, ["handed_back_on", "holder"], batch_size=500)
    return found
