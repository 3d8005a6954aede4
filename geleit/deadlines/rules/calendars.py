# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working days and statutory holidays of the place where an act is due.

The holidays of the Länder come from the package `holidays`; which municipality has one of its own
stands in the law files. Pure: no clock.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from holidays.countries.germany import Germany

from geleit.core.states import state_names
from geleit.deadlines.rules.problems import NotComputable

STATES = dict(sorted(state_names().items()))
FIRST_YEAR, LAST_YEAR = 1990, 2150
LOCAL_FEASTS = {"BY": "Mariä Himmelfahrt", "SN": "Fronleichnam", "TH": "Fronleichnam"}
ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class _Germany(Germany):
    """The package begins with 1991, the first whole year after 3 October 1990."""

    start_year = FIRST_YEAR


class Place(NamedTuple):
    """Where the act is due: seat of the court or authority, not where the client lives.

    `state`: short name of the Land („BW“), empty when unknown. `municipality`: only needed where a
    Land has local holidays (BY, SN, TH). `has_local_feast`: what somebody found out about a
    municipality that the law files do not know; None: not known.
    """

    state: str = ""
    municipality: str = ""
    has_local_feast: bool | None = None


class Years(dict[int, dict[date, str]]):
    """The holidays of each year, read when it is first asked for."""

    def __init__(self, read: Callable[[int], dict[date, str]]) -> None:
        self.read = read

    def __missing__(self, year: int) -> dict[date, str]:
        return self.setdefault(year, self.read(year))


class Calendar:
    """The days on which nothing ends: Saturdays, Sundays and holidays of one place."""

    def __init__(
        self, state: str = "", feasts: frozenset[str] = frozenset(), maybe: str = ""
    ) -> None:
        self.state = state
        self.feasts = feasts
        self.maybe = maybe  # a local feast of which we do not know whether it is kept here
        self._years = Years(self._read)

    @cached_property
    def name(self) -> str:
        return STATES.get(self.state, "") or "bundesweit"

    def holidays_in(self, year: int) -> dict[date, str]:
        """Return the holidays of a year with their names."""
        return self._years[year]

    def _read(self, year: int) -> dict[date, str]:
        days = _of_the_whole_land(year, self.state)
        for feast in self.feasts:
            days = days | dict(_local(year, feast))
        return days

    def holiday_name(self, day: date) -> str:
        """Return the holiday's name, "" on any other day."""
        return self._years[day.year].get(day, "")

    def is_free(self, day: date) -> bool:
        """Return whether a period can not end on this day (§ 193 BGB)."""
        return day.weekday() >= SATURDAY or day in self._years[day.year]

    def is_werktag(self, day: date, *, saturday_counts: bool = True) -> bool:
        """Return whether the day is a Werktag; Saturdays are, where nothing else is said."""
        last = SATURDAY if saturday_counts else SATURDAY - 1
        return day.weekday() <= last and day not in self._years[day.year]

    def next_open(self, day: date) -> date:
        """Return the day itself, or the next one on which a period may end."""
        while day.weekday() >= SATURDAY or day in self._years[day.year]:
            day += ONE_DAY
        return day

    def previous_open(self, day: date) -> date:
        """Return the day itself, or the last one before it that is no day off."""
        while day.weekday() >= SATURDAY or day in self._years[day.year]:
            day -= ONE_DAY
        return day

    def why(self, day: date) -> str:
        """Return why a period can not end on this day, to be said after the day."""
        name = self.holiday_name(day)
        return f"ist Feiertag ({name})" if name else "liegt am Wochenende"

    @cached_property
    def careful(self) -> "Calendar":
        """Return the calendar of all days that may be free here, as far as the place is known.

        Where the Land is not known: whatever is free in any Land or municipality.
        """
        if not self.state:
            return _anywhere()
        return Calendar(self.state, self.feasts | {self.maybe}) if self.maybe else self

    def is_unsure(self, day: date) -> bool:
        """Return whether the day is free only in some of the places that this may be."""
        return self.careful.is_free(day) and not self.is_free(day)

    def may_be_local_feast(self, day: date) -> bool:
        """Return whether this is a feast of which we do not know if the place keeps it."""
        return bool(self.maybe) and any(
            day == there for there, _name in _local(day.year, self.maybe)
        )


class _Anywhere(Calendar):
    """Every day that is a holiday somewhere in the country."""

    def _read(self, year: int) -> dict[date, str]:
        days = super()._read(year)
        for state in STATES:
            days = _of_the_whole_land(year, state) | days
        return days


@lru_cache(maxsize=1)
def _anywhere() -> Calendar:
    return _Anywhere(feasts=frozenset(KNOWN_FEASTS))


@lru_cache(maxsize=(len(STATES) + 1) * (LAST_YEAR - FIRST_YEAR + 1))
def _of_the_whole_land(year: int, state: str) -> dict[date, str]:
    """Return the holidays of a Land, of the whole country without one: shared, not to be changed."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotComputable(
            "date", year, "liegt außerhalb des Kalenders.",
            f"Feiertage sind von {FIRST_YEAR} bis {LAST_YEAR} hinterlegt; bitte die Jahreszahl prüfen.",
        )  # fmt: skip
    return dict(_Germany(years=year, subdiv=state or None, language="de").items())


AUGSBURG_FEAST = "Augsburger Hohes Friedensfest"


@lru_cache(maxsize=1024)
def _local(year: int, feast: str) -> list[tuple[date, str]]:
    """Return the day of a feast that only some municipalities keep."""
    if feast == "Mariä Himmelfahrt":
        return [(date(year, 8, 15), feast)]
    if feast == AUGSBURG_FEAST:
        return [(date(year, 8, 8), feast)]
    corpus_christi = _Germany(years=year, subdiv="NW", language="de").get_named("Fronleichnam")
    return [(day, feast) for day in corpus_christi]


KNOWN_FEASTS = {"Mariä Himmelfahrt", "Fronleichnam", AUGSBURG_FEAST}
