# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second calendar, written as plainly as possible, to check the library against.

It knows nothing of geleit and nothing of the package `holidays`: own Easter, own tables, days
walked one by one. Slow on purpose.
"""

from datetime import date, timedelta

STATES = [
    "BB",
    "BE",
    "BW",
    "BY",
    "HB",
    "HE",
    "HH",
    "MV",
    "NI",
    "NW",
    "RP",
    "SH",
    "SL",
    "SN",
    "ST",
    "TH",
]
ONE = timedelta(days=1)


def easter(year):
    """Gauss's rule in Lichtenberg's form."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + s) % 7
    oe = 7 - (og - sz) % 7
    return date(year, 3, 1) + timedelta(days=og + oe - 1)


def repentance_day(year):
    """The Wednesday eleven days before the first Sunday of Advent."""
    day = date(year, 11, 22)
    while day.weekday() != 2:
        day -= ONE
    return day


def holidays(year, state):
    sunday = easter(year)
    days = {
        date(year, 1, 1), sunday - 2 * ONE, sunday + ONE, date(year, 5, 1), sunday + 39 * ONE,
        sunday + 50 * ONE, date(year, 10, 3), date(year, 12, 25), date(year, 12, 26),
    }  # fmt: skip
    if year == 2017:
        days.add(date(2017, 10, 31))
    if year <= 1994 or state == "SN":
        days.add(repentance_day(year))
    if state in ("BW", "BY", "ST"):
        days.add(date(year, 1, 6))
    if state in ("BW", "BY", "HE", "NW", "RP", "SL"):
        days.add(sunday + 60 * ONE)
    if state in ("BW", "BY", "NW", "RP", "SL"):
        days.add(date(year, 11, 1))
    if state == "SL":
        days.add(date(year, 8, 15))
    if state in ("BB", "MV", "SN", "ST", "TH"):
        days.add(date(year, 10, 31))
    if state in ("HB", "HH", "NI", "SH") and year >= 2018:
        days.add(date(year, 10, 31))
    if state == "BE":
        days |= {date(year, 3, 8)} if year >= 2019 else set()
        days |= {date(year, 5, 8)} if year in (2020, 2025) else set()
        days |= {date(year, 6, 17)} if year == 2028 else set()
    if state == "MV" and year >= 2023:
        days.add(date(year, 3, 8))
    if state == "TH" and year >= 2019:
        days.add(date(year, 9, 20))
    if state == "BB":
        days |= {sunday, sunday + 49 * ONE}
    return days


def local_feast(year, state):
    """The day that some municipalities of this Land keep."""
    if state == "BY":
        return date(year, 8, 15)
    return easter(year) + 60 * ONE if state in ("SN", "TH") else None


def is_free(day, state, *, keeps_feast=False):
    is_feast = keeps_feast and day == local_feast(day.year, state)
    return is_feast or day.weekday() in (5, 6) or day in holidays(day.year, state)


def shift(day, state, **place):
    while is_free(day, state, **place):
        day += ONE
    return day


def shift_back(day, state, **place):
    while is_free(day, state, **place):
        day -= ONE
    return day


def days_later(day, count):
    for _each in range(count):
        day += ONE
    return day


def months_later(day, count):
    """Walk on until `count` months have begun, then to the day of the same number."""
    number, walker, begun = day.day, day, 0
    while begun < count:
        walker += ONE
        if walker.day == 1:
            begun += 1
    while walker.day < number and (walker + ONE).day != 1:
        walker += ONE
    return walker


def months_earlier(day, count):
    number, walker, left = day.day, day, 0
    while left < count:
        if walker.day == 1:
            left += 1
        walker -= ONE
    while walker.day > number:
        walker -= ONE
    return walker


def nth_werktag(day, count, state):
    """Count Monday to Saturday after this day, holidays left out."""
    while count:
        day += ONE
        if day.weekday() != 6 and day not in holidays(day.year, state):
            count -= 1
    return day
