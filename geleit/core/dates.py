# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, months and quarters. Pure: today is always passed in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import formats
from django.utils.timezone import localtime


def days_between(first: date, until: date) -> int:
    """Return the number of days from `first` (counted) to `until` (not counted), at least 0."""
    return max(0, (until - first).days)


def day_text(day: date) -> str:
    """Return a day as the language of the screen writes it: 24.09.2019, in English 24 Sep 2019."""
    return formats.date_format(day, "SHORT_DATE_FORMAT")


def moment_text(at: datetime) -> str:
    """Return a moment in our time zone, as the language of the screen writes it."""
    return formats.date_format(localtime(at), "SHORT_DATETIME_FORMAT")


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter (Quartal)."""

    year: int
    number: int  # 1 to 4

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> "Quarter":
        return Quarter.of(self.first_day - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
