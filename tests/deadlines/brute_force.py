# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law once more, from the statutes, as plainly as possible: walks day by day on the naive
calendar and knows nothing of geleit. Only for rows that stand in `tests/vectors`.
"""

import re
from datetime import date, timedelta

from tests.deadlines import naive_calendar as naive

ONE = timedelta(days=1)
FOUR_DAYS_FROM = {  # day of posting from which the letter counts as delivered on the fourth day
    "sgbx": date(2025, 1, 1),
    "vwvfg": date(2025, 1, 1),
    "ao": date(2025, 1, 1),
    "vwzg": date(2025, 1, 1),
    "lvwvfg_bw": date(2025, 2, 7),
    "lvwzg_bw": date(2025, 2, 7),
}
BY_FICTION = {"brief", "elektronisch", "einschreiben"}
NEVER_MOVES = {"Termin", "Bewilligungszeitraum", "Gültigkeit", "Duldung", "Kündigungsfrist"}


def delivered(row):
    """Return the day on which the letter counts as delivered, or the day that is known."""
    posted, served = day(row["posted_date"]), day(row["service_date"])
    regime, way = row["regime"], row["service_type"]
    if way in BY_FICTION or (way == "portal" and regime in ("sgbx", "ao")):
        end = naive.days_later(posted, 4 if posted >= FOUR_DAYS_FROM[regime] else 3)
        if regime == "ao":
            end = naive.shift(end, row["state"])
        return max(end, served or end) if way != "portal" else end
    if way == "portal":
        return served + ONE  # § 41 Abs. 2a VwVfG
    if way == "brief_ausland":
        return naive.shift(naive.months_later(posted, 1), row["state"])
    if way == "oeffentlich":
        end = naive.days_later(posted, 14)
        return naive.shift(end, row["state"]) if regime == "ao" else end
    if way == "aufnahmeeinrichtung":
        end = naive.days_later(posted, 4 if posted >= date(2025, 1, 1) else 3)
        return min(end, served or end)
    if way == "unzustellbar":
        return posted
    return served


def last_day(row):
    """Return the last day of the row, walking one day after the other."""
    event, state, period = delivered(row), row["state"], row["period"]
    if period == "0":
        return event
    if period == "fix":
        return event if row["kind"] in NEVER_MOVES else naive.shift(event, state)
    if period.startswith("-"):
        return _backwards(event, int(period[1:-1]), period[-1], row["service_type"])
    number, unit = int(re.match(r"\d+", period)[0]), re.sub(r"\d", "", period)
    if unit == "WT":
        return naive.shift(naive.nth_werktag(_eve_of_count(row, event), number, state), state)
    if row["service_type"] in ("geburt", "mietbeginn"):
        return _counted(event - ONE, number, unit, first=event)
    if row["service_type"] == "tagesbeginn":
        return naive.shift(_counted(event - ONE, number, unit, first=event), state)
    end = _counted(event, number, unit)
    return end if row["kind"] in NEVER_MOVES else naive.shift(end, state)


def _eve_of_count(row, event):
    return event.replace(day=1) - ONE if "Werktag" in row["service_type"] else event


def _counted(event, number, unit, *, first=None):
    """Count so many days, weeks, months or years; `first` is a day that itself counts."""
    if unit in "DW":
        return naive.days_later(event, number * (7 if unit == "W" else 1))
    months = number * (12 if unit == "Y" else 1)
    if first is None:
        return naive.months_later(event, months)
    end = naive.months_later(first, months)
    return end - ONE if end.day == first.day else end


def _backwards(event, number, unit, way):
    """Return the last day such that the whole period lies between it and the event."""
    first_free = event + ONE if way == "vertragsende" else event
    if unit in "DW":
        return first_free - (number * (7 if unit == "W" else 1) + 1) * ONE
    months = number * (12 if unit == "Y" else 1)
    return naive.months_earlier(first_free, months) - ONE


def day(text):
    return date.fromisoformat(text) if text else None
