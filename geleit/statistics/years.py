# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of an agreement: agreed, delivered, and what it comes to when it goes on like this.

The town's figures are put together from what its quarterly statements show anyway, so that the
year tells nothing that a quarter hides.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from geleit.agreements.enums import Unit
from geleit.agreements.models import CooperationAgreement, Mandate, ServiceItem
from geleit.core.dates import Quarter
from geleit.statistics import queries, rules, statements, tables

FULL = 150  # percent at which a bar ends


@dataclass(frozen=True)
class YearLine:
    """One item through a year; `delivered` is None where a quarter of it is protected."""

    number: int
    name: str
    unit: str
    agreed: Decimal
    delivered: Decimal | None
    forecast: Decimal | None

    @property
    def unit_label(self) -> str:
        return str(Unit(self.unit).label)

    def _part(self, amount: Decimal | None) -> int:
        if amount is None or not self.agreed:
            return 0
        return min(FULL, int(Fraction(amount) / Fraction(self.agreed) * 100))

    @property
    def bars(self) -> dict[str, str]:
        """Return widths in percent of the picture: agreed, delivered, forecast."""
        parts = {"agreed": 100, "delivered": self._part(self.delivered)}
        parts["forecast"] = self._part(self.forecast)
        return {name: f"{part * 100 / FULL:.1f}" for name, part in parts.items()}

    @property
    def percent(self) -> int | None:
        """What the forecast is of what was agreed, rounded down."""
        if self.forecast is None or not self.agreed:
            return None
        return int(Fraction(self.forecast) / Fraction(self.agreed) * 100)


def months_of(
    agreement: CooperationAgreement, item: ServiceItem, *, first: date, last: date
) -> Fraction:
    spans = [
        (agreement.in_force_on, agreement.ends_on),
        (item.mandate.begins_on, item.mandate.ends_on),
        (item.valid_from, item.valid_until),
    ]
    part = rules.overlap(first, last, spans)
    return rules.months_in(*part) if part else Fraction(0)


def for_carrier(
    agreement: CooperationAgreement, *, year: int, on: date, beside: Mandate | None = None
) -> list[YearLine]:
    """Return the year as the carrier's lead sees it: counted, not protected."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = rules.counted_until(last=last, on=on)
    counts = tables.count(agreement, first=first, last=last, counted_until=until, beside=beside)
    return [
        _line(agreement, one.item, one.agreed, one.delivered, first=first, last=last, until=until)
        for one in counts.items
    ]


def for_town(agreement: CooperationAgreement, *, year: int, on: date) -> list[YearLine]:
    """Return the year put together from the protected quarters."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = rules.counted_until(last=last, on=on)
    sums: dict[int, Decimal | None] = defaultdict(Decimal)
    for number in range(1, 5):
        quarter = Quarter(year, number)
        if not queries.has_quarter(agreement, quarter, on=on):
            continue
        found = statements.state_of(
            agreement, first=quarter.first_day, last=quarter.last_day, on=on
        )
        for line in found.lines:
            if found.has_begun_counting:
                before = sums[line.item]
                known = before is not None and line.delivered is not None
                sums[line.item] = before + line.delivered if known else None  # type: ignore[operator]
    counts = tables.count(agreement, first=first, last=last, counted_until=first)
    return [
        _line(agreement, one.item, one.agreed, sums[one.item.pk], first=first, last=last,
              until=until)
        for one in counts.items
    ]  # fmt: skip


def _line(
    agreement: CooperationAgreement, item: ServiceItem, agreed: Decimal,
    delivered: Decimal | None, *, first: date, last: date, until: date,
) -> YearLine:  # fmt: skip
    expected = None
    if delivered is not None and until >= first:
        expected = rules.forecast(
            delivered,
            counted=months_of(agreement, item, first=first, last=until),
            whole=months_of(agreement, item, first=first, last=last),
        )
    shown = delivered if until >= first else None
    return YearLine(item.number, item.name, item.unit, agreed, shown, expected)
