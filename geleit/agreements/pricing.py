# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the carrier is paid: four price models, instalments, overruns, forecasts. Pure.

Money is `Decimal` in euro with whole cents. Every figure comes with the lines that make it, so
that it can be explained to a council (a rise that nobody could explain cost others an agreement).

The four models are those of published agreements: a fixed sum; actual cost with an overhead
percentage, each with its cap; a grant for each full post with a top-up; a share of the cost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
HUNDRED = Decimal(100)
MONTHS = 12

Key = TypeVar("Key")


def cents(amount: Decimal) -> Decimal:
    """Round to whole cents, half a cent away from zero, as merchants do (DIN 1333)."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def split(amount: Decimal, weights: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """Divide an amount by weights so that the parts add up to it, to the cent.

    Every part is rounded down first; the cents that are left go to the largest remainders, and
    among equals to the one that was named first (Hare–Niemeyer). A negative amount (a refund) is
    divided like its opposite. Raises ValueError when there is nothing to divide by.
    """
    total = sum(weights.values(), Decimal(0))
    if total <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("Weights must not be negative, and at least one must be positive.")
    if amount != cents(amount):
        raise ValueError("An amount has whole cents.")
    sign = -1 if amount < 0 else 1
    exact = {key: abs(amount) * weight / total for key, weight in weights.items()}
    parts = {key: part.quantize(CENT, ROUND_FLOOR) for key, part in exact.items()}
    left = int((abs(amount) - sum(parts.values(), Decimal(0))) / CENT)
    by_remainder = sorted(exact, key=lambda key: parts[key] - exact[key])
    for key in by_remainder[:left]:
        parts[key] += CENT
    return {key: sign * part for key, part in parts.items()}


@dataclass(frozen=True)
class Cost:
    """What a period did cost the carrier, in euro."""

    personnel: Decimal = NOTHING  # gross, the employer's share included
    material: Decimal = NOTHING  # travel, telephone, material, training
    own_income: Decimal = NOTHING  # grants of others, donations

    @property
    def whole(self) -> Decimal:
        return self.personnel + self.material

    @property
    def deficit(self) -> Decimal:
        """What no other income covers; never less than nothing."""
        return max(self.whole - self.own_income, NOTHING)


@dataclass(frozen=True)
class Line:
    """One step of the sum, in words and euro."""

    text: str
    amount: Decimal


@dataclass(frozen=True)
class Remuneration:
    """What is to be paid for a period, from which lines, and what nobody has agreed to pay."""

    lines: tuple[Line, ...]
    overrun: Decimal = NOTHING  # cost beyond a cap: to be split or borne by the carrier

    @property
    def due(self) -> Decimal:
        return sum((line.amount for line in self.lines), NOTHING)


@dataclass(frozen=True)
class FixedSum:
    """Model A: a sum for the year, whatever it costs; no further claims."""

    yearly: Decimal

    def remuneration(self, cost: Cost, posts: Decimal) -> Remuneration:
        overrun = max(cost.deficit - self.yearly, NOTHING)
        return Remuneration((Line(_("Vereinbarte Jahressumme"), self.yearly),), overrun)


@dataclass(frozen=True)
class ActualCost:
    """Model B: actual personnel cost and an overhead percentage on it, each with its cap.

    Material cost is paid as it is where the agreement says that it is extra.
    """

    overhead_percent: Decimal
    cost_cap: Decimal | None = None
    overhead_cap: Decimal | None = None
    pays_material: bool = True

    def remuneration(self, cost: Cost, posts: Decimal) -> Remuneration:
        personnel = _capped(cost.personnel, self.cost_cap)
        wanted = cents(cost.personnel * self.overhead_percent / HUNDRED)
        overhead = _capped(wanted, self.overhead_cap)
        lines = [
            Line(_("Personalkosten"), personnel),
            Line(_("Verwaltungskosten"), overhead),
        ]
        if self.pays_material:
            lines.append(Line(_("Sachkosten"), cost.material))
        return Remuneration(tuple(lines), cost.personnel - personnel)


@dataclass(frozen=True)
class GrantAndTopUp:
    """Model C: a fixed grant for each full post and year, and what another body adds to it.

    `top_up_limit` is paid up to the actual personnel cost that the grant leaves open; the lump
    sum for material is paid in any case.
    """

    grant: Decimal
    top_up_limit: Decimal = NOTHING
    material_lump_sum: Decimal = NOTHING

    def remuneration(self, cost: Cost, posts: Decimal) -> Remuneration:
        grant = cents(self.grant * posts)
        open_cost = max(cost.personnel - grant, NOTHING)
        top_up = min(open_cost, cents(self.top_up_limit * posts))
        lines = (
            Line(_("Zuwendung je Vollzeitstelle"), grant),
            Line(_("Aufstockung der Personalkosten"), top_up),
            Line(_("Sachkostenpauschale"), cents(self.material_lump_sum * posts)),
        )
        return Remuneration(lines, open_cost - top_up)


@dataclass(frozen=True)
class ShareOfCost:
    """Model D: a share of the employer's cost, or of the deficit that other income leaves."""

    percent: Decimal
    of_deficit: bool = False

    def remuneration(self, cost: Cost, posts: Decimal) -> Remuneration:
        base = cost.deficit if self.of_deficit else cost.whole
        text = _("Anteil am Fehlbetrag") if self.of_deficit else _("Anteil an den Kosten")
        return Remuneration((Line(text, cents(base * self.percent / HUNDRED)),))


