# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of money month by month, as a table and as the lines of a drawing. Pure.

All figures add up from the first of January. What the carrier did spend by month is the carrier's
own: without `booked` neither cost nor its forecast is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from geleit.agreements.money_rules import Instalment
from geleit.agreements.pricing import MONTHS, NOTHING, Cost, split

HEIGHT, TOP = 220, 20  # pixels


@dataclass(frozen=True)
class MoneyMonth:
    """What has come together by the end of a month; None is what nobody knows or may read."""

    last_day: date
    agreed: Decimal
    instalments: Decimal
    paid: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None


@dataclass(frozen=True)
class Segment:
    """A piece of a line; `x` in percent of the width, `y` in pixels from above."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Curve:
    label: str
    dash: str
    width: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Drawing:
    curves: tuple[Curve, ...]
    top: Decimal  # euro at the upper edge
    height: int = HEIGHT
    top_edge: int = TOP


def months_of_money(
    year: int,
    *,
    months: range,
    due: Decimal,
    instalments: Sequence[Instalment],
    payments: Sequence[tuple[date, Decimal]],
    on: date,
    booked: Mapping[int, Cost] | None = None,
    expected: Decimal = NOTHING,
) -> list[MoneyMonth]:
    """Return twelve months. What is agreed comes evenly, in the months of the agreement.

    `expected` is the whole cost of the year; what is not booked yet is spread over the months that
    are left, to the cent.
    """
    even = split(due, dict.fromkeys(months, Decimal(1))) if months else {}
    left = [month for month in months if month not in (booked or {})]
    spent = sum((cost.whole for cost in (booked or {}).values()), NOTHING)
    rest = split(expected - spent, dict.fromkeys(left, Decimal(1))) if left else {}
    last_booked = max(booked or {}, default=0)
    found = []
    for month in range(1, MONTHS + 1):
        end = _last_day(year, month)
        by_then = range(1, month + 1)
        cost = sum((one.whole for key, one in (booked or {}).items() if key in by_then), NOTHING)
        to_come = sum((rest.get(key, NOTHING) for key in by_then), NOTHING)
        knows, is_past = booked is not None, date(year, month, 1) <= on
        found.append(
            MoneyMonth(
                last_day=end,
                agreed=sum((even.get(key, NOTHING) for key in by_then), NOTHING),
                instalments=sum((one.amount for one in instalments if one.due_on <= end), NOTHING),
                paid=sum((sum_ for day, sum_ in payments if day <= end), NOTHING)
                if is_past
                else None,
                actual=cost if knows and month <= last_booked else None,
                forecast=cost + to_come if knows and month >= last_booked else None,
            )
        )
    return found


def drawing(found: Sequence[MoneyMonth]) -> Drawing | None:
    """Return the lines, or None where there is nothing to draw."""
    series = (
        (_("vereinbart"), "", 1, [one.agreed for one in found]),
        (_("Abschläge"), "2 4", 2, [one.instalments for one in found]),
        (_("gezahlt"), "", 4, [one.paid for one in found]),
        (_("Kosten"), "12 4", 3, [one.actual for one in found]),
        (_("Kosten, Ausblick"), "4 6", 3, [one.forecast for one in found]),
    )
    top = max((value for *_rest, values in series for value in values if value), default=NOTHING)
    if top <= 0:
        return None
    curves = [
        Curve(label, dash, width, _segments(values, top)) for label, dash, width, values in series
    ]
    return Drawing(tuple(curve for curve in curves if curve.segments), top)


def _segments(values: Sequence[Decimal | None], top: Decimal) -> tuple[Segment, ...]:
    """Join what is known from month to month; a line that begins in January begins at nothing."""
    points: list[tuple[int, Decimal | None]] = list(enumerate(values, start=1))
    if values[0] is not None:
        points.insert(0, (0, NOTHING))
    return tuple(
        Segment(_x(month), _y(value, top), _x(following), _y(next_value, top))
        for (month, value), (following, next_value) in pairwise(points)
        if value is not None and next_value is not None
    )


def _x(month: int) -> str:
    return f"{month * 100 / MONTHS:.2f}"


def _y(value: Decimal, top: Decimal) -> str:
    room = HEIGHT - 2 * TOP
    return f"{HEIGHT - TOP - max(value, NOTHING) / top * room:.1f}"


def _last_day(year: int, month: int) -> date:
    return date.fromordinal(date(year + month // MONTHS, month % MONTHS + 1, 1).toordinal() - 1)
