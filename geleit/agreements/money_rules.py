# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of money: what it will cost, what is due, what was paid, who bears an overrun. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from geleit.agreements.enums import PriceModelKind
from geleit.agreements.pricing import (
    HUNDRED,
    MONTHS,
    NOTHING,
    ActualCost,
    Adjustment,
    Cost,
    FixedSum,
    GrantAndTopUp,
    PayRise,
    PriceModel,
    Remuneration,
    ShareOfCost,
    adjusted,
    cents,
    for_months,
    forecast,
    instalments,
    split,
)
from geleit.core.problems import Problem

NEEDED = {
    PriceModelKind.FIXED: ("yearly",),
    PriceModelKind.ACTUAL: ("percent",),
    PriceModelKind.GRANT: ("posts", "grant"),
    PriceModelKind.SHARE: ("percent",),
}
# what a price model reckons with; euro a year unless a percentage or a count of posts
COUNTS = {
    PriceModelKind.FIXED: ("yearly",),
    PriceModelKind.ACTUAL: ("percent", "cost_cap", "overhead_cap", "pays_material"),
    PriceModelKind.GRANT: ("posts", "grant", "top_up_limit", "material_lump_sum"),
    PriceModelKind.SHARE: ("percent", "of_deficit"),
}


def terms_problems(terms: Mapping[str, Any]) -> list[Problem]:
    """Say what a price model lacks, and which percentages do not make 100."""
    text = _("Dieses Preismodell braucht die Angabe.")
    problems = [Problem(name, text) for name in NEEDED[terms["kind"]] if terms.get(name) is None]
    if terms["kind"] == PriceModelKind.FIXED and terms.get("yearly") == 0:
        problems.append(Problem("yearly", _("Die Jahressumme muss größer als null sein.")))
    if terms["kind"] == PriceModelKind.GRANT and terms.get("posts") == 0:
        problems.append(Problem("posts", _("Die Zahl der Stellen muss größer als null sein.")))
    text = _("Die Prozente müssen zusammen 100 ergeben.")
    for name in ("instalments", "overrun"):
        rows = terms.get(name) or []
        if rows and sum(Decimal(row[-1]) for row in rows) != HUNDRED:
            problems.append(Problem(name, text))
    return problems


@dataclass(frozen=True)
class Scenario:
    """A year's end as it is to be expected, and who pays."""

    cost: Cost
    remuneration: Remuneration
    bearers: tuple[tuple[str, Decimal], ...]  # of the overrun, to the cent


@dataclass(frozen=True)
class Instalment:
    """One instalment of the year (Abschlag); a negative one is to be paid back."""

    due_on: date
    amount: Decimal
    is_due: bool
    paid: Decimal = NOTHING

    @property
    def is_paid(self) -> bool:
        return self.paid == self.amount

    @property
    def open(self) -> Decimal:
        return self.amount - self.paid


def price_model(
    terms: Mapping[str, Any], adjustments: Sequence[Adjustment], *, year: int, months: range
) -> tuple[PriceModel, Decimal]:
    """Return the model for the months of one year in which the agreement runs, and the posts.

    Yearly sums count by the month; an adjustment counts from the month after whose first day it
    begins. Posts are those of the months: half a year of a post is half a post.
    """
    part = len(months)

    def by_month(yearly: Decimal) -> Decimal:
        days = [date(year, month, 1) for month in months]
        whole = sum((adjusted(yearly, adjustments, on=day) for day in days), NOTHING)
        return cents(whole / MONTHS)

    kind, posts = terms["kind"], Decimal(terms["posts"] or 0)
    if kind == PriceModelKind.FIXED:
        return FixedSum(by_month(terms["yearly"])), posts
    if kind == PriceModelKind.ACTUAL:
        caps = {
            name: None if terms[name] is None else for_months(terms[name], part)
            for name in ("cost_cap", "overhead_cap")
        }
        pays = terms["pays_material"]
        return ActualCost(overhead_percent=terms["percent"], pays_material=pays, **caps), posts
    if kind == PriceModelKind.GRANT:
        lump, limit = terms["material_lump_sum"], terms["top_up_limit"]
        grant = by_month(terms["grant"])
        found = GrantAndTopUp(grant, for_months(limit, part), for_months(lump, part))
        return found, posts
    return ShareOfCost(terms["percent"], of_deficit=terms["of_deficit"]), posts