PriceModel = FixedSum | ActualCost | GrantAndTopUp | ShareOfCost


def _capped(amount: Decimal, cap: Decimal | None) -> Decimal:
    return amount if cap is None else min(amount, cap)


def for_months(yearly: Decimal, months: int) -> Decimal:
    """Return the part of a yearly sum for some months of the year."""
    if not 0 <= months <= MONTHS:
        raise ValueError("A year has twelve months.")
    return cents(yearly * months / MONTHS)


def instalments(amount: Decimal, due: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """Divide a sum into instalments (Abschläge) by their percentages, or what is left of those.

    The parts add up to the sum, to the cent. Raises ValueError where no percentage is above nothing.
    """
    parts = split(amount, {number: percent for number, (_day, percent) in enumerate(due)})
    return [(day, parts[number]) for number, (day, _percent) in enumerate(due)]


@dataclass(frozen=True)
class Adjustment:
    """A yearly adjustment: from its day on a sum is that much higher."""

    from_day: date
    percent: Decimal = Decimal(0)
    amount: Decimal = NOTHING  # added after the percentage
    reason: str = ""


def adjusted(yearly: Decimal, adjustments: Sequence[Adjustment], *, on: date) -> Decimal:
    """Return the yearly sum as it stands on a day; each adjustment builds on the one before."""
    for adjustment in sorted(adjustments, key=lambda each: each.from_day):
        if adjustment.from_day <= on:
            yearly = cents(yearly * (1 + adjustment.percent / HUNDRED)) + adjustment.amount
    return yearly


@dataclass(frozen=True)
class PayRise:
    """A rise of the pay scale, in force from the first of a month (1 to 12)."""

    from_month: int
    percent: Decimal


def forecast(
    actual_by_month: Sequence[Decimal], *, planned_monthly: Decimal, rises: Sequence[PayRise] = ()
) -> list[Decimal]:
    """Return the personnel cost of twelve months: what is booked, then what is to be expected.

    A month that is booked stays as it is. The months after it cost the planned sum, raised by
    every rise that is in force by then; rises multiply.
    """
    months = list(actual_by_month)
    if len(months) > MONTHS:
        raise ValueError("A year has twelve months.")
    for month in range(len(months) + 1, MONTHS + 1):
        factor = Decimal(1)
        for rise in rises:
            if rise.from_month <= month:
                factor *= 1 + rise.percent / HUNDRED
        months.append(cents(planned_monthly * factor))
    return months


@dataclass(frozen=True)
class Forecast:
    """What a year will cost and what will be paid for it, with and without a rise."""

    cost: Cost
    remuneration: Remuneration


def forecast_year(
    model: PriceModel,
    cost: Cost,
    *,
    posts: Decimal,
    actual_by_month: Sequence[Decimal],
    planned_monthly: Decimal,
    rises: Sequence[PayRise] = (),
) -> Forecast:
    """Return the year's cost and remuneration; `cost` brings material cost and own income."""
    months = forecast(actual_by_month, planned_monthly=planned_monthly, rises=rises)
    whole = replace(cost, personnel=sum(months, NOTHING))
    return Forecast(whole, model.remuneration(whole, posts))
