# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan demands and how far along the ladder it stands. Pure."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.plans.enums import Bearer


def next_review(since: date, *, months: int) -> date:
    """Return the day on which the plan is looked at again: the same day `months` later.

    A day that the month does not have becomes its last one, as in § 188 Abs. 3 BGB:
    31 August and six months give 28 February, in a leap year the 29th.
    """
    years, month = divmod(since.month - 1 + months, 12)
    year, month = since.year + years, month + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))


def day_problems(day: date, *, not_before: date, on: date) -> list[Problem]:
    """Return why a plan can not begin, be agreed or be reached on that day, seen from `on`."""
    if day > on:
        return [Problem("future", _("Bitte einen Tag eintragen, der schon war."))]
    if day < not_before:
        text = _("Bitte einen Tag ab dem %(day)s eintragen.") % {"day": day_text(not_before)}
        return [Problem("too-early", text)]
    return []


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder, and its piece of a bar that is BAR_WIDTH units long."""

    bearer: Bearer
    count: int
    x: int
    width: int
    fill: str


BAR_WIDTH = 1000
# From strong to pale; the numbers stand beside the bar, so nobody needs to tell the shades apart.
FILLS = {
    Bearer.PERSON: "#2044aa",
    Bearer.NEAR: "#6b86d6",
    Bearer.CARRIER: "#8f96ad",
    Bearer.MAINSTREAM: "#b9bece",
    Bearer.AUTHORITY: "#dcdfe8",
}


@dataclass(frozen=True)
class Ladder:
    """How the steps of one plan are spread over the ladder. Never used to compare people."""

    rungs: list[Rung]

    @property
    def total(self) -> int:
        return sum(rung.count for rung in self.rungs)

    @property
    def by_person(self) -> int:
        return self.rungs[0].count


def ladder(bearers: Iterable[str]) -> Ladder:
    """Return how many steps stand on each rung; done and open steps count alike."""
    counts = Counter(bearers)
    total = sum(counts[bearer] for bearer in Bearer)
    rungs, before = [], 0
    for bearer in Bearer:
        x = BAR_WIDTH * before // total if total else 0
        before += counts[bearer]
        end = BAR_WIDTH * before // total if total else 0
        rungs.append(Rung(bearer, counts[bearer], x, end - x, FILLS[bearer]))
    return Ladder(rungs)