def year_end(
    model: PriceModel,
    posts: Decimal,
    booked: Mapping[int, Cost],
    *,
    months: range,
    planned_monthly: Decimal | None = None,
    rises: Sequence[PayRise] = (),
    overrun: Sequence[Sequence[str]] = (),
    carrier: str = "",
) -> Scenario:
    """Return the year's end from what is booked and what the other months are planned to cost.

    Without a plan a month costs what the booked ones did on average; material likewise. Other
    income counts only where it is booked.
    """
    if planned_monthly is None:
        planned_monthly = average([cost.personnel for cost in booked.values()])
    last = max(booked, default=months.start - 1)
    actual = [
        (booked[month].personnel if month in booked else planned_monthly)
        if month in months
        else NOTHING
        for month in range(1, last + 1)
    ]
    whole_year = forecast(
        [*actual, *[NOTHING] * (months.start - 1 - len(actual))],
        planned_monthly=planned_monthly,
        rises=rises,
    )
    material = [cost.material for cost in booked.values()]
    missing = len([month for month in months if month not in booked])
    cost = Cost(
        personnel=sum((whole_year[month - 1] for month in months), NOTHING),
        material=sum(material, NOTHING) + average(material) * missing,
        own_income=sum((cost.own_income for cost in booked.values()), NOTHING),
    )
    remuneration = model.remuneration(cost, posts)
    return Scenario(cost, remuneration, bearers(remuneration.overrun, overrun, carrier))


def average(amounts: Sequence[Decimal]) -> Decimal:
    return cents(sum(amounts, NOTHING) / len(amounts)) if amounts else NOTHING


def bearers(
    amount: Decimal, shares: Sequence[Sequence[str]], carrier: str
) -> tuple[tuple[str, Decimal], ...]:
    """Divide an overrun among those who agreed to bear it, else it is the carrier's."""
    if not amount:
        return ()
    weights = {name: Decimal(percent) for name, percent in shares} or {carrier: HUNDRED}
    return tuple(split(amount, weights).items())


def instalments_of(
    due: Decimal,
    plan: Sequence[Sequence[Any]],
    *,
    year: int,
    on: date,
    paid: Decimal = NOTHING,
    runs: tuple[date, date | None] | None = None,
    settled: Mapping[date, Decimal] | None = None,
) -> list[Instalment]:
    """Return the year's instalments with their days; those up to today are due.

    `runs` is the agreement's first and last day: nothing is due before it begins or after it has
    ended. `settled` are those that were paid whole or due, as they were then: they stay, and what
    has changed since is divided among the others, to the cent. What was paid covers the earliest
    instalment first, whatever day it came.
    """
    if not plan:
        return []
    kept = dict(settled or {})
    rest = due - sum(kept.values(), NOTHING)
    days = [one for one in days_of_plan(plan, year=year, runs=runs) if one[0] not in kept]
    if not days and rest:  # all was paid, and the sum has changed since
        days = [(_free_day(date(year, MONTHS, 31), kept), HUNDRED)]
    found = []
    left = max(paid, NOTHING)
    for day, amount in sorted([*kept.items(), *_divided(rest, days)]):
        covered = min(left, max(amount, NOTHING))
        left -= covered
        found.append(Instalment(day, amount, day <= on, covered))
    return found


def days_of_plan(
    plan: Sequence[Sequence[Any]], *, year: int, runs: tuple[date, date | None] | None
) -> list[tuple[date, Decimal]]:
    """Return the days of instalments within the agreement's time, with their weights.

    Where it runs on none of them, one instalment is due on the last day of the year or of its own.
    """
    days = [(date(year, month, day), Decimal(percent)) for month, day, percent in plan]
    if runs is None:
        return days
    begins, ends = runs
    last = min(ends or date.max, date(year, MONTHS, 31))
    return [one for one in days if begins <= one[0] <= last] or [(max(begins, last), HUNDRED)]


def _free_day(day: date, taken: Mapping[date, Decimal]) -> date:
    while day in taken:
        day += timedelta(days=1)
    return day


def _divided(amount: Decimal, days: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """Divide what is not settled; what was paid too much goes back with the last one."""
    if amount < 0:
        return [*((day, NOTHING) for day, _weight in days[:-1]), (days[-1][0], amount)]
    return instalments(amount, days) if days else []


def settled_by(
    paid: Decimal, found: Sequence[Instalment], *, settled: Mapping[date, Decimal]
) -> dict[date, Decimal]:
    """Return the instalments that a sum of payments has paid whole: the kept, then the earliest.

    The kept come first because one before them may have become a refund since.
    """
    kept, left = {}, paid
    for one in sorted(found, key=lambda row: (row.due_on not in settled, row.due_on)):
        amount = settled.get(one.due_on, one.amount)
        if amount < 0 or amount > left:
            break
        if not amount:
            continue
        kept[one.due_on] = amount
        left -= amount
    return kept


def due_by(found: Sequence[Instalment], days: Iterable[date]) -> dict[date, Decimal]:
    """Return those of some days that somebody is asked for by now, paid or not.

    A row that only balances the year is none of them: it stands for what the year still brings.
    """
    asked = set(days)
    return {
        one.due_on: one.amount
        for one in found
        if one.is_due and one.amount > 0 and one.due_on in asked
    }


def months_in_force(begins_on: date, ends_on: date | None, *, year: int) -> range:
    """Return the months of a year in which the agreement is in force, whole months."""
    first = begins_on.month if begins_on.year == year else 1
    last = ends_on.month if ends_on and ends_on.year == year else MONTHS
    if begins_on.year > year or (ends_on and ends_on.year < year):
        return range(1, 1)
    return range(first, last + 1)
