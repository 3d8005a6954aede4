# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a task can be given, taken back and finished."""

from datetime import date

import pytest

from geleit.volunteers import rules

DAY = date(2020, 3, 2)


def codes(problems):
    return [problem.code for problem in problems]


def test_an_open_task_can_be_changed():
    assert rules.change_problems(done_on=None) == []


def test_a_finished_task_stays_as_it_is():
    assert codes(rules.change_problems(done_on=DAY)) == ["done"]


@pytest.mark.parametrize(
    ("done_on", "is_in_group", "expected"),
    [
        (None, True, []),
        (None, False, ["not-in-group"]),
        (DAY, True, ["done"]),
        (DAY, False, ["done", "not-in-group"]),
    ],
)
def test_a_card_is_given_only_within_the_group(done_on, is_in_group, expected):
    assert codes(rules.giving_problems(done_on=done_on, is_in_group=is_in_group)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"on": date(2020, 3, 9)}, []),
        ({"on": date(2020, 3, 1)}, ["too-early"]),
        ({"minutes": 0}, ["minutes"]),
        ({"minutes": 1440}, []),
        ({"minutes": 1441}, ["minutes"]),
        ({"has_volunteer": False}, ["nobody"]),
        ({"done_on": DAY, "minutes": 0}, ["done"]),
    ],
)
def test_a_task_is_finished_by_somebody_with_minutes_on_its_day_or_later(changed, expected):
    facts = {
        "has_volunteer": True,
        "done_on": None,
        "wanted_on": DAY,
        "minutes": 90,
        "on": DAY,
    } | changed

    assert codes(rules.finishing_problems(**facts)) == expected
