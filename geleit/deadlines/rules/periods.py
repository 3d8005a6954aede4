# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lengths of time and how a day moves by them (§§ 187 to 192 BGB). Pure; no holidays."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from geleit.deadlines.rules.problems import NotComputable

HALF_MONTH_DAYS = 15  # § 189 Abs. 1 BGB
LONGEST_YEARS = 200


@dataclass(frozen=True)
class Period:
    """A length of time. Months are one step (31 January and two months: 31 March).

    `months` carries years, half-years and quarters too (§ 189 BGB); `days` carries weeks and half
    months and is counted last (§ 189 Abs. 2 BGB). `workdays` are Werktage; `hours` stand alone.
    `is_fixed`: the day given is itself the end. All zero: the event day itself, nothing moves.
    `is_backwards`: counted back from the event.
    """

    months: int = 0
    days: int = 0
    workdays: int = 0
    hours: int = 0
    is_fixed: bool = False
    is_backwards: bool = False
    text: str = ""

    @cached_property
    def is_none(self) -> bool:
        return not (self.months or self.days or self.workdays or self.hours or self.is_fixed)

    def __str__(self) -> str:
        """Return the period as a person says it: „1 Monat“, „2 Wochen“."""
        parts = _words_of_months(self.months) + _words_of_days(self.days)
        parts += [_counted(self.workdays, "Werktag", "Werktage")] if self.workdays else []
        parts += [_counted(self.hours, "Stunde", "Stunden")] if self.hours else []
        if self.is_fixed:
            return "fester Tag"
        return " und ".join(parts) or "der Tag selbst"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _words_of_months(months: int) -> list[str]:
    years, rest = divmod(months, 12)
    if years and rest:
        return [_counted(months, "Monat", "Monate")]
    if years:
        return [_counted(years, "Jahr", "Jahre")]
    return [_counted(rest, "Monat", "Monate")] if rest else []


def _words_of_days(days: int) -> list[str]:
    if days and days % 7 == 0:
        return [_counted(days // 7, "Woche", "Wochen")]
    return [_counted(days, "Tag", "Tage")] if days else []


MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "J": 12, "A": 12}
DAYS_OF = {"D": 1, "T": 1, "W": 7}
WORDS = {
    "TAG": "D", "TAGE": "D", "TAGEN": "D", "DAY": "D", "DAYS": "D",
    "WOCHE": "W", "WOCHEN": "W", "WEEK": "W", "WEEKS": "W", "WO": "W",
    "MONAT": "M", "MONATE": "M", "MONATEN": "M", "MONTH": "M", "MONTHS": "M", "MON": "M",
    "QUARTAL": "Q", "QUARTALE": "Q", "VIERTELJAHR": "Q", "VIERTELJAHRE": "Q",
    "JAHR": "Y", "JAHRE": "Y", "JAHREN": "Y", "YEAR": "Y", "YEARS": "Y",
    "WERKTAG": "WT", "WERKTAGE": "WT", "WERKTAGEN": "WT", "AT": "WT", "WD": "WT",
    "STUNDE": "H", "STUNDEN": "H", "STD": "H", "HOUR": "H", "HOURS": "H",
    "HALBMONAT": "HM", "HALBJAHR": "HY", "HALBJAHRE": "HY", "HJ": "HY",
}  # fmt: skip
UNITS = "D, T (Tage) · W · M · Q · Y, J (Jahre) · HM (halber Monat) · HY (halbes Jahr) · WT · H"
_PART = re.compile(r"(\d{1,4})(?:[.,](5))?\s*([A-ZÄÖÜ]+)")
_LONE = {"FIX": True, "FEST": True, "FIXDATUM": True, "0": False}


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read `14D`, `2W`, `1M`, `1Y`, `3WT`, `0.5M`, `1Y6M`, `-2M`, `48H`, `fix` or `0`.

    Upper or lower case, German words („2 Wochen“) too. Raises NotComputable naming the known units.
    """
    plain = re.sub(r"\s+", " ", text.replace("−", "-").replace("½", "0.5")).strip().upper()
    if plain in _LONE:
        return Period(is_fixed=_LONE[plain], text=text)
    is_backwards, rest = plain.startswith("-"), plain.lstrip("+-").strip()
    parts = list(_PART.finditer(rest))
    left_over = _PART.sub("", rest).replace("UND", "").replace("+", "").strip()
    if not parts or left_over or plain[:2] in ("--", "++", "+-", "-+"):
        raise _unreadable(text)
    months = days = workdays = hours = 0
    for part in parts:
        number, is_half, unit = int(part[1]), bool(part[2]), WORDS.get(part[3], part[3])
        if unit in MONTHS_OF:
            halves = (2 * number + is_half) * MONTHS_OF[unit]
            months, days = months + halves // 2, days + halves % 2 * HALF_MONTH_DAYS
        elif unit == "HM":
            days += number * HALF_MONTH_DAYS
        elif unit == "HY":
            months += number * 6
        elif unit in DAYS_OF and not is_half:
            days += number * DAYS_OF[unit]
        elif unit == "WT" and not is_half:
            workdays += number
        elif unit == "H" and not is_half:
            hours += number
        else:
            raise _unreadable(text)
    if (workdays or hours) and (months or days or (workdays and hours)):
        raise _unreadable(text)
    if months > 12 * LONGEST_YEARS or hours > 24 * 366:
        raise _unreadable(text)
    return Period(months, days, workdays, hours, is_backwards=is_backwards, text=text)


def _unreadable(text: str) -> NotComputable:
    return NotComputable(
        "period", text, "ist keine Frist.",
        f"Zahl und Einheit angeben, etwa 1M, 2W, -3M, fix oder 0. Einheiten: {UNITS}.",
    )  # fmt: skip


def plus_months(day: date, months: int) -> date:
    """Return the same day number that many months on, or the month's last day (§ 188 Abs. 3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day
    if number > 28:
        number = min(number, monthrange(year, month + 1)[1])
    return date(year, month + 1, number)


def end_after_event(event: date, period: Period) -> date:
    """Return the last day of a period whose event day is not counted (§ 187 Abs. 1, § 188)."""
    sign = -1 if period.is_backwards else 1
    end = plus_months(event, sign * period.months) if period.months else event
    return end + timedelta(days=sign * period.days) if period.days else end


def end_from_start(start: date, period: Period) -> date:
    """Return the last day of a period that counts its first day (§ 187 Abs. 2, § 188 Abs. 2)."""
    if not period.months:
        return start + timedelta(days=period.days - 1)
    end = plus_months(start, period.months)
    if end.day == start.day:
        return end + timedelta(days=period.days - 1)
    return end + timedelta(days=period.days)  # the month has no such day: § 188 Abs. 3


def last_day_before_end_of(day: date, period: Period) -> date:
    """Return the last day that lies a whole period before the end of `day` (§ 188 Abs. 2 mirrored).

    A lease that ends with 30 September: two months before its end is the end of 31 July.
    """
    start = plus_months(day + timedelta(days=1), -period.months)
    return start - timedelta(days=period.days + 1)
