# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of the plan, without a database."""

from datetime import date
from itertools import pairwise

import pytest

from geleit.plans.enums import Bearer
from geleit.plans.rules import BAR_WIDTH, day_problems, ladder, next_review


@pytest.mark.parametrize(
    ("since", "months", "review"),
    [
        (date(2020, 1, 14), 6, date(2020, 7, 14)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),  # February ends early
        (date(2023, 8, 31), 6, date(2024, 2, 29)),  # in a leap year a day later
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 6, 30), 6, date(2020, 12, 30)),  # December must not become month 0
        (date(2020, 12, 1), 1, date(2021, 1, 1)),
        (date(2020, 3, 31), 1, date(2020, 4, 30)),
        (date(2020, 7, 1), 36, date(2023, 7, 1)),
    ],
)
def test_review_is_the_same_day_some_months_later_or_the_last_of_the_month(since, months, review):
    assert next_review(since, months=months) == review


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2020, 1, 7), []),
        (date(2020, 2, 1), []),
        (date(2020, 1, 6), ["too-early"]),
        (date(2020, 2, 2), ["future"]),
    ],
)
def test_days_of_a_plan_lie_between_its_beginning_and_today(day, codes):
    problems = day_problems(day, not_before=date(2020, 1, 7), on=date(2020, 2, 1))

    assert [p.code for p in problems] == codes


def test_ladder_counts_what_the_person_does_herself():
    found = ladder([Bearer.PERSON, Bearer.PERSON, Bearer.CARRIER])

    assert (found.by_person, found.total) == (2, 3)
    assert [rung.count for rung in found.rungs] == [2, 0, 1, 0, 0]


def test_pieces_of_the_bar_fill_it_without_gap_or_overlap():
    rungs = ladder([Bearer.PERSON, Bearer.NEAR, Bearer.NEAR, Bearer.AUTHORITY] * 7).rungs

    assert sum(rung.width for rung in rungs) == BAR_WIDTH
    assert all(b.x == a.x + a.width for a, b in pairwise(rungs))


def test_ladder_without_steps_is_empty_and_divides_nothing():
    assert (ladder([]).by_person, ladder([]).total) == (0, 0)
