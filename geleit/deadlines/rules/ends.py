# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of a period: §§ 187 to 193 BGB and their kin, forwards and backwards. Pure."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from geleit.deadlines.rules.calendars import ONE_DAY, Calendar
from geleit.deadlines.rules.deadline import SILENCE, Notes
from geleit.deadlines.rules.periods import (
    Period,
    end_after_event,
    end_from_start,
    last_day_before_end_of,
)
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.question import Question
from geleit.deadlines.rules.services import Means

FROM_ITS_FIRST_DAY = frozenset({Means.DAY_BEGINS, Means.AGE, Means.TERM})
NEVER_MOVES = frozenset({Means.AGE, Means.TERM})
SATURDAY_COUNTS = "BGH 27.04.2005, VIII ZR 206/04"
SATURDAY_DOES_NOT_COUNT = "BGH 13.07.2010, VIII ZR 129/09"
BACKWARDS = "§§ 187, 188 BGB entsprechend; Druckenbrodt, NJW 2013, 2390"
LEAST_WORKING_DAYS = 2  # Art. 3 Abs. 5 VO 1182/71
LAST_YEAR_UNSURE = 1990


class Days(NamedTuple):
    """What comes out under one calendar.

    The event, the end as counted, the last day after the shift, and the day the cautious go by.
    """

    event: date
    unshifted: date
    last: date
    cautious: date


def end_of_period(
    question: Question, event: date, period: Period, calendar: Calendar, notes: Notes
) -> Days:
    """Return the last day of a period that hangs on this event."""
    if period.is_none and question.means is not Means.NTH_WERKTAG:
        notes.step("Gefragt ist nur dieser Tag.")
        return Days(event, event, event, event)
    if period.hours:
        return _end_of_hours(question, event, period, calendar, notes)
    if period.is_backwards:
        return _backwards(question, event, period, calendar, notes)
    if period.workdays or question.means is Means.NTH_WERKTAG:
        raw = _nth_werktag(question, event, period, calendar, notes)
    else:
        raw = _counted(question, event, period, notes)
    last = _shifted(question, event, period, raw, calendar, notes)
    cautious = last if calendar.next_open(last) == last else calendar.previous_open(last)
    return Days(event, raw, last, cautious)


def _counted(question: Question, event: date, period: Period, notes: Notes) -> date:
    if period.is_fixed:
        return event
    if question.means in FROM_ITS_FIRST_DAY:
        raw = end_from_start(event, period)
        notes.step("Dieser Tag zählt mit.", basis="§ 187 Abs. 2 BGB")
        notes.step("Dauer: {}. Letzter Tag ist {}.", period, raw, basis="§ 188 Abs. 2, 3 BGB")
        return raw
    raw = end_after_event(event, period)
    if notes is not SILENCE:
        notes.step(
            "Dieser Tag zählt nicht mit; die Frist beginnt am {}.",
            event + ONE_DAY, basis=question.regime.start,
        )  # fmt: skip
        notes.step("Frist: {}. Sie endet gezählt am {}.", period, raw, basis=question.regime.end)
    return raw


def _shifted(
    question: Question, event: date, period: Period, raw: date, calendar: Calendar, notes: Notes
) -> date:
    """Return the day itself or the next working day (§ 193 BGB and its kin)."""
    if question.unmoved:
        notes.step(
            "{}: Er verschiebt sich nicht.", question.unmoved.name, basis=question.unmoved.basis
        )
        return raw
    if question.means in NEVER_MOVES or not question.inquiry.may_shift:
        basis = "§§ 187, 188 BGB" if question.means in NEVER_MOVES else question.regime.fixed
        notes.step("Dieser Tag verschiebt sich nicht, auch nicht am Wochenende.", basis=basis)
        return raw
    last = calendar.next_open(raw)
    if last != raw and notes is not SILENCE:
        _tell_of_days_off(raw, last, calendar, notes)
    if question.regime.key == "eu" and period.days >= LEAST_WORKING_DAYS:
        last = _with_two_working_days(event, last, calendar, notes)
    if notes is not SILENCE:
        _tell_of_last_day(raw, last, question.regime.shift, calendar, notes)
    return last


def _tell_of_days_off(raw: date, last: date, calendar: Calendar, notes: Notes) -> None:
    day = raw
    while day < last:
        notes.step("{} {}.", day, calendar.why(day))
        day += ONE_DAY


def _tell_of_last_day(raw: date, last: date, basis: str, calendar: Calendar, notes: Notes) -> None:
    if last != raw:
        notes.step("An seine Stelle tritt der nächste Werktag: {}.", last, basis=basis)
    else:
        notes.step("Das ist weder Samstag noch Sonntag noch Feiertag.", basis=basis)
    if calendar.maybe and calendar.may_be_local_feast(last):
        notes.doubt(
            "{} ist in manchen Gemeinden dieses Landes Feiertag ({}). Ob auch hier, ist nicht "
            "bekannt; gerechnet ist der frühere Tag.", last, calendar.maybe,
        )  # fmt: skip
    if last.year <= LAST_YEAR_UNSURE:
        notes.doubt("Die Feiertage vor 1991 sind nicht einzeln geprüft.")
    notes.step("Letzter Tag ist {}, bis 24 Uhr; es zählt der Eingang, nicht die Absendung.", last)


