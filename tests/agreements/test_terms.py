# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Term, renewal and notice, over year ends and leap years."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.terms import (
    Term,
    current_end,
    end_after_notice,
    months_later,
    next_notice_day,
    notice_day,
    reminder_days,
)

# Berglen and Winnenden: to 31 December, then a year more each unless three months' notice.
YEARLY = Term(date(2020, 1, 1), date(2020, 12, 31), renews_by_months=12, notice_months=3)
FIXED = Term(date(2021, 1, 1), date(2022, 12, 31))  # Weinstadt: to the end of the funding
OPEN = Term(date(2020, 1, 1), None, notice_months=6)

days = st.dates(date(2015, 1, 1), date(2045, 12, 31))
renewing = st.builds(
    lambda begin, length, renews, notice: Term(
        begin, begin + timedelta(days=length), renews, min(notice, renews)
    ),
    days,
    st.integers(0, 1500),
    st.integers(1, 36),
    st.integers(1, 12),
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 29)),
        (date(2020, 12, 31), -3, date(2020, 9, 30)),
        (date(2020, 6, 30), -3, date(2020, 3, 31)),
        (date(2020, 12, 15), 2, date(2021, 2, 15)),
        (date(2020, 1, 1), -1, date(2019, 12, 1)),
    ],
)
def test_months_keep_the_day_and_the_end_of_a_month(day, months, expected):
    assert months_later(day, months) == expected


def test_notice_for_the_end_of_the_year_must_arrive_by_30_september():
    assert next_notice_day(YEARLY, on=date(2020, 2, 1)) == date(2020, 9, 30)
    assert next_notice_day(YEARLY, on=date(2020, 9, 30)) == date(2020, 9, 30)
    assert next_notice_day(YEARLY, on=date(2020, 10, 1)) == date(2021, 9, 30)


def test_agreement_that_renews_itself_goes_on_at_the_turn_of_the_year():
    assert current_end(YEARLY, on=date(2020, 12, 31)) == date(2020, 12, 31)
    assert current_end(YEARLY, on=date(2021, 1, 1)) == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("given_on", "end"),
    [
        (date(2020, 9, 30), date(2020, 12, 31)),
        (date(2020, 10, 1), date(2021, 12, 31)),
        (date(2019, 11, 1), date(2020, 12, 31)),
    ],
)
def test_notice_ends_the_stretch_for_which_it_came_in_time(given_on, end):
    assert end_after_notice(YEARLY, given_on) == end
    assert current_end(YEARLY, on=date(2025, 1, 1), notice_given_on=given_on) == end


def test_fixed_term_ends_by_itself_and_knows_no_notice_day():
    assert current_end(FIXED, on=date(2023, 5, 1)) == date(2022, 12, 31)
    assert next_notice_day(FIXED, on=date(2021, 5, 1)) is None


def test_open_term_ends_months_after_the_end_of_the_month_of_notice():
    assert current_end(OPEN, on=date(2030, 1, 1)) is None
    assert end_after_notice(OPEN, date(2024, 8, 12)) == date(2025, 2, 28)
    assert end_after_notice(OPEN, date(2023, 8, 31)) == date(2024, 2, 29)


def test_ending_that_both_agreed_stands_above_all():
    ended = Term(date(2020, 1, 1), date(2020, 12, 31), 12, 3, ended_early_on=date(2020, 6, 30))

    assert current_end(ended, on=date(2020, 2, 1)) == date(2020, 6, 30)
    assert next_notice_day(ended, on=date(2020, 2, 1)) is None


def test_reminders_come_the_agreed_months_before_and_without_any_on_the_day():
    assert reminder_days(date(2020, 9, 30), []) == [date(2020, 9, 30)]
    assert reminder_days(date(2020, 9, 30), [1, 6, 3]) == [
        date(2020, 3, 31),
        date(2020, 6, 30),
        date(2020, 8, 31),
    ]


@pytest.mark.parametrize(
    "senseless",
    [
        {"begins_on": date(2020, 2, 1), "first_end": date(2020, 1, 31)},
        {"begins_on": date(2020, 1, 1), "first_end": None, "renews_by_months": 12},
        {"begins_on": date(2020, 1, 1), "first_end": date(2020, 1, 31), "notice_months": -1},
    ],
)
def test_senseless_terms_are_refused(senseless):
    with pytest.raises(ValueError):
        Term(**senseless)


@given(renewing, days)
def test_notice_on_the_notice_day_is_in_time_and_a_day_later_is_not(term, on):
    last = next_notice_day(term, on=on)

    end = end_after_notice(term, last)

    assert last >= on
    assert notice_day(term, end) == last
    assert end_after_notice(term, last + timedelta(days=1)) > end


@given(renewing, days)
def test_the_current_end_is_never_past_and_never_more_than_one_stretch_away(term, on):
    end = current_end(term, on=on)

    assert end >= on
    assert end == term.first_end or months_later(end, -term.renews_by_months) < on


@given(days, st.integers(-60, 60))
def test_months_there_land_in_the_right_month(day, months):
    there = months_later(day, months)

    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= monthrange(there.year, there.month)[1]
