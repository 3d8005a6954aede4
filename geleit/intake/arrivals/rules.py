# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an announced arrival can be accepted, and which day is proposed for a first appointment. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

SATURDAY = 5
EARLIEST_PAST, LATEST_AHEAD = timedelta(days=365), timedelta(days=365)


def announcing_problems(*, arrives_on: date, persons: int, on: date) -> list[Problem]:
    """An arrival is near in time, and somebody arrives."""
    problems = []
    if not on - EARLIEST_PAST <= arrives_on <= on + LATEST_AHEAD:
        text = _("Die Ankunft am %(day)s liegt mehr als ein Jahr entfernt. Bitte das Jahr prüfen.")
        problems.append(Problem("far-away", text % {"day": day_text(arrives_on)}))
    if persons < 1:
        problems.append(Problem("nobody", _("Bitte mindestens eine Person nennen.")))
    return problems


def correction_words(changed: Sequence[str]) -> str:
    """Return the sentence that tells the carrier what was put right; the former is not repeated."""
    words = {
        "arrives_on": _("Ankunft"), "persons": _("Personen"), "language": _("Sprache"),
        "accommodation": _("Unterkunft"), "housing": _("Unterkunft"), "note": _("Hinweis"),
    }  # fmt: skip
    named = list(dict.fromkeys(words[name] for name in words if name in changed))
    return _("Berichtigt: %(what)s.") % {"what": ", ".join(named)}


def accepting_problems(*, is_accepted: bool, is_withdrawn: bool) -> list[Problem]:
    if is_accepted:
        return [Problem("accepted", _("Diese Zuteilung ist schon angenommen."))]
    if is_withdrawn:
        return [Problem("withdrawn", _("Der Landkreis hat diese Zuteilung zurückgezogen."))]
    return []


def first_meeting_on(
    *, arrives_on: date, working_days: int, on: date, is_free: Callable[[date], bool]
) -> date:
    """Return the working day so many working days after the arrival, and never a day gone by."""
    day, left = max(arrives_on, on), working_days
    while left or _is_off(day, is_free):
        day += timedelta(days=1)
        if not _is_off(day, is_free):
            left = max(left - 1, 0)
    return day


def first_day_there(
    proposed: date, away: Sequence[tuple[date, date | None]], is_free: Callable[[date], bool]
) -> date | None:
    """Return the proposed day, or the next working day on which this person is there.

    None: away until further notice.
    """
    day = proposed
    while True:
        if any(last is None and first <= day for first, last in away):
            return None
        is_away = any(last is not None and first <= day <= last for first, last in away)
        if not is_away and not _is_off(day, is_free):
            return day
        day += timedelta(days=1)


def _is_off(day: date, is_free: Callable[[date], bool]) -> bool:
    return day.weekday() >= SATURDAY or is_free(day)
