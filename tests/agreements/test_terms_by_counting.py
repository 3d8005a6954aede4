# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms and notice days against a second calculation, which only looks at one day after another.

It knows no arithmetic of months: it asks of each day whether it is the day that is looked for.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.terms import Term, current_end, end_after_notice, next_notice_day, notice_day

ONE_DAY = timedelta(days=1)
YEAR_ENDS = st.sampled_from([date(year, 12, 31) for year in range(2019, 2030)])
LEAP_DAYS = st.sampled_from(
    [date(2020, 2, 28), date(2020, 2, 29), date(2021, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
)
days = st.one_of(st.dates(date(2018, 1, 1), date(2031, 12, 31)), YEAR_ENDS, LEAP_DAYS)
months = st.integers(1, 24)


def is_last_of_its_month(day):
    return (day + ONE_DAY).month != day.month


def fits(day, origin, distance):
    """Whether a day lies so many months from another one, as people read a calendar."""
    if (day.year - origin.year) * 12 + day.month - origin.month != distance:
        return False
    if is_last_of_its_month(origin):
        return is_last_of_its_month(day)
    return day.day == origin.day or (day.day < origin.day and is_last_of_its_month(day))


def searched(start, step, is_it):
    day = start
    while not is_it(day):
        day += step
    return day


def ends_by_counting(first_end, renews):
    """Yield the ends one after the other, found by walking from day to day."""
    yield first_end
    day, distance = first_end, 0
    while True:
        distance += renews
        day = searched(day + ONE_DAY, ONE_DAY, lambda one, far=distance: fits(one, first_end, far))
        yield day


def notice_by_counting(end, notice):
    return searched(end, -ONE_DAY, lambda one: fits(one, end, -notice))


@given(days, st.integers(0, 800), months, st.integers(1, 12), days)
def test_end_and_notice_day_are_those_that_counting_finds(begins, length, renews, notice, on):
    first_end = begins + timedelta(days=length)
    term = Term(begins, first_end, renews, notice)

    end = next(one for one in ends_by_counting(first_end, renews) if one >= on)
    last = next(
        found
        for one in ends_by_counting(first_end, renews)
        if (found := notice_by_counting(one, notice)) >= on
    )

    assert current_end(term, on=on) == end
    assert notice_day(term, end) == notice_by_counting(end, notice)
    assert next_notice_day(term, on=on) == last


@given(days, st.integers(0, 800), months, st.integers(1, 12), days)
def test_notice_ends_what_counting_says(begins, length, renews, notice, given_on):
    first_end = begins + timedelta(days=length)
    expected = next(
        one
        for one in ends_by_counting(first_end, renews)
        if given_on <= notice_by_counting(one, notice)
    )

    assert end_after_notice(Term(begins, first_end, renews, notice), given_on) == expected


@given(days, st.integers(1, 12))
def test_notice_of_an_open_term_ends_with_a_month(given_on, notice):
    closes = searched(given_on, ONE_DAY, is_last_of_its_month)
    expected = searched(closes, ONE_DAY, lambda one: fits(one, closes, notice))

    assert end_after_notice(Term(date(2018, 1, 1), None, 0, notice), given_on) == expected