def _with_two_working_days(event: date, last: date, calendar: Calendar, notes: Notes) -> date:
    days = (event + timedelta(days=each) for each in range(1, (last - event).days + 1))
    working = sum(not calendar.is_free(day) for day in days)
    if working >= LEAST_WORKING_DAYS:
        return last
    notes.step(
        "Eine Frist von zwei oder mehr Tagen umfasst mindestens zwei Arbeitstage.",
        basis="Art. 3 Abs. 5 VO (EWG, Euratom) 1182/71",
    )
    while working < LEAST_WORKING_DAYS:
        last = calendar.next_open(last + ONE_DAY)
        working += 1
    return last


def _nth_werktag(
    question: Question, event: date, period: Period, calendar: Calendar, notes: Notes
) -> date:
    """Return the last of so many Werktage after (or before) the event, or of a month."""
    is_in_month = question.means is Means.NTH_WERKTAG
    number = period.workdays or question.service.number
    step = -ONE_DAY if period.is_backwards else ONE_DAY
    counts = question.inquiry.saturday_counts
    day = event - step if is_in_month or question.means in FROM_ITS_FIRST_DAY else event
    for _each in range(number):
        day += step
        while not calendar.is_werktag(day, saturday_counts=counts):
            day += step
    if is_in_month and day.month != event.month:
        raise _no_such_werktag(number, event)
    notes.step(
        "Werktage sind Montag bis {}, ohne Feiertage. Der {}. Werktag ist {}.",
        "Samstag" if counts else "Freitag", number, day,
        basis=SATURDAY_COUNTS if counts else SATURDAY_DOES_NOT_COUNT,
    )  # fmt: skip
    return day


def _no_such_werktag(number: int, month: date) -> NotComputable:
    return NotComputable(
        "period", f"{number}. Werktag", f"gibt es im Monat {month:%m/%Y} nicht.",
        "Bitte die Zahl der Werktage prüfen.",
    )  # fmt: skip


def _end_of_hours(
    question: Question, event: date, period: Period, calendar: Calendar, notes: Notes
) -> Days:
    """Return the day in which a period of hours ends; every day counts, nothing shifts."""
    begins = datetime.combine(event, question.inquiry.at or time(0))
    hours = timedelta(hours=-period.hours if period.is_backwards else period.hours)
    ends = begins + hours
    if question.inquiry.at is None:
        notes.doubt("Die Uhrzeit fehlt; gerechnet ist von 0 Uhr, das ist der früheste Fall.")
    if question.regime.hours_doubt:
        notes.doubt("{}", question.regime.hours_doubt)
    notes.step(
        "Frist: {}, Samstage, Sonntage und Feiertage zählen mit. Sie endet am {} um {} Uhr.",
        period, ends.date(), f"{ends:%H:%M}", basis=question.regime.hours,
    )  # fmt: skip
    last = ends.date()
    return Days(event, last, last, calendar.previous_open(last))


def _backwards(
    question: Question, event: date, period: Period, calendar: Calendar, notes: Notes
) -> Days:
    """Return the last day that lies the whole period before the event.

    Mirrored: the day of the event is not counted, whole days lie in between. What ends with its
    day (a lease) counts that day. Nothing moves to a later day, for that would shorten the time
    of the other side.
    """
    is_before_end_of_day = question.means is Means.DAY_ENDS
    if period.workdays:
        end = event + ONE_DAY if is_before_end_of_day else event
        last = _nth_werktag(question, end, period, calendar, notes) - ONE_DAY
    elif is_before_end_of_day:
        last = last_day_before_end_of(event, replace(period, is_backwards=False))
    else:
        last = end_after_event(event, period) - ONE_DAY
    notes.step(
        "Rückwärts gezählt, {} vor {}; die ganze Zeit liegt dazwischen. Letzter Tag ist {}.",
        period, event, last, basis=BACKWARDS,
    )  # fmt: skip
    if notes is not SILENCE and calendar.is_free(last):
        notes.step(
            "{} {}. Rückwärts verschiebt sich nichts auf einen späteren Tag; zu handeln ist am "
            "Werktag davor, {}.", last, calendar.why(last), calendar.previous_open(last),
        )  # fmt: skip
    if not is_before_end_of_day:
        notes.doubt(
            "Lässt die Vorschrift den Tag selbst genügen („spätestens am dritten Tag vor …“), ist "
            "einen Tag länger Zeit; gerechnet ist der frühere."
        )
    return Days(event, last, last, calendar.previous_open(last))
