# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as offices write them, whole or in part, without guessing in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from geleit.core.dates import day_text

from .folding import plain
from .readings import Reading, absent, is_too_long, is_unknown
from .tables import Cell

# Nobody older than this is accompanied; a birth further back is a slip of the pen.
OLDEST_YEARS = 110
# A two-digit year that makes somebody this old deserves a second look.
AGED_YEARS = 90
# Excel counts days from here (its 1900 leap-year slip lies before every date we meet).
SERIAL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(3_000, 80_000)  # 1908 to 2119


@dataclass(frozen=True)
class PartialDate:
    """A day of which only a part may be known; None stands for the unknown part."""

    year: int | None
    month: int | None
    day: int | None

    def __post_init__(self) -> None:
        date(self.year or 2000, self.month or 1, self.day or 1)  # ValueError when impossible

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @property
    def is_complete(self) -> bool:
        return None not in (self.year, self.month, self.day)

    def iso(self) -> str:
        """Return 1985, 1985-03 or 1985-03-14; unknown parts before known ones as X (EDTF)."""
        year = f"{self.year:04}" if self.year else "XXXX"
        month = f"{self.month:02}" if self.month else "XX"
        if self.day:
            return f"{year}-{month}-{self.day:02}"
        return f"{year}-{month}" if self.month else year

    def earliest(self) -> date | None:
        """Return the first day that fits, None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None


@dataclass(frozen=True)
class DateHint:
    """What a whole column tells about its days.

    `is_month_first`: some cell has its second number above 12 and none its first.
    `is_mostly_dates`: bare numbers in it are Excel's day numbers.
    """

    is_month_first: bool = False
    is_mostly_dates: bool = False


NO_HINT = DateHint()


@dataclass(frozen=True)
class Written:
    """A day as written: the year has two digits when `is_short`; 0 stands for unknown."""

    year: int
    month: int = 0
    day: int = 0
    is_short: bool = False
    doubt: str | None = field(default=None, compare=False)


# A permit without end has no last day.
UNLIMITED = frozenset({"unbefristet", "unbegrenzt", "dauerhaft", "unlimited", "illimite"})

DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s*([./\- ])\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\.?")
YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})\s*[./-]\s*(\d{1,2})")
YEAR = re.compile(r"\d{4}")
EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{2})")
DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\.?\s*([a-z]{3,10})\.?,?\s*(\d{4}|\d{2})")
NAME_DAY_YEAR = re.compile(r"([a-z]{3,10})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})")
NAME_YEAR = re.compile(r"([a-z]{3,10})\.?\s*(\d{4})")
CLOCK = re.compile(r"[t\s]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(z|uhr|[+-]\d{2}:?\d{2})?$")
BEFORE = re.compile(r"^(\*|geb(oren)?\.?( am)?|am|seit|bis|ab|nee? le|born)\s*")
ABOUT = re.compile(r"^(ca\.?|circa|etwa|um|vers|about|~)\s*")
UNKNOWN_PART = re.compile(r"(?<![a-z0-9])(?:x{2}|\?{1,2}|-{2}|_{2})(?=[./-]|$)")


def read_birth(cell: Cell, *, as_of: date, hint: DateHint = NO_HINT) -> Reading[PartialDate]:
    """Return a birth date, perhaps in part; `as_of` is the day of the list.

    A doubt is given where two centuries are possible, on 1 January and where only a part is known.
    """
    if is_unknown(cell.text):
        return absent(cell, doubt=_("Das Geburtsdatum ist in der Liste als unbekannt geführt."))
    written = written_day(cell, hint=hint)
    if written is None:
        return absent(cell) if not cell.text else no_date(cell)
    try:
        return placed_birth(cell, written, as_of=as_of)
    except ValueError:
        return no_date(cell)


def read_day(cell: Cell, *, as_of: date, hint: DateHint = NO_HINT) -> Reading[date]:
    """Return a whole day such as a moving in; `as_of` places years of two digits.

    They are read as the one year from 30 years before the list's day to 69 after.
    """
    if is_unknown(cell.text) or plain(cell.text) in UNLIMITED:
        return absent(cell)
    written = written_day(cell, hint=hint)
    if written is None:
        return absent(cell) if not cell.text else no_date(cell)
    if not (written.month and written.day and (written.year or written.is_short)):
        return incomplete(cell)
    try:
        year = nearest_year(written.year, as_of=as_of) if written.is_short else written.year
        return Reading(date(year, written.month, written.day), cell.text, doubt=written.doubt)
    except ValueError:
        return no_date(cell)


def date_hint(cells: Iterable[Cell], *, is_of_days: bool = False) -> DateHint:
    """Return what the whole column proves about the order of day and month, and day numbers.

    `is_of_days`: the column is said to hold days, so day numbers count as days; what is read from
    one of them is marked as doubtful in any case.
    """
    short = (cell for cell in cells if cell.text and not is_too_long(cell.text))
    told = Counter(short)  # each value once: lists repeat them
    filled = {cell: count for cell, count in told.items() if not is_unknown(cell.text)}
    pairs = [pair for cell in filled if (pair := slash_pair(cell))]
    has_month_first = any(second > 12 for _first, second in pairs)
    has_day_first = any(first > 12 for first, _second in pairs)
    dates = sum(
        count
        for cell, count in filled.items()
        if is_date_like(cell) or (is_of_days and serial_day(cell.text))
    )
    return DateHint(
        is_month_first=has_month_first and not has_day_first,
        is_mostly_dates=2 * dates > sum(filled.values()),
    )


def slash_pair(cell: Cell) -> tuple[int, int] | None:
    """Return the first two numbers of 05/25/1998; points are never written month first."""
    found = DAY_MONTH_YEAR.match(cell.text)
    return (int(found[1]), int(found[3])) if found and found[2] in "/-" else None


def is_date_like(cell: Cell) -> bool:
    return isinstance(cell.value, date) or written_text(cell.text, NO_HINT) is not None


def written_day(cell: Cell, *, hint: DateHint) -> Written | None:
    """Return what is written in the cell, None when it is no day at all."""
    if isinstance(cell.value, date):  # datetime too
        return Written(cell.value.year, cell.value.month, cell.value.day)
    if hint.is_mostly_dates and (day := serial_day(cell.text)):
        return Written(day.year, day.month, day.day, doubt=_("Aus der Excel-Tageszahl gelesen."))
    return written_text(cell.text, hint)


def serial_day(text: str) -> date | None:
    """Return the day of an Excel day number; 1900 to 2100 are years and stay so."""
    if not re.fullmatch(r"\d{4,5}(,0+)?", text):
        return None
    number = int(text.split(",")[0])
    if number not in SERIALS:
        return None
    return SERIAL_DAY_ZERO + timedelta(days=number)


def written_text(text: str, hint: DateHint) -> Written | None:
    if is_too_long(text):
        return None
    plain_text = BEFORE.sub("", plain(text).strip())
    plain_text, is_about = ABOUT.subn("", plain_text)
    plain_text = UNKNOWN_PART.sub("00", CLOCK.sub("", plain_text)).strip()
    doubt = _("In der Liste nur ungefähr angegeben.") if is_about else None
    written = written_in_figures(plain_text, hint) or written_with_name(plain_text)
    return written and Written(written.year, written.month, written.day, written.is_short, doubt)


def written_in_figures(text: str, hint: DateHint) -> Written | None:
    if found := DAY_MONTH_YEAR.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if hint.is_month_first and found[2] in "/-":
            first, second = second, first
        return Written(int(year), second, first, is_short=len(year) == 2)
    if found := YEAR_MONTH_DAY.fullmatch(text):
        return Written(int(found[1]), int(found[2]), int(found[3]))
    if found := MONTH_YEAR.fullmatch(text):
        return Written(int(found[2]), int(found[1]))
    if found := YEAR_MONTH.fullmatch(text):
        return Written(int(found[1]), int(found[2]))
    if YEAR.fullmatch(text):
        return Written(int(text))
    return eight_digits(text)


def eight_digits(text: str) -> Written | None:
    """Read 19850314 and 14031985; the year decides which end it stands at."""
    found = EIGHT_DIGITS.fullmatch(text)
    if not found:
        return None
    a, b, c, d = (int(part) for part in found.groups())
    if a in (19, 20) and c <= 12 and d <= 31:
        return Written(a * 100 + b, c, d)
    return Written(c * 100 + d, b, a) if c in (19, 20) else None


def written_with_name(text: str) -> Written | None:
    if (found := DAY_NAME_YEAR.fullmatch(text)) and found[2] in months():
        return Written(
            int(found[3]), months()[found[2]], int(found[1]), is_short=len(found[3]) == 2
        )
    if (found := NAME_DAY_YEAR.fullmatch(text)) and found[1] in months():
        return Written(int(found[3]), months()[found[1]], int(found[2]))
    if (found := NAME_YEAR.fullmatch(text)) and found[1] in months():
        return Written(int(found[2]), months()[found[1]])
    return None


@cache
def months() -> dict[str, int]:
    """Return the names and abbreviations of the months in German, English and French."""
    names = {"maerz": 3, "jaenner": 1, "sept": 9, "mrz": 3}
    for language in ("de", "en", "fr"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                names[plain(name).rstrip(".")] = number
    return names


def placed_birth(cell: Cell, written: Written, *, as_of: date) -> Reading[PartialDate]:
    """Find the century and say what is doubtful; ValueError when the day does not exist."""
    years, doubts = [written.year], [written.doubt]
    if written.is_short:
        years = possible_years(written, as_of=as_of)
        if not years:
            return no_date(cell)
        doubts.append(century_doubt(years, as_of=as_of))
    birth = PartialDate(years[0] or None, written.month or None, written.day or None)
    if not is_possible_birth(birth, as_of=as_of):
        return out_of_range(cell, as_of=as_of)
    doubts.append(precision_doubt(birth))
    return Reading(birth, cell.text, doubt=" ".join(filter(None, doubts)) or None)


def possible_years(written: Written, *, as_of: date) -> list[int]:
    """Return the years a birth can lie in for two digits, the more plausible (younger) first."""
    centuries = range(as_of.year // 100 * 100, as_of.year - 200, -100)
    years = [century + written.year for century in centuries]
    return [year for year in years if is_possible_year(year, written, as_of=as_of)]


def is_possible_year(year: int, written: Written, *, as_of: date) -> bool:
    try:
        birth = PartialDate(year, written.month or None, written.day or None)
    except ValueError:  # 29 February 1900
        return False
    return is_possible_birth(birth, as_of=as_of)


def is_possible_birth(birth: PartialDate, *, as_of: date) -> bool:
    """Return whether a birth lies not after the list's day nor too many years before it."""
    first = birth.earliest()
    if first is None:
        return True
    return first <= as_of and as_of.year - first.year <= OLDEST_YEARS


