# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.persons import rules

DAY = date(2020, 3, 2)


def an_entry(**said):
    values = {"kind": "work", "detail": "", "begins_on": None, "ends_on": None, "on": DAY,
              "has_words": True}  # fmt: skip
    return [problem.code for problem in rules.entry_problems(**values | said)]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"has_words": False}, ["empty"]),
        ({"has_words": False, "detail": "mini_job"}, []),
        ({"detail": "primary"}, ["detail"]),
        ({"kind": "level", "detail": ""}, ["detail"]),
        ({"kind": "level", "detail": "B1", "begins_on": date(2020, 4, 1)}, ["in-the-future"]),
        ({"kind": "benefit", "detail": "jobcenter"}, []),
        ({"begins_on": DAY, "ends_on": date(2020, 3, 1)}, ["reversed"]),
        ({"begins_on": DAY, "ends_on": DAY}, []),
    ],
)
def test_an_entry_says_something_that_can_be(said, codes):
    assert an_entry(**said) == codes


def test_namesakes_are_told_apart_and_nobody_else():
    found = rules.told_apart([(1, "Ali", "1990"), (2, "ALI", "2015"), (3, "Mina", "1991"),
                              (4, "Ali", "")])  # fmt: skip

    assert found == {1: "Ali (1990)", 2: "ALI (2015)", 3: "Mina", 4: "Ali"}


def test_somebody_leaves_once_not_tomorrow_and_not_before_she_came():
    def codes(**said):
        values = {"joined_on": None, "left_on": DAY, "on": DAY, "is_member": True}
        return [problem.code for problem in rules.leaving_problems(**values | said)]

    assert codes() == []
    assert codes(is_member=False) == ["not-a-member"]
    assert codes(left_on=date(2020, 3, 3)) == ["in-the-future"]
    assert codes(joined_on=date(2020, 3, 3)) == ["too-early"]
    assert codes(joined_on=DAY) == []


def test_a_household_is_not_split_into_nobody_and_all():
    def codes(**said):
        values = {"chosen": 1, "members": 3, "split_on": DAY, "on": DAY}
        return [problem.code for problem in rules.split_problems(**values | said)]

    assert codes() == []
    assert codes(chosen=3) == ["nobody-stays"]
    assert codes(split_on=date(2020, 3, 3)) == ["in-the-future"]
