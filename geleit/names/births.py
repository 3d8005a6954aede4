# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do two dates of birth mean one day? Dates known in part, swapped or mistyped included. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class BirthLevel(StrEnum):
    """How two dates of birth lie to each other, from nearest to farthest."""

    EQUAL = "equal"
    EQUAL_NEW_YEAR = "equal-new-year"  # both on 1 January: often only the year is known
    YEAR_ONLY = "year-only"  # one is known by its year, or stands on 1 January; the years agree
    SWAPPED = "day-month-swapped"
    TYPO = "one-digit"
    NEAR = "near"  # two of three parts agree, or the years are neighbours
    YEAR = "same-year"
    OTHER = "different"
    GENERATION = "generation"  # fifteen years and more apart
    MISSING = "missing"


@dataclass(frozen=True, order=True)
class Birth:
    """A date of birth, 0 for what is unknown. `is_assumed`: 1 January, most likely only the year."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: date | None, precision: str = "day") -> "Birth | None":
        if day is None:
            return None
        if precision in ("year", "assumed"):
            return cls(day.year)
        return cls(day.year, day.month, 0 if precision == "month" else day.day)

    @classmethod
    def read(cls, found: Any) -> "Birth | None":
        """Return the birth of what a list says in year, month and day, each perhaps missing."""
        if not found or not found.year:
            return None
        return cls(found.year, found.month or 0, found.day or 0)

    @property
    def is_assumed(self) -> bool:
        return not self.month or (self.month, self.day) == (1, 1)

    @property
    def digits(self) -> str:
        return f"{self.year:04}{self.month:02}{self.day:02}"

    @property
    def text(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 if not self.month else 2 if not self.day else 3])


_READ = [
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?:[T ].*)?"),
    re.compile(r"(?P<d>\d{1,2})[./\- ]\s?(?P<m>\d{1,2})[./\- ]\s?(?P<y>\d{4})\.?"),
    re.compile(r"(?P<y>\d{4})[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<m>\d{1,2})[./-](?P<y>\d{4})"),
    re.compile(r"(?:(?:00|xx|\?\?|__)[./-]){0,2}(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?:-(?:00|xx|\?\?)){1,2}"),
]


_WESTERN = {ord(zero) + n: str(n) for zero in "٠۰" for n in range(10)}


def western_digits(text: str) -> str:
    """Return a text with the figures of Arabic and Persian as ours."""
    return text.translate(_WESTERN)


def read_birth(text: str) -> Birth | None:
    """Return a date of birth as lists write it; None where nothing stands.

    Raises ValueError for what is no date. Days before months unless the year comes first.
    """
    text = western_digits(text).strip().lower()
    if text in ("", "-", "?", "unbekannt", "unknown", "n/a", "na", "null", "none", "nan", "k.a."):
        return None
    for pattern in _READ:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            year, month, day = (int(parts.get(name) or 0) for name in "ymd")
            if month > 12 >= day > 0 and not re.match(r"\d{4}", text):
                month, day = day, month  # the American order
            date(year, month or 1, day or 1)
            return Birth(year, month, day)
    raise ValueError(text)


def compare_births(one: Birth | None, other: Birth | None) -> BirthLevel:
    """Return how two dates lie to each other; the same both ways round."""
    if one is None or other is None:
        return BirthLevel.MISSING
    if one == other or {one, other} == {Birth(one.year), Birth(one.year, 1, 1)}:
        return BirthLevel.EQUAL_NEW_YEAR if one.is_assumed else BirthLevel.EQUAL
    same_year = one.year == other.year
    if same_year and (one.is_assumed or other.is_assumed):
        return BirthLevel.YEAR_ONLY
    if same_year and one.month == other.month and not (one.day and other.day):
        return BirthLevel.YEAR_ONLY
    if same_year and (one.month, one.day) == (other.day, other.month):
        return BirthLevel.SWAPPED
    if _slipped(one.digits, other.digits):
        return BirthLevel.TYPO
    agreeing = (same_year, one.month == other.month, one.day == other.day).count(True)
    apart = abs(one.year - other.year)
    if apart >= 15:
        return BirthLevel.GENERATION
    if agreeing == 2 or (apart == 1 and (one.is_assumed or other.is_assumed)):
        return BirthLevel.NEAR
    return BirthLevel.YEAR if same_year else BirthLevel.OTHER


def _slipped(one: str, other: str) -> bool:
    """Say whether one digit is another, or two neighbours changed places."""
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return wrong[0] != 0 and (wrong[0] > 1)
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return False
