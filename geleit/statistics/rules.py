# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an agreed quantity comes to in a stretch of time, and what counts as delivered. Pure.

Quantities are prorated by calendar months: a whole month counts fully, a part of one by its days.
Sums are exact fractions; only the result is rounded, to two places, a half upwards.
"""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

MONTHS = {"month": 1, "quarter": 3, "year": 12}  # by agreements.enums.Period

Span = tuple[date, date | None]  # first and last day, both counted; None is open


def overlap(first: date, last: date, spans: Iterable[Span]) -> tuple[date, date] | None:
    """Return the part of a period, first and last day counted, that lies in every span."""
    for begins_on, ends_on in spans:
        first, last = max(first, begins_on), min(last, ends_on or last)
    return (first, last) if first <= last else None


def months_in(first: date, last: date) -> Fraction:
    """Return how many months a period holds, first and last day counted."""
    if last < first:
        return Fraction(0)
    whole = (last.year - first.year) * 12 + last.month - first.month + 1
    before = Fraction(first.day - 1, days_of_month(first))
    after = Fraction(days_of_month(last) - last.day, days_of_month(last))
    return whole - before - after


def days_of_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def prorated(quantity: Decimal, *, per: str, first: date, last: date) -> Fraction:
    """Return what a quantity per month, quarter or year comes to from first to last day."""
    return Fraction(quantity) * months_in(first, last) / MONTHS[per]


def rounded(number: Fraction | Decimal | int) -> Decimal:
    """Return the number with two places, a half upwards; never for negative numbers."""
    hundredths = int(Fraction(number) * 100 + Fraction(1, 2))
    return Decimal(hundredths).scaleb(-2)


def delivered(*, unit: str, minutes: int, contacts: int, offers: int) -> Decimal:
    """Return the work done in the unit of its item (agreements.enums.Unit)."""
    if unit == "hours":
        return rounded(Fraction(minutes, 60))
    return rounded(contacts if unit == "contacts" else offers)


def share(delivered: Decimal, agreed: Decimal) -> Decimal | None:
    """Return delivered as a part of agreed, two places; None where nothing was agreed.

    Rounded down, so that 1 means all of it and never nearly all.
    """
    if not agreed:
        return None
    return Decimal(int(Fraction(delivered) / Fraction(agreed) * 100)).scaleb(-2)


def counted_until(*, last: date, on: date) -> date:
    """Return the last day that a statement made on a day may count.

    A period that is over counts wholly; one that still runs only up to the end of the last whole
    month, so that looking every day does not show the work of each day.
    """
    return last if last < on else on.replace(day=1) - timedelta(days=1)


def forecast(delivered: Decimal, *, counted: Fraction, whole: Fraction) -> Decimal | None:
    """Return what a period comes to when it goes on as it did; None before anything is counted.

    `counted` and `whole` are months in which the item holds: up to now, and of the whole period.
    """
    if not counted:
        return None
    return rounded(Fraction(delivered) * whole / counted)