def century_doubt(years: list[int], *, as_of: date) -> str | None:
    if len(years) == 1 and as_of.year - years[0] < AGED_YEARS:
        return None
    if len(years) == 1:
        return _("Zweistelliges Jahr, gelesen als {year}.").format(year=years[0])
    return _("Zweistelliges Jahr: {year} angenommen, {other} wäre auch möglich.").format(
        year=years[0], other=years[1]
    )


def precision_doubt(birth: PartialDate) -> str | None:
    if birth.year is None:
        return _("Das Geburtsjahr fehlt.")
    if birth.month is None:
        return _("Nur das Jahr ist bekannt.")
    if birth.day is None:
        return _("Nur Monat und Jahr sind bekannt.")
    if (birth.month, birth.day) == (1, 1):
        return _(
            "Der 1. Januar wird oft eingetragen, wenn nur das Jahr bekannt ist; vermutlich ist "
            "nur das Jahr sicher."
        )
    return None


def nearest_year(two_digits: int, *, as_of: date) -> int:
    """Return the one year that ends so between 30 years before and 69 years after `as_of`."""
    first = as_of.year - 30
    return first + (two_digits - first) % 100


def no_date(cell: Cell) -> Reading[Any]:
    return absent(
        cell,
        problem=_("Diesen Tag gibt es nicht, oder er ist nicht lesbar."),
        mend=_("Bitte als TT.MM.JJJJ eintragen; wenn nur das Jahr bekannt ist, nur das Jahr."),
    )


def incomplete(cell: Cell) -> Reading[date]:
    return absent(
        cell,
        problem=_("Der Tag ist nicht vollständig."),
        mend=_("Bitte Tag, Monat und Jahr als TT.MM.JJJJ eintragen."),
    )


def out_of_range(cell: Cell, *, as_of: date) -> Reading[PartialDate]:
    return absent(
        cell,
        problem=_(
            "Dieses Geburtsdatum liegt nach dem {day} oder mehr als {years} Jahre davor."
        ).format(day=day_text(as_of), years=OLDEST_YEARS),
        mend=_("Bitte das Jahr prüfen und mit vier Stellen eintragen."),
    )
